import { LONGEST_RETRY_MS } from '../api/http.js';
import { defined } from '../defined.js';
import { type CheckoutError, toCheckoutError } from '../errors.js';
import { sleep } from '../sleep.js';
import type { RecordEvent } from './advance.js';
import type { Environment } from './environment.js';
import type { PurchaseRecord } from './record.js';

/**
 * Carries out the next step of a record. Returns the result as an event.
 * @throws the abort reason if `signal` is aborted; every other failure becomes an event
 */
export async function perform(
  record: PurchaseRecord,
  env: Environment,
  signal: AbortSignal,
): Promise<RecordEvent> {
  const { clock, orders, random, sender } = env;
  try {
    switch (record.step) {
      case 'posting':
        return {
          type: 'order',
          order: await orders.place(record, signal),
          at: clock.now(),
        };
      case 'look-up': {
        const orderId = await orders.find(record.reference, signal);
        const at = clock.now();
        return orderId === undefined ? { type: 'not-found', at } : { type: 'found', orderId, at };
      }
      case 'read':
        return {
          type: 'order',
          order: await orders.read(record.orderId ?? 0, record.reference, signal),
          at: clock.now(),
        };
      case 'pause-post':
      case 'pause-look-up': {
        const left = (record.resumeAt ?? 0) - clock.now();
        // The bound helps if the clock was set back in the meantime. The jitter spreads the retries of many pages.
        const bounded = Math.min(Math.max(left, 0), LONGEST_RETRY_MS);
        await sleep(clock, bounded * (1 + random() / 10), signal);
        return { type: 'pause-over', at: clock.now() };
      }
      default:
        // Get the token first: "posting" must be stored only right before the POST is sent.
        await orders.ready(signal);
        return { type: 'posting', by: sender, at: clock.now() };
    }
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    const error = toCheckoutError(thrown);
    const event = explain(record, error, clock.now());
    // A duplicate means that our own earlier POST has arrived. That is no error.
    if (event.type !== 'duplicate') env.trouble(error);
    return event;
  }
}

function explain(record: PurchaseRecord, error: CheckoutError, at: number): RecordEvent {
  const { outcome, status, apiCode, apiMessage, retryAfterMs } = error.facts;
  // The API refused the new token as well, so a retry would fail too.
  const waitMs = error.code === 'unauthorized' ? Number.POSITIVE_INFINITY : retryAfterMs;
  const wait = defined({ waitMs });
  if (record.step !== 'posting' && record.step !== 'post')
    return { type: 'look-up-failed', at, ...wait };
  if (outcome === 'unsent' || record.step === 'post') return { type: 'unsent', at, ...wait };
  if (outcome !== 'refused') return { type: 'lost', at };
  // The API has no error code for a duplicate.
  if (status === 400 && /duplicate client_reference/i.test(apiMessage ?? '')) {
    return { type: 'duplicate', at };
  }
  return {
    type: 'refused',
    at,
    // Every error of the API itself has a `code`. An error without one comes from a proxy.
    own: apiCode !== undefined,
    failure: defined({
      code: apiCode || error.code.toUpperCase().replaceAll('-', '_'),
      reason: apiMessage || undefined,
      userFixable: false,
    }),
  };
}

/**
 * Reads a placed order again.
 * @returns the event, or the error, which is also reported to the host
 * @throws the abort reason if `signal` is aborted
 */
export async function readAgain(
  record: PurchaseRecord,
  env: Environment,
  signal: AbortSignal,
): Promise<RecordEvent | CheckoutError> {
  try {
    const order = await env.orders.read(record.orderId ?? 0, record.reference, signal);
    return { type: 'order', order, at: env.clock.now() };
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    const error = toCheckoutError(thrown);
    env.trouble(error);
    return error;
  }
}
