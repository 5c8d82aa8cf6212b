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
 * Tells the host of a record's phase, once, when it can listen. It hears twice only after a crash that fell between
 * telling and writing so.
 * @returns the record as it is known now
 * @throws the abort reason where the element goes before the host can listen
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
  if (milestone && milestone !== (announced && MILESTONES[announced])) announce(milestone, record);
  if (milestone === 'delivered' && boughtPlan(record) !== record.plan) {
    trouble(
      new CheckoutError('plan-mismatch', 'The order says other data or days than were chosen.'),
    );
  }
  const told = { ...record, announced: phase };
  return (await journal.save(told)) ?? told;
}

/** Tells the host that an order which it agreed to was not sent and never will be: it gives the money back. */
export function tellWithdrawn(
  { announce }: Pick<Environment, 'announce'>,
  record: PurchaseRecord,
): void {
  announce('failed', { ...record, failure: { code: 'WITHDRAWN', userFixable: false } });
}
