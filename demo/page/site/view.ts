import type { EsimCheckout, Money, Plan } from '../../../src/index.js';
import { isRightToLeft } from '../languages.js';
import { retail } from '../retail.js';

/** How a partner's page shows itself: which one it is, and what its shop sets on the element. */
export const VIEW_NAMES = [
  'site',
  'country',
  'lang',
  'dir',
  'scheme',
  'accent',
  'surface',
  'text',
  'radius',
  'markup',
  'pay',
  'device',
] as const;
export type SiteView = Record<(typeof VIEW_NAMES)[number], string>;

/** The tokens that a view may set on the element, by their names in the view. */
export const TOKENS = {
  accent: '--esim-color-accent',
  surface: '--esim-color-surface',
  text: '--esim-color-text',
  radius: '--esim-radius',
} as const;

export function readSiteView(search: string): SiteView {
  const query = new URLSearchParams(search);
  return Object.fromEntries(VIEW_NAMES.map((name) => [name, query.get(name) ?? ''])) as SiteView;
}

export const siteQuery = (view: SiteView): string =>
  new URLSearchParams(Object.entries(view).filter(([, value]) => value !== '')).toString();

/** Sets on the element what a partner sets in HTML, CSS and script. */
export function applyToElement(view: SiteView, checkout: EsimCheckout): void {
  setOrRemove(checkout, 'lang', view.lang);
  setOrRemove(checkout, 'dir', view.dir || (isRightToLeft(view.lang) ? 'rtl' : ''));
  setOrRemove(checkout, 'country', view.country);
  for (const [name, token] of Object.entries(TOKENS)) {
    checkout.style.setProperty(token, view[name as keyof typeof TOKENS]);
  }
  const percent = Number(view.markup);
  // Undefined leaves the price as the API gives it.
  checkout.priceOf = ({ price }: Plan): Money | undefined =>
    percent > 0 ? { ...price, amount: retail(price, percent) } : undefined;
}

function setOrRemove(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
