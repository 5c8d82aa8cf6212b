import type { OrderBody } from '../api/order-schema.js';
import { defined } from '../defined.js';
import type { Failure, PurchasePhase } from '../types.js';
import { isFurther, type PurchaseRecord } from './record.js';

/**
 * What an order, as the API tells it, makes of a record. Never takes back what was known before: a
 * code that was seen stays, and a stale answer does not undo a later one.
 */
export function applyOrder(record: PurchaseRecord, order: OrderBody, at: number): PurchaseRecord {
  const phase = phaseOf(record, order);
  const base: PurchaseRecord = {
    ...record,
    ...facts(order, record.activatedAt ?? new Date(at).toISOString()),
    orderId: order.id,
    arrived: true,
    checkedAt: at,
  };
  if (isFurther(record.phase, phase)) return base;
  const { failure: _, ...rest } = base;
  const failure = failureOf(order) ?? (phase === 'processing' ? record.failure : undefined);
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
function facts(order: OrderBody, since: string): Partial<PurchaseRecord> {
  const { activation_code, iccid, activated_at, activation_status, installed_at } = order;
  return defined({
    activationCode: activation_code || undefined,
    iccid: iccid || undefined,
    activatedAt: activated_at || (activation_status === 'ACTIVE' ? since : undefined),
    installedAt: installed_at || undefined,
  });
}

function phaseOf(record: PurchaseRecord, order: OrderBody): PurchasePhase {
  switch (order.status) {
    case 'DELIVERED':
      if (order.activation_status === 'EXPIRED') return 'expired';
      if (order.is_installed === true) return 'installed';
      // Delivered without its code (the list never carries it): there is something to wait for yet.
      return order.activation_code || record.activationCode ? 'delivered' : stillWaiting(record);
    case 'FAILED':
      // An internal failure is retried on the server, so it is not the end.
      return order.is_user_fixable === true ? 'failed' : 'processing';
    case 'CANCELLED':
      return 'cancelled';
    default:
      // PENDING, or a status of a later API: placed, keep watching.
      return stillWaiting(record);
  }
}

function stillWaiting({ phase }: PurchaseRecord): PurchasePhase {
  return phase === 'overdue' || phase === 'processing' ? phase : 'pending';
}

function failureOf(order: OrderBody): Failure | undefined {
  if (order.status !== 'FAILED' && order.status !== 'CANCELLED') return undefined;
  return defined({
    code: order.failure_code || (order.status === 'CANCELLED' ? 'CANCELLED' : 'UNKNOWN'),
    reason: order.failure_reason || undefined,
    userFixable: order.is_user_fixable === true,
  });
}
