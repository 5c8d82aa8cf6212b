import type { OrderBody } from '../api/order-body.js';
import { defined } from '../defined.js';
import type { Failure } from '../types.js';
import { isFurther } from './progress.js';
import type { Facts, PurchaseRecord, Stage } from './record.js';

/** The phases that follow from an order's status at the API. */
type OrderPhase = Exclude<Extract<Stage, { step: 'none' }>['phase'], 'authorizing' | 'unconfirmed'>;

/**
 * The server retries an internal failure. After this time, in ms, the purchase counts as failed, so that the host
 * refunds.
 */
export const GIVE_UP_MS = 86_400_000;

/**
 * Applies an order from the API to a record. It never loses known facts: it keeps an activation code that it has, and
 * a stale answer does not undo a later one.
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
  if (isFurther(record.phase, phase) && !isRevoked(record, order, phase)) return base;
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

/** The API reported the eSIM as expired, and now explicitly says that it is not. */
function isRevoked(record: PurchaseRecord, order: OrderBody, phase: OrderPhase): boolean {
  return (
    record.phase === 'expired' &&
    (phase === 'delivered' || phase === 'installed') &&
    /^(NOT_INSTALLED|ACTIVE)$/.test(order.activation_status ?? '')
  );
}

/** @param since the start of validity (ISO 8601), used if the API says that the eSIM is active but not since when */
function facts(order: OrderBody, since: string): Partial<Facts> {
  const { activation_code, iccid, activated_at, activation_status, installed_at } = order;
  const { data_amount_gb: dataGb = 0, validity_days: validityDays = 0 } = order;
  return defined({
    activationCode: activation_code,
    iccid: iccid || undefined,
    activatedAt: activated_at ?? (activation_status === 'ACTIVE' ? since : undefined),
    installedAt: installed_at,
    seenInstalled: order.is_installed || undefined,
    // 0 means both "unlimited" and "not known", so it is left out.
    dataGb: dataGb > 0 ? dataGb : undefined,
    validityDays: validityDays > 0 ? validityDays : undefined,
  });
}

/** Text that a phone may accept as an activation code. */
const USABLE = /^\s*(LPA:)?1\$/i;

const STATUSES = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED'];

/**
 * The API's status. An unknown status means that the order was placed. With an activation code it means that the
 * order was delivered.
 */
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
      // The order is delivered, but its code is missing (the list call never has it). Keep waiting for the code.
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

/** Failure codes of temporary problems of the API. The server may still fulfil such an order. */
const PASSING = /INTERNAL|TRANSIENT|TEMPORAR|TIMEOUT|TIMED_OUT|RETRY/i;

/**
 * Whether the failure is final. `is_user_fixable` decides. Without it, the failure is final unless its code names a
 * temporary problem.
 */
function isFinalFailure({ is_user_fixable, failure_code = '' }: OrderBody): boolean {
  return is_user_fixable ?? !PASSING.test(failure_code);
}

/**
 * When the internal failure was first seen, in epoch ms; `undefined` if there is none. If the clock was set back, the
 * time starts again.
 */
function failing(
  { failingSince = Number.POSITIVE_INFINITY }: PurchaseRecord,
  order: OrderBody,
  at: number,
): number | undefined {
  const failed = statusOf(order) === 'FAILED' && !isFinalFailure(order);
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
