import { readOne, tokenBody } from './bodies.js';

const RENEW_BEFORE_MS = 5 * 60_000;

export interface HeldToken {
  token: string;
  /** Milliseconds since the epoch; Infinity if the expiry is not known. */
  renewAt: number;
}

/** What can be wrong with a token, in the order of the checks. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*[<{["]/, 'has HTML or JSON where the token should be'],
  [/[\r\n]/, 'has a token with a line break in it'],
  [/^bearer\b/i, 'has a token with “Bearer” before it: leave that out'],
  [/\s/, 'has a token with a prefix or another space in it'],
  [/[^\x21-\x7e]/, 'has a token with a character that is not ASCII'],
];

/**
 * Reads the token in an answer.
 * @returns the token; without a usable token, the end of a sentence for developers that begins with "The token
 * answer". It never quotes the answer.
 */
export function readToken(answer: unknown, now: number): HeldToken | string {
  if (typeof answer !== 'string' && (typeof answer !== 'object' || answer === null))
    return `is ${answer === null ? 'null' : typeof answer}`;
  if (answer instanceof Response) return 'is a Response: give its JSON';
  const body = readOne(tokenBody, typeof answer === 'string' ? { token: answer } : answer);
  const token = body?.access_token || body?.token;
  if (!body || !token) return 'has no text in access_token or token';
  const fault = FAULTS.find(([pattern]) => pattern.test(token));
  if (fault) return fault[1];
  const expiresAt =
    toEpoch(body.access_expires_at) ??
    (body.expires_in === undefined ? undefined : now + body.expires_in * 1000) ??
    jwtExpiry(token);
  const life = (expiresAt ?? now) - now;
  // The expiry is not known, or the device's clock is ahead. The token is used until a 401.
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
