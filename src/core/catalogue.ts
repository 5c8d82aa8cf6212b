import { get, set, type UseStore } from 'idb-keyval';
import type { Http } from './api/http.js';
import { listPath, type ProductPlans, ProductsApi, productPath } from './api/products.js';
import { type Clock, raceAbort } from './clock.js';
import { freeze } from './freeze.js';
import type { Product } from './types.js';

/** The API asks for its catalogue to be cached for an hour. */
const FRESH_MS = 60 * 60_000;

interface Cached<T> {
  at: number;
  value: T;
}

interface Shared<T> {
  promise: Promise<T>;
  abort: AbortController;
  waiting: number;
}

/** What is for sale, kept for an hour in IndexedDB and fetched once for all who ask at the same time. */
export class Catalogue {
  readonly #api: ProductsApi;
  readonly #clock: Clock;
  readonly #store: UseStore;
  readonly #base: string;
  readonly #shared = new Map<string, Shared<unknown>>();
  readonly #fresh = new Map<string, Cached<unknown>>();

  constructor(http: Http, store: UseStore, clock: Clock, base: string) {
    this.#api = new ProductsApi(http, base);
    this.#store = store;
    this.#clock = clock;
    this.#base = base;
  }

  /**
   * All products, or those of one country.
   * @throws CheckoutError
   */
  products(country: string | undefined, signal: AbortSignal): Promise<Product[]> {
    const path = listPath(country);
    return this.#read(path, signal, (own) => this.#api.list(path, own));
  }

  /**
   * One product with its plans.
   * @throws CheckoutError
   */
  product(id: number, signal: AbortSignal): Promise<ProductPlans> {
    return this.#read(productPath(id), signal, (own) => this.#api.read(id, own));
  }

  /** How many rows could not be read when this list of products or plans was fetched; 0 for one from the database. */
  leftOut(list: readonly object[]): number {
    return this.#api.leftOut(list);
  }

  /** Has a product read anew the next time: what was kept of it has proved wrong. */
  async drop(id: number): Promise<void> {
    const path = productPath(id);
    this.#fresh.delete(path);
    await set(this.#key(path), undefined, this.#store).catch(() => undefined);
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
