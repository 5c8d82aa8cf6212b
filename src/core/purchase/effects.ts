import { LONGEST_RETRY_MS } from '../api/http.js';
import { defined } from '../defined.js';
import { type CheckoutError, toCheckoutError } from '../errors.js';
import { sleep } from '../sleep.js';
import type { RecordEvent } from './advance.js';
import type { Environment } from './environment.js';
import type { PurchaseRecord } from './record.js';

/**
 * Carries out what an ordering record asks for next and tells how it went.
 * @throws the abort reason when `signal` is aborted; every other failure is an event
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
        // Jittered, and bounded should the clock have been set back meanwhile.
        const bounded = Math.min(Math.max(left, 0), LONGEST_RETRY_MS);
        await sleep(clock, bounded * (1 + random() / 10), signal);
        return { type: 'pause-over', at: clock.now() };
      }
      default:
        // With a token at hand, so that "posting" is written only of what is sent at once.
        await orders.ready(signal);
        return { type: 'posting', by: sender, at: clock.now() };
    }
  } catch (thrown) {
    if (signal.aborted) throw signal.reason;
    const error = toCheckoutError(thrown);
    const event = explain(record, error, clock.now());
    // A duplicate is our own order coming back to us: nothing is wrong.
    if (event.type !== 'duplicate') env.trouble(error);
    return event;
  }
}

function explain(record: PurchaseRecord, error: CheckoutError, at: number): RecordEvent {
  const { outcome, status, apiCode, apiMessage, retryAfterMs } = error.facts;
  // A 401 that stays after a new token: another round would only be refused again.
  const waitMs = error.code === 'unauthorized' ? Number.POSITIVE_INFINITY : retryAfterMs;
  const wait = defined({ waitMs });
  if (record.step !== 'posting' && record.step !== 'post')
    return { type: 'look-up-failed', at, ...wait };
  if (outcome === 'unsent' || record.step === 'post') return { type: 'unsent', at, ...wait };
  if (outcome !== 'refused') return { type: 'lost', at };
  // The API gives this case no code of its own.
  if (status === 400 && /duplicate client_reference/i.test(apiMessage ?? '')) {
    return { type: 'duplicate', at };
  }
  return {
    type: 'refused',
    at,
    // Every error of the API has its envelope.
    own: apiCode !== undefined,
    failure: defined({
      code: apiCode || error.code.toUpperCase().replaceAll('-', '_'),
      reason: apiMessage || undefined,
      userFixable: false,
    }),
  };
}

/** How an order that was read again changes what is known; failures leave it and are reported. */
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
