import { LONGEST_RETRY_MS } from '../api/http.js';
import type { OrderBody } from '../api/order-body.js';
import type { Failure } from '../types.js';
import { applyOrder } from './outcome.js';
import { maybePlaced, sendingOf } from './progress.js';
import type { AuthorizingRecord, OrderingRecord, PurchaseRecord } from './record.js';

/** Everything that can happen to an order. `at` is in epoch milliseconds: the machine reads no clock. */
export type RecordEvent =
  | { type: 'authorized'; at: number }
  | { type: 'posting'; by: number; at: number }
  /** The page that acted on the order died, or its element was removed. */
  | { type: 'interrupted'; at: number }
  /** The API answered the POST or the detail call with an order. */
  | { type: 'order'; order: OrderBody; at: number }
  /** The API, or a proxy in front of it, refused the order. `own`: the API itself answered. */
  | { type: 'refused'; failure: Failure; own: boolean; at: number }
  /** The API answered `Duplicate client_reference`: it already has an order with our reference. */
  | { type: 'duplicate'; at: number }
  /**
   * The API did not process the order: there was no token, or there were too many requests.
   * `waitMs`: how long to wait; Infinity means until somebody asks again.
   */
  | { type: 'unsent'; at: number; waitMs?: number }
  /** It is not known whether the API placed the order. */
  | { type: 'lost'; at: number }
  | { type: 'found'; orderId: number; at: number }
  | { type: 'not-found'; at: number }
  /** The look-up or the read failed. `waitMs` as above. */
  | { type: 'look-up-failed'; at: number; waitMs?: number }
  | { type: 'pause-over'; at: number }
  /** The customer, the host or a new visit asks for the order's status. */
  | { type: 'check'; at: number }
  /** The 5 minutes of foreground polling have ended. */
  | { type: 'foreground-over'; at: number };

/** When a request failed, and how long the API asks to wait, if it does; both in ms. */
interface Failed {
  at: number;
  waitMs?: number;
}

const LAST_PAUSE_MS = 30_000;
/** The pauses between retries, in ms. After the last one the purchase becomes `unconfirmed`. */
export const PAUSES_MS = [1000, 2000, 4000, 8000, 15_000, LAST_PAUSE_MS] as const;
/** How long the API may still carry out a POST whose answer was lost, in ms. */
export const IN_FLIGHT_MS = 75_000;
/**
 * If the next attempt would have to wait longer than this, in ms, the driver stops retrying. A later visit continues.
 */
const MAX_WAIT_MS = 120_000;
/** For so long after the customer agreed, being told to come back later uses up no round: others are first. */
const QUEUE_MS = 3_600_000;

/** Returns the next record of a purchase. An event that means nothing in this state returns the same record. */
export function advance(record: PurchaseRecord, event: RecordEvent): PurchaseRecord {
  const next = step(record, event);
  return next === record ? record : { ...next, updatedAt: new Date(event.at).toISOString() };
}

function step(record: PurchaseRecord, event: RecordEvent): PurchaseRecord {
  if (record.phase === 'authorizing') return authorizing(record, event);
  if (event.type === 'order') return applyOrder(record, event.order, event.at);
  switch (record.phase) {
    case 'ordering':
      return ordering(record, event);
    case 'unconfirmed':
      return unconfirmed(record, event);
    case 'pending':
      return event.type === 'foreground-over' ? { ...record, phase: 'overdue' } : record;
    default:
      return record;
  }
}

function unconfirmed(record: PurchaseRecord, event: RecordEvent): PurchaseRecord {
  if (event.type === 'check') return restart(record, event.at);
  // A new page does not know whether the host still holds the payment.
  const asksAgain = event.type === 'interrupted' && sendingOf(record) === 'agreed';
  return asksAgain ? offeredBefore(record) : record;
}

function authorizing(record: AuthorizingRecord, event: RecordEvent): PurchaseRecord {
  if (event.type === 'interrupted') return offeredBefore(record);
  if (record.step === 'none') {
    if (event.type !== 'authorized') return record;
    const orderedAt = new Date(event.at).toISOString();
    return inTime({ ...record, orderedAt }, 'post', event.at);
  }
  switch (event.type) {
    case 'found':
      return found(record, event);
    case 'not-found':
      return { ...record, step: 'none' };
    case 'look-up-failed':
      return { ...record, ...patiently(record, event) };
    case 'pause-over':
      return { ...record, step: 'look-up' };
    default:
      return record;
  }
}

/**
 * Offers the order to the host again. The stored record may be older than what really happened, because storage or
 * the device failed. So the API must first say that it has no such order.
 */
function offeredBefore({ sender: _, ...record }: PurchaseRecord): PurchaseRecord {
  return { ...record, phase: 'authorizing', step: 'look-up', attempts: 0 };
}

/** Pauses before the next look-up. These retries never stop: without the answer the host must not be asked. */
function patiently({ attempts }: PurchaseRecord, { at, waitMs = 0 }: Failed) {
  const pause = PAUSES_MS[attempts] ?? LAST_PAUSE_MS;
  const wait = Number.isFinite(waitMs) ? Math.max(pause, waitMs) : MAX_WAIT_MS;
  return { step: 'pause-look-up', attempts: attempts + 1, resumeAt: at + wait } as const;
}

function found(record: PurchaseRecord, { orderId }: { orderId: number }): PurchaseRecord {
  return { ...record, phase: 'ordering', step: 'read', arrived: true, orderId };
}

