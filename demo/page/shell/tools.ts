import { html, type TemplateResult } from 'lit';
import { destinations } from '../../../src/sandbox/catalogue/destinations.js';
import type { App } from '../app.js';
import { LANGUAGES } from '../languages.js';
import { siteOf } from '../sites.js';
import { type Option, segmented, select } from './choice.js';

const SCHEMES = [
  ['', 'Auto'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

// The catalogue has some places twice, with two products.
const PLACES: readonly Option[] = [...new Map(destinations().map(({ code, name }) => [code, name]))]
  .filter(([code]) => /^[A-Z]{3}$/.test(code))
  .sort(([, a], [, b]) => a.localeCompare(b));

/** What changes most in a meeting: where to, in which language, light or dark. */
export function tools(app: App): TemplateResult {
  const { settings } = app;
  const own = siteOf(settings.site).country;
  const ownName = PLACES.find(([code]) => code === own)?.[1] ?? 'search';
  const places: Option[] = [
    ['', `Page’s own (${ownName})`],
    ['search', 'Customer searches'],
    ['GLO', 'Global'],
    ...PLACES.filter(([code]) => code !== 'GLO'),
  ];
  return html`${select('country', 'Destination', places, settings.country, (country) => app.set({ country }))}
    ${select(
      'lang',
      'Language',
      LANGUAGES.map(([tag, name]) => [tag === 'en' ? '' : tag, name] as const),
      settings.lang,
      (lang) => app.set({ lang }),
    )}
    ${segmented('scheme', 'Colour scheme', SCHEMES, settings.scheme, (scheme) => app.set({ scheme }))}
    <button
      type="button"
      class="sheet-opener strong"
      aria-expanded=${app.sheetOpen}
      aria-controls="drawer"
      @click=${() => toggle(app)}
    >
      Controls
    </button>`;
}

function toggle(app: App): void {
  app.sheetOpen = !app.sheetOpen;
  app.update();
}
