import type { Settings } from './settings.js';
import { TOKENS } from './site/view.js';
import { themeOf } from './themes.js';

type TokenName = keyof typeof TOKENS;

/** The element's tokens on the chosen site, with what the controls change. */
export function tokensOf(settings: Settings): Map<string, string> {
  const tokens = new Map(themeOf(settings.site));
  for (const [name, token] of Object.entries(TOKENS) as [TokenName, string][]) {
    const value = settings[name];
    if (value !== '') tokens.set(token, name === 'radius' ? `${value}px` : value);
  }
  return tokens;
}
