import type { CSSResult, ReactiveElement } from 'lit';

/** What an element wears on top of the styles of its class. */
const late = new WeakMap<ReactiveElement, CSSResult[]>();
/** Copies for other documents: a sheet serves only the document whose window made it. */
const copies = new WeakMap<Document, Map<CSSResult, CSSStyleSheet>>();

function sheetIn(page: Document, style: CSSResult): CSSStyleSheet | undefined {
  if (page === document) return style.styleSheet;
  const view = page.defaultView as (Window & typeof globalThis) | null;
  // A template's document, say: nothing is seen there.
  if (!view) return undefined;
  const made = copies.get(page) ?? new Map<CSSResult, CSSStyleSheet>();
  copies.set(page, made);
  const known = made.get(style);
  if (known) return known;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(style.cssText);
  made.set(style, sheet);
  return sheet;
}

/** Puts all its styles on a drawn element, as the document that it is in needs them. */
export function dress(host: ReactiveElement, own: readonly CSSResult[]): void {
  const { shadowRoot, ownerDocument } = host;
  if (!shadowRoot?.adoptedStyleSheets) return;
  shadowRoot.adoptedStyleSheets = [...own, ...(late.get(host) ?? [])].flatMap(
    (style) => sheetIn(ownerDocument, style) ?? [],
  );
}

/** Gives a drawn element further styles, on top of those of its class. */
export function adopt(host: ReactiveElement, ...styles: readonly CSSResult[]): void {
  late.set(host, [...(late.get(host) ?? []), ...styles]);
  for (const style of styles) {
    const sheet = sheetIn(host.ownerDocument, style);
    if (sheet) host.shadowRoot?.adoptedStyleSheets?.push(sheet);
  }
}
