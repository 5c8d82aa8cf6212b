import type { Strings } from './strings.js';

/** Fetches one language. */
export type LanguageLoader = () => Promise<Strings>;

/** Loaders by language tag (`de`, `zh-Hant`, `pt`). English is built in. */
export type Languages = Readonly<Record<string, LanguageLoader>>;

/** The languages of the package, each in its own chunk. */
export const languages: Languages = {
  ar: () => import('./ar.js').then((m) => m.strings),
  de: () => import('./de.js').then((m) => m.strings),
  es: () => import('./es.js').then((m) => m.strings),
  fr: () => import('./fr.js').then((m) => m.strings),
  he: () => import('./he.js').then((m) => m.strings),
  hi: () => import('./hi.js').then((m) => m.strings),
  id: () => import('./id.js').then((m) => m.strings),
  it: () => import('./it.js').then((m) => m.strings),
  ja: () => import('./ja.js').then((m) => m.strings),
  ko: () => import('./ko.js').then((m) => m.strings),
  nl: () => import('./nl.js').then((m) => m.strings),
  pl: () => import('./pl.js').then((m) => m.strings),
  // Brazilian; a partner may add 'pt-PT'.
  pt: () => import('./pt-BR.js').then((m) => m.strings),
  th: () => import('./th.js').then((m) => m.strings),
  tr: () => import('./tr.js').then((m) => m.strings),
  vi: () => import('./vi.js').then((m) => m.strings),
  'zh-Hans': () => import('./zh-Hans.js').then((m) => m.strings),
  'zh-Hant': () => import('./zh-Hant.js').then((m) => m.strings),
};
