import type { ProductRecord, VariantRecord } from '../types.js';
import { hostileProducts, largeProducts, standardProducts } from './products.js';

export interface ProductQuery {
  countryCode?: string;
  search?: string;
}

/** Products to look up, find and page through; never changed once made. */
export class Catalogue {
  readonly products: readonly ProductRecord[];
  readonly #byId: Map<number, ProductRecord>;

  constructor(products: readonly ProductRecord[]) {
    this.products = products;
    this.#byId = new Map(products.map((product) => [product.id, product]));
  }

  get(id: number): ProductRecord | undefined {
    return this.#byId.get(id);
  }

  find({ countryCode, search }: ProductQuery): ProductRecord[] {
    const needle = search?.trim().toLowerCase() ?? '';
    return this.products.filter(
      (product) =>
        (countryCode === undefined || product.country_code === countryCode) &&
        (needle === '' ||
          product.name.toLowerCase().includes(needle) ||
          product.country_code.toLowerCase() === needle),
    );
  }

  /** `(product_id, amount)` names the plan: equal as numbers, or it is none. */
  plan(productId: number, amount: number): VariantRecord | undefined {
    return this.get(productId)?.variants.find((variant) => variant.amount === amount);
  }
}

// Shared by all sandboxes because a catalogue is immutable and thousands of sandboxes are made in tests.
const made = new Map<string, Catalogue>();

function shared(key: string, make: () => ProductRecord[]): Catalogue {
  const catalogue = made.get(key) ?? new Catalogue(make());
  made.set(key, catalogue);
  return catalogue;
}

export function catalogueFor(kind: 'full' | 'empty' | 'hostile', size?: number): Catalogue {
  if (kind === 'empty') return shared('empty', () => []);
  if (kind === 'hostile') return shared('hostile', hostileProducts);
  if (size !== undefined) return shared(`size ${size}`, () => largeProducts(size));
  return shared('full', standardProducts);
}
