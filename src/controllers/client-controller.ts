import type { ReactiveElement } from 'lit';
import type { GetToken } from '../core/api/token.js';
import type { Client } from '../core/client.js';
import { CheckoutError, errorOnUse } from '../core/errors.js';
import { type Lease, leaseClient } from './client-pool.js';
import { type Guest, Presence } from './presence.js';
import type { LoggedRequest } from './request-log.js';

export interface ClientHost extends ReactiveElement {
  apiBase: string;
  getToken: GetToken | undefined;
  tokenEndpoint: string | undefined;
  tokenCredentials: RequestCredentials;
  productId: number | undefined;
  referencePrefix: string;
  country: string | undefined;
  customer: string;
  walletId: string | undefined;
}

/** Holds the shared client for an element's attributes, while the element is in a living page. */
export class ClientController implements Guest {
  readonly #host: ClientHost;
  readonly #presence: Presence;
  #lease: Lease | undefined;
  #held = false;
  #source: readonly unknown[] = [];
  #problem: CheckoutError | undefined;

  constructor(host: ClientHost) {
    this.#host = host;
    this.#presence = new Presence(host, this);
  }

  get client(): Client | undefined {
    return this.problem ? undefined : this.#lease?.client;
  }

  /** The latest requests, oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.#lease?.requests ?? [];
  }

  /** The configuration error that stops the element: an attribute is missing or invalid. */
  get problem(): CheckoutError | undefined {
    const unusable = NEEDS.find(([name, isUsable]) => !isUsable(this.#host[name]));
    return unusable?.[2]() ?? this.#problem;
  }

  /** Reads the host's properties again. Call it before each update. */
  refresh(): void {
    const { apiBase, tokenEndpoint, tokenCredentials, customer } = this.#host;
    const getToken = isFunction(this.#host.getToken) ? this.#host.getToken : undefined;
    const source = [apiBase, getToken, tokenEndpoint, tokenCredentials, customer] as const;
    if (this.#source.length > 0 && source.every((value, i) => value === this.#source[i])) return;
    const former = this.#source;
    this.#source = source;
    const onlyFunction = source.every((value, i) => i === 1 || value === former[i]);
    if (onlyFunction && getToken && former[1] && this.#lease?.renew(getToken)) return;
    this.leave();
    this.#lease = undefined;
    this.#problem = undefined;
    const base = baseOf(apiBase);
    const endpoint = tokenEndpoint ? absolute(tokenEndpoint) : undefined;
    if (!base) this.#problem = new CheckoutError(...mustBe('api-base', 'an http(s) URL'));
    else if (!getToken && !tokenEndpoint)
      this.#problem = new CheckoutError(
        ...mustBe('token-endpoint', 'a URL, or set the getToken property'),
      );
    else if (!getToken && !endpoint)
      this.#problem = new CheckoutError(...mustBe('token-endpoint', 'an http(s) URL'));
    else {
      this.#lease = leaseClient({
        ...{ base, getToken, tokenCredentials, customer },
        tokenEndpoint: endpoint,
      });
      this.enter();
    }
  }

  enter(): void {
    if (this.#held || !this.#lease || !this.#presence.here) return;
    this.#held = true;
    this.#lease.hold();
  }

  leave(): void {
    if (this.#held) this.#lease?.release();
    this.#held = false;
  }
}

const mustBe = (attribute: string, needed: string) =>
  ['configuration', `<esim-checkout>: ${attribute} must be ${needed}.`] as const;

const isFunction = (value: unknown): boolean => typeof value === 'function';
/** Frameworks set `null` for no value, and a number for text that looks like one. */
const isText = (value: unknown): boolean =>
  value === null || ['undefined', 'string', 'number', 'bigint'].includes(typeof value);

/** Properties that could make a purchase go wrong. Nothing is requested until they are valid. */
const NEEDS: readonly [keyof ClientHost, (value: unknown) => boolean, () => CheckoutError][] = [
  [
    'productId',
    (id) => isText(id) && Number.isInteger(Number(id ?? 0)),
    errorOnUse(...mustBe('product-id', 'a number')),
  ],
  [
    'referencePrefix',
    (prefix) => isText(prefix) && /^[ -~]{0,64}$/.test(String(prefix ?? '')),
    errorOnUse(...mustBe('reference-prefix', 'printable ASCII, at most 64 characters')),
  ],
  ['customer', isText, errorOnUse(...mustBe('customer', 'text'))],
  // Two letters are the other code of ISO 3166-1: the API has nothing under it.
  [
    'country',
    (code) => isText(code) && !/^..$/.test(String(code ?? '')),
    errorOnUse(...mustBe('country', 'an ISO 3166-1 alpha-3 code, or GLO')),
  ],
  ['walletId', isText, errorOnUse(...mustBe('wallet-id', 'a number or text'))],
  [
    'tokenCredentials',
    (mode) => /^(omit|same-origin|include)$/.test(String(mode)),
    errorOnUse(...mustBe('token-credentials', 'omit, same-origin or include')),
  ],
];

/** The API's base URL: absolute, without a trailing slash; `undefined` if it is invalid. */
export const baseOf = (apiBase: string): string | undefined =>
  absolute(apiBase)?.replace(/\/+$/, '');

function absolute(url: string): string | undefined {
  try {
    const { href, protocol } = new URL(url, document.baseURI);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