/** Looks up an order that may have arrived. Sends an order that was never sent. */
function restart(record: PurchaseRecord, at: number): PurchaseRecord {
  const step = maybePlaced(record) ? 'look-up' : 'post';
  return inTime({ ...record, attempts: 0 }, step, at);
}

/** Delays the step until the `Retry-After` has passed. If that takes too long, the purchase becomes `unconfirmed`. */
function inTime(record: PurchaseRecord, step: 'post' | 'look-up', at: number): PurchaseRecord {
  const { throttledUntil: until = at } = record;
  const wait = until - at;
  // A wait that is longer than any `Retry-After` means that the clock was set back.
  if (wait <= 0 || wait > LONGEST_RETRY_MS) return { ...record, phase: 'ordering', step };
  if (wait > MAX_WAIT_MS) return { ...record, phase: 'unconfirmed', step: 'none' };
  return { ...record, phase: 'ordering', step: `pause-${step}`, resumeAt: until };
}

function ordering(record: OrderingRecord, event: RecordEvent): PurchaseRecord {
  if (event.type === 'interrupted') return interrupted(record, event.at);
  switch (record.step) {
    case 'post':
      if (event.type === 'unsent') return again(record, 'pause-post', event);
      return event.type === 'posting'
        ? { ...record, step: 'posting', sender: event.by, sentAt: event.at }
        : record;
    case 'posting':
      return posting(record, event);
    case 'look-up':
      return lookingUp(record, event);
    case 'read':
      return event.type === 'look-up-failed' ? again(record, 'pause-look-up', event) : record;
    case 'pause-post':
      return event.type === 'pause-over' ? { ...record, step: 'post' } : record;
    case 'pause-look-up':
      return event.type === 'pause-over' ? { ...record, step: 'look-up' } : record;
  }
}

function interrupted(record: OrderingRecord, at: number): PurchaseRecord {
  if (record.step === 'posting') return inDoubt({ ...record, attempts: 0 });
  return maybePlaced(record) ? restart(record, at) : offeredBefore(record);
}

function inDoubt(record: OrderingRecord): OrderingRecord {
  const { sentAt } = record;
  return { ...record, step: 'look-up', ...(sentAt === undefined ? {} : { inDoubtSince: sentAt }) };
}

function posting(record: OrderingRecord, event: RecordEvent): PurchaseRecord {
  switch (event.type) {
    case 'lost':
      return inDoubt(record);
    case 'duplicate':
      return { ...record, step: 'look-up', arrived: true };
    case 'unsent':
      return again(record, 'pause-post', event);
    case 'refused':
      return refused(record, event);
    default:
      return record;
  }
}

/**
 * Looks up the order before the refusal counts. The API may have placed the order all the same: the browser may have
 * sent it twice, or a proxy may have answered in the API's place.
 */
function refused(
  record: OrderingRecord,
  { failure, own }: { failure: Failure; own: boolean },
): PurchaseRecord {
  const { refusedFrom: _, ...rest } = own ? record : inDoubt(record);
  return { ...rest, step: 'look-up', refusal: failure };
}

function lookingUp(record: OrderingRecord, event: RecordEvent): PurchaseRecord {
  switch (event.type) {
    case 'found':
      return found(record, event);
    case 'look-up-failed':
      return again(record, 'pause-look-up', event);
    case 'not-found':
      if (record.arrived) return again(record, 'pause-look-up', event);
      if (!record.refusal) return again(record, 'pause-post', event);
      return record.inDoubtSince === undefined
        ? fail(record, record.refusal)
        : refusedUnlessInFlight(record, record.refusal, event.at);
    default:
      return record;
  }
}

/**
 * Fails the order once no earlier attempt can be in flight. The wait starts at the refusal and uses a timer, so that
 * a clock that jumps does not shorten it.
 */
function refusedUnlessInFlight(
  record: OrderingRecord,
  refusal: Failure,
  at: number,
): PurchaseRecord {
  const latest = at + IN_FLIGHT_MS;
  const { refusedFrom = latest } = record;
  if (refusedFrom <= at) return fail(record, refusal);
  // If the clock was set back, the wait starts again. It does not get longer.
  const resumeAt = Math.min(refusedFrom, latest);
  return { ...record, step: 'pause-look-up', refusedFrom: resumeAt, resumeAt };
}

function fail(record: OrderingRecord, failure: Failure): PurchaseRecord {
  const { refusal: _, refusedFrom: __, ...rest } = record;
  return { ...rest, phase: 'failed', step: 'none', failure };
}

function again(
  record: OrderingRecord,
  step: 'pause-post' | 'pause-look-up',
  { at, waitMs }: Failed,
): PurchaseRecord {
  const { attempts, orderedAt = '' } = record;
  const since = at - Date.parse(orderedAt);
  const isCalledBack = waitMs !== undefined && since >= 0 && since <= QUEUE_MS;
  const pause = PAUSES_MS[attempts] ?? (isCalledBack ? LAST_PAUSE_MS : Number.POSITIVE_INFINITY);
  const wait = Math.max(pause, waitMs ?? 0);
  const throttled = { ...record, throttledUntil: at + (waitMs ?? 0) };
  return wait > MAX_WAIT_MS
    ? { ...throttled, phase: 'unconfirmed', step: 'none' }
    : { ...throttled, step, attempts: attempts + (isCalledBack ? 0 : 1), resumeAt: at + wait };
}
