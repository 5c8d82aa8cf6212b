import { readOne, tokenBody } from '../core/api/bodies.js';
import type { GetToken, TokenResponse } from '../core/api/token.js';
import { defined } from '../core/defined.js';
import { CheckoutError } from '../core/errors.js';
import { Refusal } from './errors.js';
import type { Settings } from './options.js';
import type { Quota } from './quota/quota.js';

/**
 * Logs in to the account. A `TokenSource` calls it: once however many wait, anew before the token expires or when the
 * API refuses it; with the password each time, for a refresh token saves nothing. The API allows ten log-ins a minute, so that it is asked no more often than that.
 */
export function logIn(
  settings: Settings,
  quota: Quota,
  remember: (token: string) => void,
): GetToken {
  const { account, apiBase, fetch, observe } = settings;
  return async ({ signal }) => {
    await quota.take('login', 'purchase', 'login').catch((refusal: unknown) => {
      const retryAfter = refusal instanceof Refusal ? refusal.facts.retryAfter : undefined;
      throw unavailable(retryAfter === undefined ? undefined : retryAfter * 1000);
    });
    let status = 0;
    let ok = false;
    try {
      const response = await fetch(`${apiBase}/auth/login`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(account),
        // The password goes to the API and nowhere else.
        redirect: 'manual',
        signal,
      });
      status = response.status;
      const body: unknown = await response.json();
      const token = response.ok ? readOne(tokenBody, body) : undefined;
      if (!token?.access_token) throw unavailable();
      remember(token.access_token);
      ok = true;
      // Of the rest, the refresh token, nothing is kept.
      return token as TokenResponse;
    } catch {
      throw unavailable();
    } finally {
      observe({ type: 'login', ok, status });
    }
  };
}

function unavailable(retryAfterMs?: number): CheckoutError {
  return new CheckoutError(
    'token-unavailable',
    'The log-in to the API failed.',
    defined({ outcome: 'unsent', retryAfterMs } as const),
  );
}
