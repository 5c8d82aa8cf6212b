import { defined } from './defined.js';
import type { ErrorCode } from './types.js';

/**
 * What is known of a request that did not succeed:
 * `unsent` it never reached the API or was turned away before being looked at (no token, 401, 429);
 * `refused` the API looked at it and declined (other 4xx);
 * `unknown` it may have been carried out (5xx, no answer, an answer that makes no sense).
 */
export type Outcome = 'unsent' | 'refused' | 'unknown';

export interface ErrorFacts {
  outcome?: Outcome;
  status?: number;
  /** The API's own `code`. */
  apiCode?: string;
  /** The API's own `message`: text for the customer's second line, never for logs. */
  apiMessage?: string;
  requestId?: string;
  /** The host's code is wrong: `message` says how to mend it, and belongs on the console. */
  isMistake?: boolean;
  /** The host may hold a payment for what is not ordered. */
  mayBePaid?: boolean;
  /** From `Retry-After`. */
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

/** The one error of the core. `message` is for developers and never holds API text, a code or a token. */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }

  /** Whether the same request may succeed later with nothing changed. */
  get retriable(): boolean {
    return !NOT_RETRIABLE.includes(this.code);
  }
}

export function loadError(): CheckoutError {
  return new CheckoutError('load', 'A part of the element could not be loaded.');
}

/** @param what what the answer should have been, with its article */
export function malformed(what: string, requestId: string | undefined): CheckoutError {
  const facts = defined({ outcome: 'unknown', requestId } as const);
  return new CheckoutError('malformed', `The answer is not ${what}.`, facts);
}

/** Whether this is somebody's abort rather than a failure. A timeout is a failure. */
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
