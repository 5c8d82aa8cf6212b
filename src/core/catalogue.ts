import { get, set, type UseStore } from 'idb-keyval';
import type { Http } from './api/http.js';
import {
  type ProductBody,
  productSchema,
  readList,
  readOne,
  unwrap,
  type VariantBody,
  variantSchema,
} from './api/schemas.js';
import { type Clock, raceAbort } from './clock.js';
import { defined } from './defined.js';
import { malformed } from './errors.js';
import { freeze } from './freeze.js';
import type { Plan, Product } from './types.js';

const PATH = '/api/v1/esim/products';
const PER_PAGE = 50;
/** The API asks for its catalogue to be cached for an hour. */
const FRESH_MS = 60 * 60_000;
const MAX_PAGES = 400;

interface Cached<T> {
  at: number;
  value: T;
}

interface Shared<T> {
  promise: Promise<T>;
  abort: AbortController;
  waiting: number;
}

export interface ProductPlans {
  product: Product;
  plans: Plan[];
}

/** Reads what is for sale, kept for an hour in IndexedDB and fetched once for all who ask at the same time. */
export class Catalogue {
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #store: UseStore;
  readonly #base: string;
  readonly #shared = new Map<string, Shared<unknown>>();
  readonly #fresh = new Map<string, Cached<unknown>>();

  constructor(http: Http, store: UseStore, clock: Clock, base: string) {
    this.#http = http;
    this.#store = store;
    this.#clock = clock;
    this.#base = base;
  }

  /**
   * All products, or those of one country.
   * @throws CheckoutError
   */
  products(country: string | undefined, signal: AbortSignal): Promise<Product[]> {
    const filter = country === undefined ? '' : `country_code=${encodeURIComponent(country)}&`;
    return this.#read(`${PATH}?${filter}`, signal, (own) => this.#pages(`${PATH}?${filter}`, own));
  }

  /**
   * One product with its plans.
   * @throws CheckoutError
   */
  product(id: number, signal: AbortSignal): Promise<ProductPlans> {
    return this.#read(`${PATH}/${id}`, signal, (own) => this.#product(id, own));
  }

  /** Has a product read anew the next time: what was kept of it has proved wrong. */
  async drop(id: number): Promise<void> {
    const path = `${PATH}/${id}`;
    this.#fresh.delete(path);
    await set(this.#key(path), undefined, this.#store).catch(() => undefined);
  }

  async #pages(path: string, signal: AbortSignal): Promise<Product[]> {
    const products = new Map<number, Product>();
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const query = `page=${page}&per_page=${PER_PAGE}`;
      const answer = await this.#http.request(path + query, { signal });
      const rows = readList(productSchema, answer.body);
      if (!rows) throw malformed('a product list', answer.requestId);
      // Unreadable rows count towards a full page.
      const listed = (unwrap(answer.body) as unknown[]).length;
      const known = products.size;
      for (const row of rows) products.set(row.id, toProduct(row, this.#base));
      // The paging headers may be unreadable across origins; a page that adds nothing also ends it.
      const more = answer.headers.get('X-Has-More') ?? String(listed >= PER_PAGE);
      if (more !== 'true' || products.size === known) break;
    }
    return [...products.values()];
  }

  async #product(id: number, signal: AbortSignal): Promise<ProductPlans> {
    const answer = await this.#http.request(`${PATH}/${id}`, { signal });
    const body = readOne(productSchema, answer.body);
    if (body?.id !== id) throw malformed('a product', answer.requestId);
    const variants = Array.isArray(body.variants)
      ? readList(variantSchema, body.variants)
      : await this.#variants(id, signal);
    const plans = (variants ?? [])
      .filter(({ amount }) => amount >= 0)
      .map((variant) => toPlan(variant, body));
    return { product: toProduct(body, this.#base), plans };
  }

  async #variants(id: number, signal: AbortSignal): Promise<VariantBody[]> {
    const answer = await this.#http.request(`${PATH}/${id}/variants`, { signal });
    const variants = readList(variantSchema, answer.body);
    if (!variants) throw malformed('a plan list', answer.requestId);
    return variants;
  }

  async #read<T extends Product[] | ProductPlans>(
    path: string,
    signal: AbortSignal,
    load: (own: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stored = await raceAbort(signal, () => this.#cached<T>(path));
    // Another caller may have fetched it while the database was being read.
    const cached = stored ?? this.#remembered<T>(path);
    if (cached !== undefined) return cached;
    return this.#share(path, signal, async (own) => {
      const value = freeze(await load(own));
      // Nothing to sell is worth another look.
      if (isEmpty(value)) return value;
      const entry: Cached<T> = { at: this.#clock.now(), value };
      this.#fresh.set(path, entry);
      // A full or missing database costs a request next time, nothing else.
      void set(this.#key(path), entry, this.#store).catch(() => undefined);
      return value;
    });
  }

  async #cached<T>(path: string): Promise<T | undefined> {
    const remembered = this.#remembered<T>(path);
    if (remembered !== undefined) return remembered;
    const stored = await get<Cached<T>>(this.#key(path), this.#store).catch(() => undefined);
    return stored && this.#isFresh(stored) ? freeze(stored.value) : undefined;
  }

  #remembered<T>(path: string): T | undefined {
    const entry = this.#fresh.get(path) as Cached<T> | undefined;
    return entry && this.#isFresh(entry) ? entry.value : undefined;
  }

  #isFresh({ at }: Cached<unknown>): boolean {
    const age = this.#clock.now() - at;
    return age >= 0 && age < FRESH_MS;
  }

