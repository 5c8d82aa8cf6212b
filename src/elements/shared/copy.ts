/**
 * Copies text.
 * @returns whether the clipboard accepted it. Never rejects: a page may lack the permission or the clipboard.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
