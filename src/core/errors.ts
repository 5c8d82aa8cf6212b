import { defined } from './defined.js';
import type { ErrorCode } from './types.js';

/**
 * What is known about a failed request.
 * `unsent`: the API did not process it (no token, 401, 429).
 * `refused`: the API processed and refused it (other 4xx).
 * `unknown`: the API may have carried it out (5xx, no answer, an unreadable answer).
 */
export type Outcome = 'unsent' | 'refused' | 'unknown';

export interface ErrorFacts {
  outcome?: Outcome;
  /** The HTTP status. */
  status?: number;
  /** The API's own `code`. */
  apiCode?: string;
  /** The API's own `message`: text for the customer's second line, never for logs. */
  apiMessage?: string;
  /** The API's `X-Request-Id`. */
  requestId?: string;
  /** The host's code has a mistake. `message` says how to fix it, and is written to the console. */
  isMistake?: boolean;
  /** The host may hold a payment, although nothing is ordered. */
  mayBePaid?: boolean;
  /**
   * An order was offered again, and the page could not judge it: it has no listener, or a broken one. The customer may
   * have paid on an earlier page, so the purchase stays stored.
   */
  isUndecided?: boolean;
  /** How long to wait before the next request, in ms (from `Retry-After`). */
  retryAfterMs?: number;
}

const NOT_RETRIABLE: readonly ErrorCode[] = [
  'configuration',
  'forbidden',
  'refused',
  'not-found',
  'no-plans',
  'ambiguous-plans',
  'plan-mismatch',
  'payment-required',
];

/**
 * The only error class of the core. `message` is for developers. It never holds API text, an activation code or a
 * token.
 */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }

  /** Whether the same request may succeed later although nothing is changed. */
  get retriable(): boolean {
    return !NOT_RETRIABLE.includes(this.code);
  }
}

/**
 * An error that is made at its first use, and is the same object then. To note where an error was made, a browser parses
 * its script again: at the top of a module, that is the whole file, before anything is on the screen.
 */
export function errorOnUse(
  ...args: ConstructorParameters<typeof CheckoutError>
): () => CheckoutError {
  let made: CheckoutError | undefined;
  return () => {
    made ??= new CheckoutError(...args);
    return made;
  };
}

export function loadError(): CheckoutError {
  return new CheckoutError('load', 'A part of the element could not be loaded.');
}

/** @param what the expected answer with its article, e.g. "an order" */
export function malformed(what: string, requestId: string | undefined): CheckoutError {
  const facts = defined({ outcome: 'unknown', requestId } as const);
  return new CheckoutError('malformed', `The answer is not ${what}.`, facts);
}

/** Whether the error is an abort by a caller. A timeout is a failure, not an abort. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export function toCheckoutError(error: unknown): CheckoutError {
  if (error instanceof CheckoutError) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new CheckoutError('timeout', 'The request took too long.', {
      outcome: 'unknown',
    });
  }
  return new CheckoutError('network', 'The request could not be completed.', {
    outcome: 'unknown',
  });
}
