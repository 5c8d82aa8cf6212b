/** Keys that write no character but edit a text field. */
const EDITING = 'Backspace Delete ArrowLeft ArrowRight Home End Dead Process'.split(' ');

/**
 * Stops the events of keys that are typed into a field (`keydown`, `keypress`, `keyup`) at the field. Outside the
 * shadow tree their target is the element, which is no field: a page with one-key shortcuts would react to the
 * letter. Escape, Tab, Enter, function keys and combinations do reach the page.
 */
export function ownKeys(event: KeyboardEvent): void {
  const { key, isComposing } = event;
  // On Windows, Ctrl and Alt together type the third level of a keyboard ("@", "€"). WebKit does not know AltGraph.
  const combined = event.ctrlKey !== event.altKey && !event.getModifierState('AltGraph');
  if (event.metaKey || combined) return;
  if (isComposing || [...key].length === 1 || EDITING.includes(key)) event.stopPropagation();
}
