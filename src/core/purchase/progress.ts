// How far a purchase has come. The driver, the session and the journal ask these questions about a record.
import type { PurchasePhase } from '../types.js';
import type { PurchaseRecord } from './record.js';

/** The order of the phases. A record never goes back to a lower one, unless the API revokes EXPIRED. */
const RANK: Readonly<Record<PurchasePhase, number>> = {
  authorizing: 0,
  ordering: 1,
  unconfirmed: 1,
  pending: 2,
  overdue: 2,
  processing: 2,
  failed: 3,
  cancelled: 3,
  delivered: 4,
  installed: 5,
  expired: 6,
};

export function isFurther(phase: PurchasePhase, than: PurchasePhase): boolean {
  return RANK[phase] > RANK[than];
}

/**
 * The API refused to place the order. That is true of one attempt only, so a record that has an order outranks it.
 */
export function isRefused({ phase, orderId }: PurchaseRecord): boolean {
  return phase === 'failed' && orderId === undefined;
}

/** A number that tells which of two records is further along. */
export function rankOf(record: PurchaseRecord): number {
  if (isRefused(record)) return RANK.ordering + 0.25;
  return RANK[record.phase] + (record.orderId === undefined ? 0 : 0.5);
}

/** Whether an attempt may have reached the API. */
export function maybePlaced({ arrived, inDoubtSince, refusal }: PurchaseRecord): boolean {
  return arrived || inDoubtSince !== undefined || refusal !== undefined;
}

/** How far the sending of an order has got. */
export type Sending =
  /** The host has not agreed yet. */
  | 'asking'
  /** The host has agreed. Nothing has been sent that the API can still carry out. */
  | 'agreed'
  /** An attempt is in flight, may have arrived, or has an outcome. */
  | 'sent';

export function sendingOf(record: PurchaseRecord): Sending {
  switch (record.phase) {
    case 'authorizing':
      return 'asking';
    case 'ordering':
      if (record.step !== 'post' && record.step !== 'pause-post') return 'sent';
      return maybePlaced(record) ? 'sent' : 'agreed';
    case 'unconfirmed':
      return maybePlaced(record) ? 'sent' : 'agreed';
    default:
      return 'sent';
  }
}

/**
 * Whether an order under way goes on if the customer closes the page: the API has it, or it is being sent for the first
 * time. After a lost attempt it may not have arrived, and the page has to send it again.
 */
export function goesOnAlone({ arrived, step, inDoubtSince }: PurchaseRecord): boolean {
  return arrived || (step === 'posting' && inDoubtSince === undefined);
}

/** It is not known yet whether there is an order. Until then the same plan must not be bought again. */
export function isUndecided(record: Pick<PurchaseRecord, 'phase'>): boolean {
  return RANK[record.phase] <= 1;
}

/** The outcome is stored but not reported to the host: the page died, or the element was removed, in between. */
export function isUntold(record: Pick<PurchaseRecord, 'phase' | 'announced'>): boolean {
  return !isUnfinished(record) && record.announced !== record.phase;
}

/** The purchase has no final outcome yet. */
export function isUnfinished(record: Pick<PurchaseRecord, 'phase'>): boolean {
  return RANK[record.phase] <= 2;
}

/** The purchase counts as failed after a day of internal failures. The API may still deliver it. */
export function isGivenUp({ phase, failingSince }: PurchaseRecord): boolean {
  return phase === 'failed' && failingSince !== undefined;
}
