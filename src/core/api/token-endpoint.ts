import { type Clock, systemClock } from '../clock.js';
import { CheckoutError, type ErrorFacts } from '../errors.js';
import type { ErrorCode } from '../types.js';
import { came, isRedirect, retryAfter } from './answers.js';
import type { GetToken, TokenResponse } from './token.js';
import { readToken } from './token-answer.js';

/**
 * The default `getToken`: `POST` to the host's token endpoint, with `reason` as a form field.
 * Its errors name the status, the content type or the redirect that came, never what the answer held.
 * @throws CheckoutError `token-unavailable`, or `rate-limited` for a 429; the abort reason when the signal is aborted
 */
export function tokenEndpoint(
  url: string,
  credentials: RequestCredentials,
  fetch: typeof globalThis.fetch,
  clock: Clock = systemClock,
): GetToken {
  return async ({ signal, reason }) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        // Both are headers that another origin may be sent without a preflight.
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: `reason=${reason}`,
        credentials,
        cache: 'no-store',
        redirect: 'manual',
        signal,
      });
      return await read(response, clock);
    } catch (error) {
      if (signal.aborted || error instanceof CheckoutError) throw error;
      throw failure('could not be reached, or this page may not read its answer');
    }
  };
}

async function read(response: Response, clock: Clock): Promise<string | TokenResponse> {
  const { status, ok, headers } = response;
  const answered = `answered with ${came(response)}`;
  if (isRedirect(response)) throw failure(answered);
  if (status === 429) {
    const retryAfterMs = retryAfter(headers, clock.now());
    throw failure(answered, { status, retryAfterMs }, 'rate-limited');
  }
  if (!ok) throw failure(answered, { status });
  const text = await response.text();
  if (!text.trim()) throw failure(`${answered}, which is empty`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw failure(`${answered}, which is not JSON`);
  }
  const token = readToken(body, clock.now());
  if (typeof token === 'string') throw failure(`${answered}, which ${token}`);
  return body as string | TokenResponse;
}

function failure(
  what: string,
  facts?: ErrorFacts,
  code: ErrorCode = 'token-unavailable',
): CheckoutError {
  return new CheckoutError(code, `The token endpoint ${what}.`, facts);
}
