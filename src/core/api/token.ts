import { type Clock, withTimeout } from '../clock.js';
import { CheckoutError } from '../errors.js';
import { readOne, tokenSchema } from './schemas.js';

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
  reason: 'initial' | 'expired';
}
export type GetToken = (options: TokenRequest) => Promise<string | TokenResponse>;

const RENEW_BEFORE_MS = 5 * 60_000;
/** Less than a read may take, so that a host's endpoint that hangs is told from an API that does. */
const TOKEN_TIMEOUT_MS = 10_000;

interface Held {
  token: string;
  renewAt: number;
}

/** Gives the bearer token: one request however many need it, renewed before it expires. Memory only. */
export class TokenSource {
  readonly #get: GetToken;
  readonly #clock: Clock;
  #held: Held | undefined;
  #pending: Promise<Held> | undefined;
  #end = new AbortController();
  #hadOne = false;

  constructor(get: GetToken, clock: Clock) {
    this.#get = get;
    this.#clock = clock;
  }

  /** @throws CheckoutError `token-unavailable` */
  async token(): Promise<string> {
    if (this.#held && this.#clock.now() < this.#held.renewAt) return this.#held.token;
    this.#pending ??= this.#fetch();
    const pending = this.#pending;
    try {
      return (await pending).token;
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
    if (this.#held?.token === token) this.#held = undefined;
  }

  async #fetch(): Promise<Held> {
    try {
      const answer = await withTimeout(this.#clock, TOKEN_TIMEOUT_MS, this.#end.signal, (signal) =>
        this.#get({ signal, reason: this.#hadOne ? 'expired' : 'initial' }),
      );
      const held = readToken(answer, this.#clock.now());
      if (!held) throw new CheckoutError('token-unavailable', 'The token answer holds no token.');
      this.#hadOne = true;
      this.#held = held;
      return held;
    } catch (error) {
      if (!(error instanceof CheckoutError)) {
        throw new CheckoutError('token-unavailable', 'The token request failed.', {
          outcome: 'unsent',
        });
      }
      throw new CheckoutError(error.code, error.message, { ...error.facts, outcome: 'unsent' });
    }
  }
}

function readToken(answer: unknown, now: number): Held | undefined {
  const body = readOne(tokenSchema, typeof answer === 'string' ? { token: answer } : answer);
  const token = body?.access_token || body?.token;
  if (!body || !token || /[^\x21-\x7e]/.test(token)) return undefined;
  const expiresAt =
    toEpoch(body.access_expires_at) ??
    (body.expires_in === undefined ? undefined : now + body.expires_in * 1000) ??
    jwtExpiry(token);
  const life = (expiresAt ?? now) - now;
  // Not told, or the device's clock is ahead of it: a 401 will say.
  if (life <= 0) return { token, renewAt: Number.POSITIVE_INFINITY };
  return { token, renewAt: now + Math.max(life - RENEW_BEFORE_MS, life * 0.8) };
}

function toEpoch(value: unknown): number | undefined {
  if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
  const parsed = Date.parse(String(value));
  return Number.isNaN(parsed) ? undefined : parsed;
}

function jwtExpiry(token: string): number | undefined {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** The default `getToken`: `POST` to the host's token endpoint. */
export function tokenEndpoint(
  url: string,
  credentials: RequestCredentials,
  fetch: typeof globalThis.fetch,
): GetToken {
  return async ({ signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      credentials,
      cache: 'no-store',
      signal,
    });
    if (!response.ok) {
      throw new CheckoutError(
        'token-unavailable',
        `The token endpoint answered ${response.status}.`,
        { status: response.status },
      );
    }
    return (await response.json()) as TokenResponse;
  };
}
