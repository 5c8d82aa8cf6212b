import type { App } from '../app.js';

/** Closes the controls on a phone, and gives the focus back to what opened them. */
export function closeSheet(app: App): void {
  app.sheetOpen = false;
  app.update();
  document.querySelector<HTMLElement>('.sheet-opener')?.focus();
}
