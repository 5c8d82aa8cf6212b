/**
 * Whether the clipboard really took it. Never rejects: a page may have no permission, or no clipboard at all.
 * @param near what was pressed: a browser lets only the window that has the focus write
 */
export async function copyText(text: string, near: Node | null): Promise<boolean> {
  try {
    const view = near?.ownerDocument?.defaultView ?? window;
    await view.navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
