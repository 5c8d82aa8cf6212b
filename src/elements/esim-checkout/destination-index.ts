import { alpha2 } from '../../core/countries.js';
import type { Formats } from '../../core/money.js';
import type { Product } from '../../core/types.js';

/** One row of the list: a country with all its products, or one regional or worldwide product. */
export interface Destination {
  code: string;
  /** The alpha-2 code of a country. */
  short: string | undefined;
  name: string;
  products: Product[];
  imageUrl: string | undefined;
}

/** The matches. Regions and worldwide products are separate from countries. */
export interface Matches {
  countries: Destination[];
  regions: Destination[];
}

type Ranks = [Destination[], Destination[], Destination[], Destination[]];

interface Entry {
  destination: Destination;
  /** The folded name first, then every other name by which it can be found. */
  keys: string;
  codes: readonly string[];
}

/**
 * Letters that Unicode decomposition does not split. The Turkish dotless i is one, so that "IRAN" and "ıran" match.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** Removes case and diacritics: "Türkiye", "TURKIYE" and "türkiye" become the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıßøłđðæœþ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A search index of the catalogue. It is built once, so that a keystroke only compares strings. */
export class DestinationIndex {
  readonly #entries: Entry[];

  constructor(
    products: readonly Product[],
    locale: string,
    formats: Formats,
    english: Formats,
    worldwide: string,
  ) {
    const countries = new Map<string, Destination>();
    const all: Destination[] = [];
    for (const product of products) {
      const { countryCode: code, imageUrl } = product;
      const known = countries.get(code);
      if (known) {
        known.products.push(product);
        known.imageUrl ??= imageUrl;
        continue;
      }
      const name = formats.country(code);
      // It has no name by which it could be found or shown.
      if (!name && !product.name) continue;
      const destination: Destination = {
        code,
        short: alpha2(code),
        name: name ?? product.name,
        products: [product],
        imageUrl,
      };
      if (name) countries.set(code, destination);
      all.push(destination);
    }
    const collator = new Intl.Collator(locale, { sensitivity: 'base' });
    this.#entries = all
      .sort((a, b) => collator.compare(a.name, b.name))
      .map((destination) => {
        const { code, short, name } = destination;
        const names = [name, english.country(code), code === 'GLO' ? worldwide : undefined];
        for (const product of destination.products) names.push(product.name);
        return {
          destination,
          keys: ` ${[...new Set(names.flatMap((each) => (each ? [fold(each)] : [])))].join(' | ')}`,
          codes: [code, short ?? ''].map((each) => each.toLowerCase()),
        };
      });
  }

  /**
   * Finds matches, best first: by code, by the start of the name, by the start of a word, anywhere. Each group is
   * alphabetical.
   */
  find(query: string): Matches {
    const wanted = fold(query);
    const countries: Ranks = [[], [], [], []];
    const regions: Ranks = [[], [], [], []];
    for (const { destination, keys, codes } of this.#entries) {
      const at = keys.indexOf(` ${wanted}`);
      const rank = codes.includes(wanted) ? 0 : at === 0 ? 1 : at > 0 ? 2 : 3;
      if (rank < 3 || keys.includes(wanted)) {
        (destination.short ? countries : regions)[rank].push(destination);
      }
    }
    return { countries: countries.flat(), regions: regions.flat() };
  }
}
