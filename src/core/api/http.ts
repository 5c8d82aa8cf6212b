import { type Clock, raceAbort, withTimeout } from '../clock.js';
import { defined } from '../defined.js';
import { CheckoutError, toCheckoutError } from '../errors.js';
import type { ErrorCode } from '../types.js';
import { describeResponse, isRedirect, retryAfter } from './answers.js';
import { readError } from './bodies.js';
import type { TokenSource } from './token.js';

export { LONGEST_RETRY_MS } from './answers.js';

/** The timeout of every call except the order, in ms. */
export const READ_TIMEOUT_MS = 15_000;
/** The timeout of an order, in ms. The server may hold the answer for 60 s. */
export const ORDER_TIMEOUT_MS = 75_000;

export interface Answer {
  /** Parsed JSON; `undefined` if the body was not JSON. */
  body: unknown;
  headers: Headers;
  requestId: string | undefined;
}

export interface HttpOptions {
  /** Absolute URL without a trailing slash. */
  base: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  tokens: TokenSource;
}

export interface RequestOptions {
  method?: 'GET' | 'POST';
  body?: unknown;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

/** Sends authorised requests to the API. After a 401 it gets a new token and sends the same request once more. */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /**
   * Resolves when there is a token, so that the next request is sent at once.
   * @throws CheckoutError of the token source; the abort reason if `signal` is aborted
   */
  async ready(signal?: AbortSignal): Promise<void> {
    const token = this.#options.tokens.token();
    await (signal ? raceAbort(signal, () => token) : token);
  }

  /**
   * Sends one request.
   * @throws CheckoutError for anything but a 2xx; the abort reason if `signal` is aborted
   */
  request(path: string, options: RequestOptions = {}): Promise<Answer> {
    const { clock } = this.#options;
    return withTimeout(clock, options.timeoutMs ?? READ_TIMEOUT_MS, options.signal, (signal) =>
      this.#send(path, options, signal),
    ).catch((error: unknown) => {
      throw options.signal?.aborted ? options.signal.reason : toCheckoutError(error);
    });
  }

  async #send(
    path: string,
    options: RequestOptions,
    signal: AbortSignal,
    isLast = false,
  ): Promise<Answer> {
    const { method = 'GET', body } = options;
    const { base, fetch, clock, tokens } = this.#options;
    const token = await tokens.token();
    signal.throwIfAborted();
    const response = await fetch(base + path, {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal,
    });
    if (response.status === 401) {
      tokens.reject(token);
      if (!isLast) {
        await response.body?.cancel();
        return this.#send(path, options, signal, true);
      }
    }
    const requestId = response.headers.get('X-Request-Id') ?? undefined;
    const parsed = await readJson(response);
    if (!response.ok || isRedirect(response))
      throw failure(response, parsed, requestId, clock.now());
    return { body: parsed, headers: response.headers, requestId };
  }
}

/**
 * Reads a body as JSON; `undefined` if it is not JSON. Throws if the body is cut off, because that is a network
 * failure.
 */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failure(
  response: Response,
  body: unknown,
  requestId: string | undefined,
  now: number,
): CheckoutError {
  const { status } = response;
  const error = readError(body);
  const [code, outcome] = classify(response);
  const retryAfterMs = status === 429 ? retryAfter(response.headers, now) : undefined;
  const { code: apiCode, message: apiMessage } = error ?? {};
  const facts = defined({
    outcome,
    status: status || undefined,
    apiCode,
    apiMessage,
    requestId,
    retryAfterMs,
  });
  return new CheckoutError(code, `The API answered with ${describeResponse(response)}.`, facts);
}

function classify(response: Response): [ErrorCode, 'unsent' | 'refused' | 'unknown'] {
  const { status } = response;
  // The server may have carried out the request before it redirected.
  if (isRedirect(response)) return ['malformed', 'unknown'];
  if (status === 401) return ['unauthorized', 'unsent'];
  if (status === 429) return ['rate-limited', 'unsent'];
  if (status === 403) return ['forbidden', 'refused'];
  if (status === 404) return ['not-found', 'refused'];
  if (status === 408) return ['timeout', 'unknown'];
  if (status >= 400 && status < 500) return ['refused', 'refused'];
  return ['server', 'unknown'];
}
