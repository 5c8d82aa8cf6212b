import { LRUCache } from 'lru-cache';
import { productBody, readList, readOne, variantBody } from '../core/api/bodies.js';
import { distinctPlans } from '../core/api/distinct-plans.js';
import type { Answer } from '../core/api/http.js';
import { toPlan } from '../core/api/products.js';
import type { Clock } from '../core/clock.js';
import { CheckoutError, malformed } from '../core/errors.js';
import type { Plan } from '../core/types.js';
import type { Settings } from './options.js';
import type { Purpose } from './quota/quota.js';
import { productOut, productsOut, variantsOut } from './shapes.js';
import type { Upstream } from './upstream.js';

/** The API asks for its catalogue to be cached for an hour. */
const FRESH_MS = 60 * 60_000;
/** That there is no such product is believed for so long; likewise that a plan is not in a product. */
const ABSENT_MS = 60_000;
const ENTRIES = 2000;
const PAGING = [
  'x-page',
  'x-per-page',
  'x-total-count',
  'x-total-pages',
  'x-page-size',
  'x-has-more',
];

/** One resource as it is served. */
export interface Resource {
  /** JSON; `undefined`: the API knows no such product. */
  json: string | undefined;
  etag: string;
  paging: Record<string, string>;
  /** Of a product whose variants are in it. */
  plans: readonly Plan[];
  /** Epoch ms. */
  at: number;
}

/** What is for sale, for all customers: one call an hour and resource, stale while it is refreshed or the API is gone. */
export class Catalogue {
  readonly #upstream: Upstream;
  readonly #clock: Clock;
  readonly #base: string;
  readonly #cache: LRUCache<string, Resource, Purpose>;

  constructor({ clock, apiBase }: Settings, upstream: Upstream) {
    this.#upstream = upstream;
    this.#clock = clock;
    this.#base = apiBase;
    this.#cache = new LRUCache<string, Resource, Purpose>({
      max: ENTRIES,
      ttl: FRESH_MS,
      ttlResolution: 0,
      perf: clock,
      allowStale: true,
      allowStaleOnFetchRejection: true,
      noDeleteOnFetchRejection: true,
      noDeleteOnStaleGet: true,
      fetchMethod: async (path, stale, { options, context }) => {
        // Without something old to give, the error is the answer.
        options.allowStaleOnFetchRejection &&= stale !== undefined;
        const resource = await this.#load(path, context);
        if (resource.json === undefined) options.ttl = ABSENT_MS;
        return resource;
      },
    });
  }

  /** Whether something can be served, whatever the API does. */
  get isFilled(): boolean {
    return this.#cache.size > 0;
  }

  /** Whether it can be served without waiting for the API. */
  holds(path: string): boolean {
    return this.#cache.peek(path, { allowStale: true }) !== undefined;
  }

  /** @throws CheckoutError or Refusal where the API must be asked and fails */
  async read(path: string, purpose: Purpose = 'customer'): Promise<Resource> {
    const resource = await this.#cache.fetch(path, { context: purpose });
    if (!resource) throw malformed('a part of the catalogue', undefined);
    return resource;
  }

  /** The variants of a product: out of the product, where they are in it. @throws as `read` */
  async variants(path: string): Promise<Resource> {
    const product = await this.read(path);
    if (product.json === undefined) return product;
    const { variants } = JSON.parse(product.json) as { variants?: unknown };
    if (!Array.isArray(variants)) return this.read(`${path}/variants`);
    return { ...product, json: JSON.stringify(variants), etag: `${product.etag}-v` };
  }

  /**
   * The plan an order names. What is cached may be older than what the customer was shown by another instance.
   * @throws as `read`
   */
  async plan(productId: number, amount: number): Promise<Plan | undefined> {
    const path = `/products/${productId}`;
    const known = await this.#plans(path);
    const found = known.plans.find(({ price }) => price.amount === amount);
    if (found || this.#clock.now() - known.at < ABSENT_MS) return found;
    const fresh = await this.#plans(path, true);
    return fresh.plans.find(({ price }) => price.amount === amount);
  }

  /** The API refuses what is cached of a product: it is asked again, once a minute at most. */
  doubt(productId: number): void {
    const path = `/products/${productId}`;
    const known = this.#cache.peek(path, { allowStale: true });
    if (known && this.#clock.now() - known.at >= ABSENT_MS) this.#cache.delete(path);
  }

  async #plans(path: string, forceRefresh = false): Promise<Resource> {
    const options = { context: 'purchase', forceRefresh } as const;
    const product = await this.#cache.fetch(
      path,
      forceRefresh ? { ...options, allowStale: false, allowStaleOnFetchRejection: false } : options,
    );
    if (!product) throw malformed('a product', undefined);
    if (product.json === undefined || product.plans.length > 0) return product;
    const { json } = await this.read(`${path}/variants`, 'purchase');
    return { ...product, plans: plansOf(product.json, JSON.parse(json ?? '[]')) };
  }

  async #load(path: string, purpose: Purpose): Promise<Resource> {
    let answer: Answer;
    try {
      answer = await this.#upstream.read(path, purpose, path);
    } catch (error) {
      const gone = error instanceof CheckoutError && error.facts.status === 404;
      if (!gone) throw error;
      return { json: undefined, etag: '', paging: {}, plans: [], at: this.#clock.now() };
    }
    const body = this.#out(path, answer.body);
    if (!body) throw malformed('a part of the catalogue', answer.requestId);
    const json = JSON.stringify(body);
    return {
      json,
      etag: await digest(json),
      paging: pagingOf(answer.headers),
      plans: 'variants' in body ? plansOf(json, body.variants) : [],
      at: this.#clock.now(),
    };
  }

  #out(path: string, body: unknown) {
    if (path.endsWith('/variants')) return variantsOut(body);
    return path.startsWith('/products?')
      ? productsOut(body, this.#base)
      : productOut(body, this.#base);
  }
}

/** The plans that can be ordered: as the element offers them, so that the host is asked about what will be delivered. */
function plansOf(product: string, variants: unknown): Plan[] {
  const body = readOne(productBody, JSON.parse(product));
  if (!body) return [];
  const known = readList(variantBody, variants) ?? [];
  const priced = known.filter(({ amount }) => amount >= 0);
  return distinctPlans(priced.map((variant) => toPlan(variant, body))).plans;
}

function pagingOf(headers: Headers): Record<string, string> {
  const entries = PAGING.map((name) => [name, headers.get(name) ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => /^(\d{1,12}|true|false)$/.test(value)));
}

async function digest(json: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json));
  return [...new Uint8Array(hash).slice(0, 12)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
