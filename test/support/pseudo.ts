import { english } from '../../src/i18n/en.js';
import { englishCard } from '../../src/i18n/en-card.js';
import { englishOrder } from '../../src/i18n/en-order.js';
import type { Languages } from '../../src/i18n/languages.js';
import type { Strings } from '../../src/i18n/strings.js';

/** All English texts, from the three files. */
export const englishStrings: Strings = { ...english, ...englishOrder, ...englishCard };

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aáeéiíoóuúyýcçnñsšzžAÅEÉIÎOÖUÛYÝCÇNÑSŠZŽ'.match(/../gu)!].map(([plain, accented]) => [
    plain,
    accented,
  ]),
);

/** A placeholder for an inserted text, so that a name or a price stays unchanged. */
const GIVEN = 0xe000;

/** "Try again" → "[Trý ágáín ~~~~]": still readable, 40 % longer, and a missing end shows that it is clipped. */
export function pseudoText(text: string): string {
  const accented = text.replace(/[a-z]/gi, (letter) => ACCENTED[letter] ?? letter);
  const extra = Math.max(1, Math.ceil(text.length * 0.4) - 3);
  const words = '~'.repeat(extra).replace(/~{6}(?=~)/g, '~~~~~ ');
  return `[${accented} ${words}]`;
}

function pseudoValue(value: unknown): unknown {
  if (typeof value === 'string') return pseudoText(value);
  if (Array.isArray(value)) return value.map(pseudoValue);
  const english = value as (...given: unknown[]) => string;
  const pseudo = (...given: unknown[]): string => {
    const marked = given.map((each, index) =>
      typeof each === 'string' ? String.fromCodePoint(GIVEN + index) : each,
    );
    return pseudoText(english(...marked)).replace(/[\ue000-\ue00f]/g, (mark) =>
      String(given[(mark.codePointAt(0) ?? GIVEN) - GIVEN]),
    );
  };
  return Object.defineProperty(pseudo, 'length', { value: english.length });
}

/** English with accents, brackets and 40 % more length, for pictures that show clipped text. */
export function pseudoStrings(): Strings {
  const entries = Object.entries(englishStrings).map(([key, value]) => [key, pseudoValue(value)]);
  return Object.fromEntries(entries) as Strings;
}

/** For an element's `languages`, with `lang="en-XA"`. */
export const pseudoLanguages: Languages = { 'en-XA': async () => pseudoStrings() };
