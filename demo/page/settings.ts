import type { SiteView } from './site/view.js';
import { siteOf } from './sites.js';

/** All that the demo can be set to. Every part is text and stands in the address under its name. */
export const DEFAULTS = {
  site: 'airline',
  /** `both`, `desktop` or `phone`. */
  view: 'both',
  scenario: 'instant',
  /** `hand`: the presenter buys; empty: a scenario that is chosen buys by itself. */
  buy: '',
  /** Empty: the site's own; `search`: the customer searches; else a code of the catalogue. */
  country: '',
  lang: '',
  dir: '',
  scheme: '',
  accent: '',
  surface: '',
  text: '',
  radius: '',
  /** Percent on top of the wholesale price. */
  markup: '',
  /** Empty: the card on file; `ask`: a dialog. */
  pay: '',
  speed: '1',
  tab: 'scenario',
  /** Of the embed builder. */
  code: 'html',
};

export type Settings = typeof DEFAULTS;
export type SettingName = keyof Settings;
export const SETTING_NAMES = Object.keys(DEFAULTS) as SettingName[];

const COLOUR = /^#[\da-f]{6}$/i;
const NUMBER = /^\d{1,3}$/;
/** What an address may set; the rest is any short word. */
const FITS: Partial<Record<SettingName, RegExp>> = {
  site: /^(airline|bank|hotel)$/,
  view: /^(both|desktop|phone)$/,
  accent: COLOUR,
  surface: COLOUR,
  text: COLOUR,
  radius: NUMBER,
  markup: NUMBER,
  speed: /^(1|10|60)$/,
};
const WORD = /^[\w-]{1,20}$/;

/** Reads an address. Whoever made it may have mistyped: what does not fit is as usual. */
export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search);
  const read = SETTING_NAMES.map((name) => {
    const value = query.get(name) ?? '';
    return [name, (FITS[name] ?? WORD).test(value) ? value : DEFAULTS[name]];
  });
  return Object.fromEntries(read) as Settings;
}

/** The address with these settings; what is as usual is left out. */
export function addressOf(settings: Settings, base: string): string {
  const url = new URL(base);
  for (const name of SETTING_NAMES) {
    if (settings[name] === DEFAULTS[name]) url.searchParams.delete(name);
    else url.searchParams.set(name, settings[name]);
  }
  return url.href;
}

/** The destination that the page sets on the element; empty where the customer searches. */
export function countryOf({ country, site }: Settings): string {
  if (country === 'search') return '';
  return country || siteOf(site).country;
}

/** What a partner's page is told of the settings. */
export function siteViewOf(settings: Settings, device: string, declines: boolean): SiteView {
  const { site, lang, dir, scheme, accent, surface, text, radius, markup, pay } = settings;
  return {
    ...{ site, lang, dir, scheme, accent, surface, text, markup, device },
    country: countryOf(settings),
    radius: radius && `${radius}px`,
    pay: declines ? 'declined' : pay,
  };
}
