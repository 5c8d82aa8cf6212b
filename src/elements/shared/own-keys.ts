/** Keys that write nothing and still do something in a field of text. */
const EDITING = 'Backspace Delete ArrowLeft ArrowRight Home End Dead Process'.split(' ');

/**
 * Keeps in a field the keys that are typed into it, for `keydown`, `keypress` and `keyup`. Outside the shadow tree such an
 * event comes from the element, which is no field: a page that has shortcuts of one key would take the letter for one.
 * Escape, Tab, Enter, function keys and combinations are the page's too.
 */
export function ownKeys(event: KeyboardEvent): void {
  const { key, isComposing } = event;
  // The third level of a keyboard ("@", "€") is Ctrl and Alt together on Windows. WebKit does not know AltGraph.
  const combined = event.ctrlKey !== event.altKey && !event.getModifierState('AltGraph');
  if (event.metaKey || combined) return;
  if (isComposing || [...key].length === 1 || EDITING.includes(key)) event.stopPropagation();
}
