/**
 * Prints a copy of the card from a hidden frame: no pop-up can be blocked, and the page does not change. It uses only
 * DOM calls and a constructed stylesheet, which strict CSP and Trusted Types allow.
 */
export async function printCopy(
  root: ParentNode & Node,
  css: string,
  title: string,
): Promise<void> {
  // The previous frame stays until now, because some browsers still read it after print() has returned.
  root.querySelector('iframe')?.remove();
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  // Firefox replaces a frame's first document. Content that is written before `load` would be lost.
  await new Promise((resolve) => {
    frame.onload = resolve;
    root.append(frame);
  });
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  const card = root.querySelector('.card');
  if (!view || !card) throw new Error('Nothing to print');

  const page = view.document;
  const copy = page.importNode(card, true);
  for (const group of copy.querySelectorAll('details')) {
    group.removeAttribute('name');
    group.open = true;
  }
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  const host = page.createElement('div');
  const inside = host.attachShadow({ mode: 'open' });
  inside.adoptedStyleSheets = [sheet];
  inside.append(copy);
  page.title = title;
  page.body.append(host);
  view.print();
}
