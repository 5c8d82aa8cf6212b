import { type Answer, Http, ORDER_TIMEOUT_MS, type RequestOptions } from '../core/api/http.js';
import { TokenSource } from '../core/api/token.js';
import { CheckoutError, toCheckoutError } from '../core/errors.js';
import { logIn } from './account.js';
import { fromUpstream } from './errors.js';
import type { Settings } from './options.js';
import type { Purpose, Quota } from './quota/quota.js';

const TOKENS_KEPT = 3;
/** Where the API's routes begin; the gateway's own begin alike, below its `basePath`. */
export const API = '/api/v1/esim';

/** Takes what nobody may see out of a text. */
export type Hide = (text: string) => string;

/** The API with the account's token. No call is aborted because a customer went away. */
export class Upstream {
  readonly tokens: TokenSource;
  readonly #http: Http;
  readonly #quota: Quota;
  /** The log-in and the last tokens. */
  readonly #secrets: string[];

  constructor(settings: Settings, quota: Quota) {
    const { clock, apiBase: base, account } = settings;
    this.#quota = quota;
    this.#secrets = [account.password];
    const login = logIn(settings, quota, (token) => {
      this.#secrets.splice(1, Math.max(0, this.#secrets.length - TOKENS_KEPT), token);
    });
    this.tokens = new TokenSource(login, clock);
    this.#http = new Http({ base, clock, tokens: this.tokens, fetch: observed(settings) });
  }

  /** Takes the account's secrets and these tags out of a text. */
  hiding(prefixes: readonly string[]): Hide {
    return (text) => {
      const tags = prefixes.map((prefix) => prefix.slice(0, -1));
      const secrets = [...this.#secrets, ...prefixes, ...tags];
      return secrets.reduce((rest, secret) => rest.replaceAll(secret, ''), text);
    };
  }

  /**
   * @param path below `/api/v1/esim`
   * @param caller see `Quota.take`
   * @throws Refusal 429 of the quota; CheckoutError of the API
   */
  read(path: string, purpose: Purpose, caller: string): Promise<Answer> {
    return this.#request('reads', purpose, caller, path);
  }

  /** Places an order: sent once, and again only where a 401 says that it was not looked at. @throws as `read` */
  order(body: Record<string, unknown>, caller: string): Promise<Answer> {
    const options = { method: 'POST', body, timeoutMs: ORDER_TIMEOUT_MS } as const;
    return this.#request('orders', 'purchase', caller, '/orders', options);
  }

  async #request(
    allowance: 'reads' | 'orders',
    purpose: Purpose,
    caller: string,
    path: string,
    options?: RequestOptions,
  ): Promise<Answer> {
    await this.#quota.take(allowance, purpose, caller);
    try {
      return await this.#http.request(API + path, options);
    } catch (thrown) {
      const error = toCheckoutError(thrown);
      if (error.code !== 'rate-limited') throw error;
      const wait = error.facts.retryAfterMs ?? 0;
      throw this.#quota.turnedAway(allowance, purpose, caller, wait);
    }
  }
}

/** What a failed call is to the customer; a Refusal stays what it is. */
export function refusalOf(error: unknown, hide: Hide): Error {
  return error instanceof CheckoutError ? fromUpstream(error, hide) : (error as Error);
}

/**
 * `fetch` as a server wants it: without the settings of a browser, which some runtimes refuse, and without
 * following a redirect, which would take the account's token elsewhere.
 */
function observed({ fetch, clock, observe, apiBase }: Settings): typeof globalThis.fetch {
  return async (input, { credentials: _, cache: __, ...init } = {}) => {
    const method = init.method ?? 'GET';
    const route = routeOf(String(input).slice(apiBase.length));
    const started = clock.now();
    let status = 0;
    try {
      const response = await fetch(input, { ...init, redirect: 'manual' });
      status = response.status;
      return response;
    } finally {
      observe({ type: 'upstream', method, route, status, ms: clock.now() - started });
    }
  };
}

/** Without the query, which holds tags, and without ids. */
const routeOf = (path: string): string =>
  (path.split('?')[0] ?? '').replace(API, '').replace(/\/\d+/g, '/:id');
