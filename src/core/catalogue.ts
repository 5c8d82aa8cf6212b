import { get, set, type UseStore } from 'idb-keyval';
import type { Http } from './api/http.js';
import { listPath, type ProductPlans, ProductsApi, productPath } from './api/products.js';
import { type Clock, raceAbort } from './clock.js';
import { freeze } from './freeze.js';
import type { Product } from './types.js';

/** The API's guide asks clients to cache the catalogue for one hour. */
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

/** The products and plans. They are cached in IndexedDB for one hour. Parallel callers share one request. */
export class Catalogue {
  readonly #http: Http;
  readonly #api: ProductsApi;
  readonly #clock: Clock;
  readonly #store: UseStore;
  readonly #base: string;
  readonly #shared = new Map<string, Shared<unknown>>();
  readonly #fresh = new Map<string, Cached<unknown>>();
  /**
   * The cached list was stale, so a new one was fetched. The cached products are stale as well: reading them would
   * cost time.
   */
  #listed = false;

  constructor(http: Http, store: UseStore, clock: Clock, base: string) {
    this.#http = http;
    this.#api = new ProductsApi(http, base);
    this.#store = store;
    this.#clock = clock;
    this.#base = base;
  }

  /**
   * Reads all products, or the products of one country.
   * @param onRequest called when a request is about to be sent; not if the answer is cached or is on its way already
   * @throws CheckoutError
   */
  products(
    country: string | undefined,
    signal: AbortSignal,
    onRequest?: () => void,
  ): Promise<Product[]> {
    const path = listPath(country);
    return this.#read(path, signal, (own) => {
      this.#listed = true;
      onRequest?.();
      return this.#api.list(path, own);
    });
  }

  /**
   * Reads one product with its plans.
   * @param onRequest called when a request is about to be sent; not if the answer is cached or is on its way already
   * @throws CheckoutError
   */
  product(id: number, signal: AbortSignal, onRequest?: () => void): Promise<ProductPlans> {
    const load = (own: AbortSignal): Promise<ProductPlans> => {
      onRequest?.();
      return this.#api.read(id, own);
    };
    return this.#read(productPath(id), signal, load, !this.#listed);
  }

  /** The number of unreadable rows in the answer from which this list was made; 0 for a cached list. */
  leftOut(list: readonly object[]): number {
    return this.#api.leftOut(list);
  }

  /** Drops a product from the cache, because it has turned out to be stale. The next read fetches it. */
  async drop(id: number): Promise<void> {
    const path = productPath(id);
    this.#fresh.delete(path);
    await set(this.#key(path), undefined, this.#store).catch(() => undefined);
  }

  async #read<T extends Product[] | ProductPlans>(
    path: string,
    signal: AbortSignal,
    load: (own: AbortSignal) => Promise<T>,
    lookUp = true,
  ): Promise<T> {
    const remembered = this.#remembered<T>(path);
    if (remembered !== undefined) return remembered;
    // Request the token while the database is read: a database takes as long as a request.
    const authorized = this.#http.ready();
    authorized.catch(() => undefined);
    const stored = lookUp ? await raceAbort(signal, () => this.#stored<T>(path)) : undefined;
    // Another caller may have fetched it while the database was being read.
    const cached = stored ?? this.#remembered<T>(path);
    if (cached !== undefined) return cached;
    return this.#share(path, signal, async (own) => {
      await authorized;
      const value = freeze(await load(own));
      // An empty answer is not cached: the next read asks again.
      if (isEmpty(value)) return value;
      const entry: Cached<T> = { at: this.#clock.now(), value };
      this.#fresh.set(path, entry);
      // If the database is full or missing, the next visit sends one more request.
      void set(this.#key(path), entry, this.#store).catch(() => undefined);
      return value;
    });
  }

  async #stored<T>(path: string): Promise<T | undefined> {
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

  /** Shares one request among all callers. The last caller who leaves aborts it. */
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
