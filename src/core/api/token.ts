import { type Clock, withTimeout } from '../clock.js';
import { CheckoutError } from '../errors.js';
import { type HeldToken, readToken } from './token-answer.js';

/** What a token endpoint or `getToken` may answer; also accepted inside `{ data }`. */
export interface TokenResponse {
  /** The bearer token, under the API's and OAuth's name. */
  access_token?: string;
  /** The bearer token, if there is no `access_token`. */
  token?: string;
  /** ISO 8601, or seconds or milliseconds since the epoch. */
  access_expires_at?: string | number;
  /** Seconds from now. */
  expires_in?: number;
}

export interface TokenRequest {
  /** Aborted after 10 seconds, or when no element needs the token any more. */
  signal: AbortSignal;
  /**
   * `expired`: the API refused the last token with a 401, so a server that shares one login must renew it.
   * `initial`: the element needs its first token, or the last one is about to expire.
   */
  reason: 'initial' | 'expired';
}
export type GetToken = (options: TokenRequest) => Promise<string | TokenResponse>;

/**
 * The timeout of a token request, in ms. It is shorter than that of a read, so that the error names the host's
 * endpoint if that hangs.
 */
const TOKEN_TIMEOUT_MS = 10_000;

/**
 * Provides the bearer token. Parallel callers share one request. The token is renewed before it expires. It is kept
 * in memory only.
 */
export class TokenSource {
  readonly #get: GetToken;
  readonly #clock: Clock;
  #held: HeldToken | undefined;
  /** The last token that the API refused, until a different token has arrived. */
  #refused: string | undefined;
  #pending: Promise<HeldToken> | undefined;
  #end = new AbortController();

  constructor(get: GetToken, clock: Clock) {
    this.#get = get;
    this.#clock = clock;
  }

  /**
   * Returns a valid token.
   * @throws CheckoutError `token-unavailable`; `rate-limited` if the token endpoint answered 429
   */
  async token(): Promise<string> {
    if (this.#held && this.#clock.now() < this.#held.renewAt) return this.#held.token;
    this.#pending ??= this.#fetch();
    const pending = this.#pending;
    try {
      const held = await pending;
      if (this.#pending === pending) {
        this.#held = held;
        if (held.token !== this.#refused) this.#refused = undefined;
      }
      return held.token;
    } finally {
      if (this.#pending === pending) this.#pending = undefined;
    }
  }

  /** Aborts a request in flight. The next caller begins a new one. */
  stop(): void {
    this.#end.abort();
    this.#end = new AbortController();
    this.#pending = undefined;
  }

  /** Drops `token` after a 401, unless it has been replaced in the meantime. */
  reject(token: string): void {
    if (this.#held?.token !== token) return;
    this.#held = undefined;
    this.#refused = token;
    // A renewal in flight has not told the server of the 401. Its answer may be the same token again.
    this.#pending = undefined;
  }

  async #fetch(): Promise<HeldToken> {
    const reason = this.#refused === undefined ? 'initial' : 'expired';
    try {
      const answer = await withTimeout(
        this.#clock,
        TOKEN_TIMEOUT_MS,
        this.#end.signal,
        // A host's function may give what is no promise.
        async (signal) => this.#get({ signal, reason }),
      );
      const held = readToken(answer, this.#clock.now());
      if (typeof held !== 'string') return held;
      throw new CheckoutError('token-unavailable', `The token answer ${held}.`);
    } catch (error) {
      if (error instanceof CheckoutError)
        throw new CheckoutError(error.code, error.message, { ...error.facts, outcome: 'unsent' });
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      throw new CheckoutError(
        'token-unavailable',
        late ? 'The token did not come within 10 seconds.' : 'The token request failed.',
        { outcome: 'unsent' },
      );
    }
  }
}
