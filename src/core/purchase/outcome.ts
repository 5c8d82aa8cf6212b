import type { OrderBody } from '../api/order-schema.js';
import { defined } from '../defined.js';
import type { Failure } from '../types.js';
import { isFurther } from './progress.js';
import type { Facts, PurchaseRecord, Stage } from './record.js';

/** The phases that an order at the API can put a purchase in. */
type OrderPhase = Exclude<Extract<Stage, { step: 'none' }>['phase'], 'authorizing' | 'unconfirmed'>;

/** The server retries an internal failure. After a day of them the host is told to refund. */
export const GIVE_UP_MS = 86_400_000;

/**
 * What an order, as the API tells it, makes of a record. Never takes back what was known before: a
 * code that was seen stays, and a stale answer does not undo a later one.
 */
export function applyOrder(record: PurchaseRecord, order: OrderBody, at: number): PurchaseRecord {
  const failingSince = failing(record, order, at);
  const phase = phaseOf(record, order, failingSince, at);
  const base: PurchaseRecord = {
    ...record,
    ...facts(order, record.activatedAt ?? new Date(at).toISOString()),
    ...(failingSince === undefined ? {} : { failingSince }),
    orderId: order.id,
    arrived: true,
    checkedAt: at,
  };
  if (isFurther(record.phase, phase)) return base;
  const { failure: _, refusal: __, refusedFrom: ___, ...rest } = base;
  const failure = failureOf(order, phase) ?? (phase === 'processing' ? record.failure : undefined);
  return {
    ...rest,
    phase,
    step: 'none',
    ...(failure ? { failure } : {}),
    ...(phase === 'delivered' && !rest.deliveredAt
      ? { deliveredAt: new Date(at).toISOString() }
      : {}),
  };
}

/** @param since when validity starts where the API says that it has, and not when */
function facts(order: OrderBody, since: string): Partial<Facts> {
  const { activation_code, iccid, activated_at, activation_status, installed_at } = order;
  const { data_amount_gb: dataGb = 0, validity_days: validityDays = 0 } = order;
  return defined({
    activationCode: activation_code,
    iccid: iccid || undefined,
    activatedAt: activated_at ?? (activation_status === 'ACTIVE' ? since : undefined),
    installedAt: installed_at,
    // 0 says nothing here: it stands for unlimited and for what is not known.
    dataGb: dataGb > 0 ? dataGb : undefined,
    validityDays: validityDays > 0 ? validityDays : undefined,
  });
}

/** A text that a phone may take for an activation code. */
const USABLE = /^\s*(LPA:)?1\$/i;

const STATUSES = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED'];

/** The API's status. One that is unknown is an order that was placed; with a code it was delivered as well. */
function statusOf({ status, activation_code }: OrderBody): string {
  const known = status.toUpperCase();
  if (STATUSES.includes(known)) return known;
  return USABLE.test(activation_code ?? '') ? 'DELIVERED' : 'PENDING';
}

function phaseOf(
  record: PurchaseRecord,
  order: OrderBody,
  failingSince: number | undefined,
  at: number,
): OrderPhase {
  switch (statusOf(order)) {
    case 'DELIVERED':
      if (order.activation_status === 'EXPIRED') return 'expired';
      if (order.is_installed === true) return 'installed';
      // Delivered without its code (the list never carries it): there is something to wait for yet.
      return order.activation_code || record.activationCode ? 'delivered' : stillWaiting(record);
    case 'FAILED':
      return failingSince === undefined || at - failingSince >= GIVE_UP_MS
        ? 'failed'
        : 'processing';
    case 'CANCELLED':
      return 'cancelled';
    default:
      return stillWaiting(record);
  }
}

function stillWaiting({ phase }: PurchaseRecord): OrderPhase {
  return phase === 'overdue' || phase === 'processing' ? phase : 'pending';
}

/** Failure codes that name a passing state of the API rather than a reason why this order cannot be had. */
const PASSING = /INTERNAL|TRANSIENT|TEMPORAR|TIMEOUT|TIMED_OUT|RETRY/i;

/** An explicit flag decides; without one, an order failed for good unless its code says that it is internal. */
function isForGood({ is_user_fixable, failure_code = '' }: OrderBody): boolean {
  return is_user_fixable ?? !PASSING.test(failure_code);
}

/** Since when the order has failed inside; `undefined` where it has not. A clock that was set back starts anew. */
function failing(
  { failingSince = Number.POSITIVE_INFINITY }: PurchaseRecord,
  order: OrderBody,
  at: number,
): number | undefined {
  const failed = statusOf(order) === 'FAILED' && !isForGood(order);
  return failed ? Math.min(failingSince, at) : undefined;
}

function failureOf(order: OrderBody, phase: OrderPhase): Failure | undefined {
  if (!['processing', 'failed', 'cancelled'].includes(phase)) return undefined;
  if (statusOf(order) === 'PENDING') return undefined;
  return defined({
    code: order.failure_code || (phase === 'cancelled' ? 'CANCELLED' : 'UNKNOWN'),
    reason: order.failure_reason || undefined,
    userFixable: order.is_user_fixable === true,
  });
}