  #key(path: string): IDBValidKey {
    return ['catalogue', this.#base, path];
  }

  /** One request for all who wait; it is aborted when the last of them has gone. */
  async #share<T>(
    path: string,
    signal: AbortSignal,
    load: (own: AbortSignal) => Promise<T>,
  ): Promise<T> {
    let shared = this.#shared.get(path) as Shared<T> | undefined;
    if (!shared) {
      const abort = new AbortController();
      const promise = load(abort.signal).finally(() => this.#drop(path, abort));
      shared = { promise, abort, waiting: 0 };
      this.#shared.set(path, shared);
    }
    const mine = shared;
    mine.waiting += 1;
    try {
      return await raceAbort(signal, () => mine.promise);
    } finally {
      mine.waiting -= 1;
      if (mine.waiting === 0) {
        this.#drop(path, mine.abort);
        mine.abort.abort();
      }
    }
  }

  #drop(path: string, abort: AbortController): void {
    if (this.#shared.get(path)?.abort === abort) this.#shared.delete(path);
  }
}

const isEmpty = (value: Product[] | ProductPlans): boolean =>
  (Array.isArray(value) ? value : value.plans).length === 0;

function toProduct(body: ProductBody, base: string): Product {
  return defined({
    id: body.id,
    name: body.name,
    countryCode: body.country_code,
    currency: body.currency_code,
    imageUrl: safeImage(body.image_url, base),
  });
}

/** An absolute `https:` URL, or one of the API's own origin; anything else is left out. */
function safeImage(url: string | undefined, base: string): string | undefined {
  if (!url) return undefined;
  try {
    const parsed = new URL(url, base);
    const own = parsed.origin === new URL(base).origin;
    return parsed.protocol === 'https:' || (own && parsed.protocol === 'http:')
      ? parsed.href
      : undefined;
  } catch {
    return undefined;
  }
}

function toPlan(variant: VariantBody, product: ProductBody): Plan {
  return defined({
    productId: product.id,
    variantId: variant.id,
    name: variant.name,
    description: variant.description || undefined,
    countryCode: product.country_code,
    price: {
      amount: variant.amount,
      currency: variant.currency_code || product.currency_code,
    },
    dataGb: variant.data_amount_gb > 0 ? variant.data_amount_gb : null,
    validityDays: variant.validity_days,
  });
}
