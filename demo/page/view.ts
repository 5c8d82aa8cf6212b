import type { EsimCheckout } from '../../src/index.js';

/** How the page shows itself; kept in its address, so that a reload or a link shows the same. */
export interface View {
  country: string;
  lang: string;
  dir: string;
  scheme: string;
  theme: string;
  markup: string;
  pay: string;
}

const NAMES = ['country', 'lang', 'dir', 'scheme', 'theme', 'markup', 'pay'] as const;

const RIGHT_TO_LEFT = new Set(['ar', 'he']);

export const isViewName = (name: string): name is keyof View =>
  (NAMES as readonly string[]).includes(name);

export function readView(search: string): View {
  const query = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ''])) as unknown as View;
}

export function writeView(view: View): void {
  const url = new URL(location.href);
  for (const name of NAMES) {
    if (view[name] === '') url.searchParams.delete(name);
    else url.searchParams.set(name, view[name]);
  }
  history.replaceState(history.state, '', url);
}

export function applyView(view: View, checkout: EsimCheckout): void {
  const { documentElement: page } = document;
  setOrRemove(page, 'data-scheme', view.scheme);
  setOrRemove(page, 'data-theme', view.theme);
  setOrRemove(checkout, 'lang', view.lang);
  setOrRemove(checkout, 'dir', view.dir || (RIGHT_TO_LEFT.has(view.lang) ? 'rtl' : ''));
  setOrRemove(checkout, 'country', view.country);
  const factor = 1 + Number(view.markup) / 100;
  // Undefined leaves the price as the API gives it.
  checkout.priceOf = ({ price }) =>
    factor === 1 ? undefined : { ...price, amount: retail(price.amount * factor, price.currency) };
}

/** A price a shop would ask: rounded up to what the currency can pay. */
function retail(amount: number, currency: string): number {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return Number((Math.ceil(amount * 10 ** digits - 1e-6) / 10 ** digits).toFixed(digits));
}

function setOrRemove(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
