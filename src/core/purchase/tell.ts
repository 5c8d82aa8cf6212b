import { raceAbort } from '../clock.js';
import { CheckoutError } from '../errors.js';
import type { PurchasePhase } from '../types.js';
import type { Environment, Milestone } from './environment.js';
import { isUndecided } from './progress.js';
import { boughtPlan } from './purchase.js';
import type { PurchaseRecord } from './record.js';

type Told = Pick<Environment, 'hostReady' | 'announce' | 'journal' | 'trouble'>;

const MILESTONES: Readonly<Partial<Record<PurchasePhase, Milestone>>> = {
  pending: 'pending',
  delivered: 'delivered',
  failed: 'failed',
  cancelled: 'failed',
  installed: 'installed',
  expired: 'expired',
};

/**
 * Reports a record's phase to the host, once, as soon as the host can listen. The host gets the report twice only if
 * the page crashes between the report and the write that notes it.
 * @returns the stored record
 * @throws the abort reason if the element is removed before the host can listen
 */
export async function tell(
  { hostReady, announce, journal, trouble }: Told,
  record: PurchaseRecord,
  signal: AbortSignal,
): Promise<PurchaseRecord> {
  const { announced, phase } = record;
  if (announced === phase || isUndecided(record) || phase === 'overdue') return record;
  const ready = hostReady();
  if (ready) await raceAbort(signal, () => ready);
  if (!announced && record.orderId !== undefined) announce('placed', record);
  const milestone = MILESTONES[phase];
  // The API has revoked EXPIRED. This delivery was already reported to the host.
  const again = announced === 'expired' && phase === 'delivered';
  if (milestone && !again && milestone !== (announced && MILESTONES[announced]))
    announce(milestone, record);
  if (milestone === 'delivered' && !again && boughtPlan(record) !== record.plan) {
    trouble(
      new CheckoutError('plan-mismatch', 'The order says other data or days than were chosen.'),
    );
  }
  const told = { ...record, announced: phase };
  return (await journal.save(told)) ?? told;
}

/**
 * Reports that an order to which the host agreed was not sent and never will be. The host then refunds the customer.
 */
export function tellWithdrawn(
  { announce }: Pick<Environment, 'announce'>,
  record: PurchaseRecord,
): void {
  announce('failed', { ...record, failure: { code: 'WITHDRAWN', userFixable: false } });
}
