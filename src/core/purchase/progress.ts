// How far a purchase has come: what the driver, the session and the journal ask of a record.
import type { PurchasePhase } from '../types.js';
import type { PurchaseRecord } from './record.js';

/** How far along a purchase is; a record never goes back. */
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

/** The API would not place the order: that tells of one attempt only, and an order that exists outranks it. */
export function isRefused({ phase, orderId }: PurchaseRecord): boolean {
  return phase === 'failed' && orderId === undefined;
}

/** How far along a record is, as a number that can be compared. */
export function rankOf(record: PurchaseRecord): number {
  if (isRefused(record)) return RANK.ordering + 0.25;
  return RANK[record.phase] + (record.orderId === undefined ? 0 : 0.5);
}

/** An attempt may have reached the API. */
export function maybePlaced({ arrived, inDoubtSince, refusal }: PurchaseRecord): boolean {
  return arrived || inDoubtSince !== undefined || refusal !== undefined;
}

/** How far an order has got on its way to the API. */
export type Sending =
  /** The host is yet to agree. */
  | 'asking'
  /** The host has agreed, and nothing has been sent that can still be carried out. */
  | 'agreed'
  /** An attempt is on its way, may have arrived, or has an outcome. */
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

/** Nothing is known yet of what became of the order: the same plan must not be bought anew meanwhile. */
export function isUndecided(record: Pick<PurchaseRecord, 'phase'>): boolean {
  return RANK[record.phase] <= 1;
}

/** The page died, or the element was removed, between writing the outcome and telling the host. */
export function isUntold(record: Pick<PurchaseRecord, 'phase' | 'announced'>): boolean {
  return !isUnfinished(record) && record.announced !== record.phase;
}

/** There is still something to come. */
export function isUnfinished(record: Pick<PurchaseRecord, 'phase'>): boolean {
  return RANK[record.phase] <= 2;
}

/** Given up after a day of internal failures. The API may deliver it yet. */
export function isGivenUp({ phase, failingSince }: PurchaseRecord): boolean {
  return phase === 'failed' && failingSince !== undefined;
}
