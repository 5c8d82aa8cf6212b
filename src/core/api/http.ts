import { type Clock, raceAbort, withTimeout } from '../clock.js';
import { defined } from '../defined.js';
import { CheckoutError, toCheckoutError } from '../errors.js';
import type { ErrorCode } from '../types.js';
import { came, isRedirect, retryAfter } from './answers.js';
import { readError } from './schemas.js';
import type { TokenSource } from './token.js';

export { LONGEST_RETRY_MS } from './answers.js';

export const READ_TIMEOUT_MS = 15_000;
/** The server may hold the answer to an order for 60 s. */
export const ORDER_TIMEOUT_MS = 75_000;

export interface Answer {
  /** Parsed JSON; `undefined` where the body was not JSON. */
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

/** One authorised request to the API. A 401 is answered once, with a new token and the same request. */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /**
   * Resolves when a token is there, so that a request that follows is sent at once.
   * @throws CheckoutError of the token source; the abort reason when `signal` is aborted
   */
  async ready(signal: AbortSignal): Promise<void> {
    await raceAbort(signal, () => this.#options.tokens.token());
  }

  /** @throws CheckoutError for anything but a 2xx; the abort reason when `signal` is aborted */
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

/** A body that is cut off is a network failure and throws; one that is not JSON is `undefined`. */
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
  return new CheckoutError(code, `The API answered with ${came(response)}.`, facts);
}

function classify(response: Response): [ErrorCode, 'unsent' | 'refused' | 'unknown'] {
  const { status } = response;
  // Whoever redirected the request may have carried it out first.
  if (isRedirect(response)) return ['malformed', 'unknown'];
  if (status === 401) return ['unauthorized', 'unsent'];
  if (status === 429) return ['rate-limited', 'unsent'];
  if (status === 403) return ['forbidden', 'refused'];
  if (status === 404) return ['not-found', 'refused'];
  if (status === 408) return ['timeout', 'unknown'];
  if (status >= 400 && status < 500) return ['refused', 'refused'];
  return ['server', 'unknown'];
}
