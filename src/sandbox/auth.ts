import type { SandboxClock } from './clock.js';
import { ApiError } from './errors.js';
import { randomText } from './random.js';
import type { Random, SandboxStore } from './types.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The one account; a host's server logs in with it. */
export const DEMO_LOGIN = { username: 'demo', password: 'demo-secret' } as const;

export interface IssuedToken {
  token: string;
  /** Milliseconds. */
  expiresAt: number;
}

interface TokenRecord extends IssuedToken {
  kind: 'access' | 'refresh';
}

const base64url = (value: unknown): string =>
  btoa(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');

/** Bearer tokens that expire. */
export class Tokens {
  readonly #clock: SandboxClock;
  readonly #random: Random;
  readonly #store: SandboxStore;
  readonly #tokens = new Map<string, TokenRecord>();

  constructor(clock: SandboxClock, random: Random, store: SandboxStore) {
    this.#clock = clock;
    this.#random = random;
    this.#store = store;
    this.load();
  }

  load(): void {
    this.#tokens.clear();
    for (const record of this.#store.all('tokens') as TokenRecord[]) {
      this.#tokens.set(record.token, record);
    }
  }

  issue(
    ttlSeconds: number,
    { kind = 'access', jwt = false }: { kind?: TokenRecord['kind']; jwt?: boolean } = {},
  ): IssuedToken {
    const now = this.#clock.now();
    const expiresAt = now + ttlSeconds * 1000;
    const secret = randomText(this.#random, ALPHABET, 32);
    const claims = { sub: 'demo', iat: Math.floor(now / 1000), exp: Math.floor(expiresAt / 1000) };
    const token = jwt
      ? `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}.${secret}`
      : `oc_${kind}_${secret}`;
    this.#save({ token, expiresAt, kind });
    return { token, expiresAt };
  }

  /** @throws {ApiError} 401 when the header carries no access token that is valid now. */
  check(authorization: string | undefined): void {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    const known = token === undefined ? undefined : this.#tokens.get(token);
    if (known?.kind !== 'access') throw new ApiError(401, 'Access token is missing or invalid');
    if (known.expiresAt <= this.#clock.now()) throw new ApiError(401, 'Access token has expired');
  }

  /** Every token issued so far is expired from now on. */
  expireAll(): void {
    const now = this.#clock.now();
    for (const record of this.#tokens.values()) {
      if (record.expiresAt > now) this.#save({ ...record, expiresAt: now });
    }
  }

  #save(record: TokenRecord): void {
    this.#tokens.set(record.token, record);
    this.#store.put('tokens', record.token, record);
  }
}
