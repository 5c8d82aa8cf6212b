import { type CryptoKey, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../core/clock.js';

const ISSUER = 'esim-checkout/gateway';
export const TOKEN_SECONDS = 600;
/** Base64url characters of a tag: 132 bits. */
const TAG_LENGTH = 22;
const TAGS_KEPT = 10_000;
/** How far the clocks of two instances may differ: each must take the other's fresh tokens. */
const CLOCKS_DIFFER_SECONDS = 60;

/** Who a customer is to the gateway: the token in their page, and the tag in their orders' references. */
export class Identity {
  readonly #clock: Clock;
  readonly #keys: Promise<readonly CryptoKey[]>;
  readonly #tags = new LRUCache<string, Promise<string[]>>({ max: TAGS_KEPT });

  /** @param secrets the first signs, all verify, the last marks orders */
  constructor(secrets: readonly string[], clock: Clock) {
    this.#clock = clock;
    this.#keys = Promise.all(secrets.map(importKey));
  }

  /** A token that says who the customer is, for `TOKEN_SECONDS`. */
  async sign(customer: string): Promise<string> {
    const [key] = await this.#keys;
    const now = Math.floor(this.#clock.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setSubject(customer)
      .setIssuedAt(now)
      .setExpirationTime(now + TOKEN_SECONDS)
      .sign(key as CryptoKey);
  }

  /** The customer of an `Authorization` header; `undefined` where it proves nothing. */
  async verify(authorization: string | undefined): Promise<string | undefined> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    for (const key of await this.#keys) {
      const customer = await this.#customerOf(token, key);
      if (customer !== undefined) return customer;
    }
    return undefined;
  }

  async #customerOf(token: string, key: CryptoKey): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        requiredClaims: ['sub', 'iat', 'exp'],
        maxTokenAge: TOKEN_SECONDS,
        clockTolerance: CLOCKS_DIFFER_SECONDS,
        currentDate: new Date(this.#clock.now()),
      });
      return isCustomer(payload.sub) ? payload.sub : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * The customer's tags, each once and with its dot. The first is the last secret's and marks new orders: a new secret
   * changes nobody's tag. Orders may bear the others where the list has been in another order.
   */
  prefixes(customer: string): Promise<string[]> {
    const known = this.#tags.get(customer);
    if (known) return known;
    const made = this.#keys
      .then((keys) => Promise.all(keys.map((key) => tag(key, customer))))
      .then((tags) => [...new Set(tags.reverse())]);
    this.#tags.set(customer, made);
    return made;
  }
}

/** Text that has a UTF-8 form of its own: lone surrogates would make two customers one. */
export function isCustomer(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.length > 1000) return false;
  try {
    encodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
}

/** The reference without the customer's tag; `undefined` where it bears none of them. */
export function ownReference(reference: unknown, prefixes: readonly string[]): string | undefined {
  if (typeof reference !== 'string') return undefined;
  let own: string | undefined;
  for (const prefix of prefixes) {
    if (sameText(reference.slice(0, prefix.length), prefix)) own = reference.slice(prefix.length);
  }
  return own;
}

/** Compares every character whatever the first ones are: the time it takes tells nothing of a tag. */
function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) {
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  }
  return difference === 0;
}

function importKey(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, [
    'sign',
    'verify',
  ]);
}

async function tag(key: CryptoKey, customer: string): Promise<string> {
  const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(customer));
  return `${base64url(new Uint8Array(digest)).slice(0, TAG_LENGTH)}.`;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
