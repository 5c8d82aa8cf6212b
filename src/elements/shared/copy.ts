/**
 * Copies text.
 * @param near what the customer pressed. A browser lets only the window with the focus write.
 * @returns whether the clipboard accepted it. Never rejects: a page may lack the permission or the clipboard.
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
