import { alpha2 } from '../../core/countries.js';
import type { Formats } from '../../core/money.js';
import type { Product } from '../../core/types.js';

/** One line of the list: a country with all its products, or one regional or worldwide product. */
export interface Destination {
  code: string;
  /** Two letters, for a country. */
  short: string | undefined;
  name: string;
  products: Product[];
  imageUrl: string | undefined;
}

/** What was found: regions and worldwide products apart from countries. */
export interface Matches {
  countries: Destination[];
  regions: Destination[];
}

type Ranks = [Destination[], Destination[], Destination[], Destination[]];

interface Entry {
  destination: Destination;
  /** Folded name first, then everything else it can be found by. */
  keys: string;
  codes: readonly string[];
}

/** Letters that decomposition leaves whole; Turkish dotless i among them, so that "IRAN" and "ıran" are found alike. */
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

/** Without case and marks: "Türkiye", "TURKIYE" and "türkiye" are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıßøłđðæœþ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The catalogue, prepared once so that a keystroke only compares strings. */
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
      // It has nothing to be found or known by.
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

  /** Matches, best first: by code, by the beginning of the name, of a word, anywhere; alphabetical within each. */
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
