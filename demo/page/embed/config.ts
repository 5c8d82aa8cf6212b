import { countryOf, type Settings } from '../settings.js';
import { siteOf } from '../sites.js';
import { tokensOf } from '../tokens.js';

// Put in by the build (demo/config.ts).
declare const DEMO_INTEGRITY: string;

/** What a snippet says: all of it follows the controls. */
export interface EmbedConfig {
  attributes: readonly (readonly [name: string, value: string])[];
  tokens: ReadonlyMap<string, string>;
  /** The hash of dist/cdn/esim-checkout.js; empty where that has not been built. */
  integrity: string;
  /** Factor of the retail price; 1 shows the API's. */
  factor: number;
}

export function embedConfig(settings: Settings): EmbedConfig {
  const { lang, dir } = settings;
  const all: [string, string][] = [
    ['token-endpoint', '/esim/token'],
    ['api-base', '/esim'],
    ['require-payment', ''],
    ['country', countryOf(settings)],
    ['lang', lang],
    ['dir', dir],
    ['support-url', `mailto:${siteOf(settings.site).mail}`],
  ];
  return {
    attributes: all.filter(([name, value]) => value !== '' || name === 'require-payment'),
    tokens: tokensOf(settings),
    integrity: DEMO_INTEGRITY,
    factor: 1 + Number(settings.markup) / 100,
  };
}
