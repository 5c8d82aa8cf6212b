import { defined } from '../core/defined.js';
import type { CheckoutError } from '../core/errors.js';

const KINDS: Readonly<Record<number, readonly [name: string, code: string]>> = {
  400: ['BadRequestError', 'BAD_REQUEST'],
  401: ['UnauthorizedError', 'UNAUTHORIZED'],
  402: ['PaymentRequiredError', 'PAYMENT_REQUIRED'],
  403: ['ForbiddenError', 'FORBIDDEN'],
  404: ['NotFoundError', 'NOT_FOUND'],
  405: ['MethodNotAllowedError', 'METHOD_NOT_ALLOWED'],
  413: ['PayloadTooLargeError', 'PAYLOAD_TOO_LARGE'],
  429: ['TooManyRequestsError', 'TOO_MANY_REQUESTS'],
  500: ['InternalServerError', 'INTERNAL_SERVER_ERROR'],
  502: ['BadGatewayError', 'BAD_GATEWAY'],
  503: ['ServiceUnavailableError', 'SERVICE_UNAVAILABLE'],
  504: ['GatewayTimeoutError', 'GATEWAY_TIMEOUT'],
};

export interface RefusalFacts {
  /** Replaces the usual `code` of the status. `null`: there is none. */
  code?: string | null;
  /** Seconds. */
  retryAfter?: number;
  /** Of the API's own answer. */
  requestId?: string;
  headers?: Record<string, string>;
}

/** An answer that is no 2xx, in the API's shape. `message` is read by customers: it holds no secret. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly facts: RefusalFacts;

  constructor(status: number, message: string, facts: RefusalFacts = {}) {
    super(message);
    const [name, code] = KINDS[status] ?? ['ApiError', 'ERROR'];
    this.status = status;
    this.code = facts.code === null ? undefined : (facts.code ?? code);
    this.name = this.code === 'VALIDATION_FAILURE' ? 'ValidationError' : name;
    this.facts = facts;
  }

  toResponse(): Response {
    const { status, name, code, message, facts } = this;
    const headers = new Headers({ 'cache-control': 'no-store', ...facts.headers });
    if (facts.retryAfter !== undefined) headers.set('retry-after', String(facts.retryAfter));
    if (facts.requestId !== undefined) headers.set('x-request-id', facts.requestId);
    return Response.json({ error: { name, code, message } }, { status, headers });
  }
}

export const invalid = (message: string): Refusal =>
  new Refusal(400, message, { code: 'VALIDATION_FAILURE' });

/** Bytes. */
export const BODY_LIMIT = 16 * 1024;

export const tooLarge = (): Refusal =>
  new Refusal(413, `A body must not be larger than ${BODY_LIMIT} bytes`);

/** One answer for what does not exist and for what is another customer's. */
export const noOrder = (): Refusal => new Refusal(404, 'Order not found');

/** Whole seconds, at least one. */
export const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

const PASSED_5XX = [500, 503, 504];
const MESSAGE_LIMIT = 500;

const usable = (code: string): string | undefined =>
  /^[A-Z0-9_]{1,64}$/.test(code) ? code : undefined;

/**
 * What the customer is told of a call to the API that failed. What the API says of a request it refused is
 * passed on; what it says of itself or of the account is not. A refusal without a code stays without one: a proxy
 * answered in the API's place, and the element must know that the order may exist all the same.
 * @param hide takes secrets out of a text
 */
export function fromUpstream(error: CheckoutError, hide: (text: string) => string): Refusal {
  const { status = 0, apiCode, apiMessage, requestId, retryAfterMs } = error.facts;
  const facts = defined({ requestId });
  const retryAfter = retryAfterMs === undefined ? undefined : seconds(retryAfterMs);
  // The account's log-in, not the customer's: a 401 would have the customer's page ask for a new token.
  if (error.code === 'token-unavailable' || error.code === 'unauthorized') {
    return new Refusal(503, 'The service is not available', defined({ requestId, retryAfter }));
  }
  if (error.code === 'timeout') return new Refusal(504, 'The API did not answer in time', facts);
  if (status >= 400 && status < 500) {
    const code = apiCode === undefined ? null : usable(apiCode);
    const message = hide(apiMessage ?? '').slice(0, MESSAGE_LIMIT) || 'The API refused the request';
    return new Refusal(status, message, defined({ requestId, code }));
  }
  const passed = PASSED_5XX.includes(status) ? status : 502;
  return new Refusal(passed, 'The API did not give an answer', facts);
}
