import { type Clock, withTimeout } from '../clock.js';
import { CheckoutError } from '../errors.js';
import { type HeldToken, readToken } from './token-answer.js';

/** What a token endpoint or `getToken` may answer; also accepted inside `{ data }`. */
export interface TokenResponse {
  access_token?: string;
  token?: string;
  /** ISO 8601, or seconds or milliseconds since the epoch. */
  access_expires_at?: string | number;
  /** Seconds from now. */
  expires_in?: number;
}

export interface TokenRequest {
  signal: AbortSignal;
  /**
   * `expired`: the API refused the last token with a 401, so a server that shares one login must renew it.
   * `initial`: any other need, that is the first token and every renewal because of the time.
   */
  reason: 'initial' | 'expired';
}
export type GetToken = (options: TokenRequest) => Promise<string | TokenResponse>;

/** Less than a read may take, so that a host's endpoint that hangs is told from an API that does. */
const TOKEN_TIMEOUT_MS = 10_000;

/** Gives the bearer token: one request however many need it, renewed before it expires. Memory only. */
export class TokenSource {
  readonly #get: GetToken;
  readonly #clock: Clock;
  #held: HeldToken | undefined;
  /** The token that the API refused last, until another one has come. */
  #refused: string | undefined;
  #pending: Promise<HeldToken> | undefined;
  #end = new AbortController();

  constructor(get: GetToken, clock: Clock) {
    this.#get = get;
    this.#clock = clock;
  }

  /** @throws CheckoutError `token-unavailable`; `rate-limited` where the token endpoint answered 429 */
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

  /** Ends a request under way: nobody needs its token any more. Whoever asks later begins a new one. */
  stop(): void {
    this.#end.abort();
    this.#end = new AbortController();
    this.#pending = undefined;
  }

  /** Forgets `token` after a 401, unless it has been replaced meanwhile. */
  reject(token: string): void {
    if (this.#held?.token !== token) return;
    this.#held = undefined;
    this.#refused = token;
    // A renewal under way has not told the server of the 401: the answer may be the same token once more.
    this.#pending = undefined;
  }

  async #fetch(): Promise<HeldToken> {
    const reason = this.#refused === undefined ? 'initial' : 'expired';
    try {
      const answer = await withTimeout(this.#clock, TOKEN_TIMEOUT_MS, this.#end.signal, (signal) =>
        this.#get({ signal, reason }),
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
