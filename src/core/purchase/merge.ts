import { defined } from '../defined.js';
import { isRefused, rankOf, sendingOf } from './progress.js';
import type { OrderingRecord, PurchaseRecord } from './record.js';

/**
 * What to store when another tab may have written meanwhile: the record that is further along, and the activation code
 * of whichever has one. Without locks the other tab may be sending right now: whoever goes on looks for that first.
 */
export function mergeRecords(stored: PurchaseRecord, next: PurchaseRecord): PurchaseRecord {
  // An order that was agreed to and never sent goes back to the host, and only that one.
  const back = next.phase === 'authorizing' && sendingOf(stored) === 'agreed';
  const winner = rankOf(stored) > rankOf(next) && !back ? stored : next;
  const theirs = isPosting(stored) && stored.sender !== next.sender ? stored.sentAt : 0;
  const doubts = [stored.inDoubtSince ?? 0, next.inDoubtSince ?? 0, theirs ?? 0];
  const base = theirs && isPosting(winner) && winner === stored ? lookUp(winner) : winner;
  const merged: PurchaseRecord = defined({
    ...base,
    arrived: stored.arrived || next.arrived,
    inDoubtSince: Math.max(...doubts) || undefined,
    activationCode: winner.activationCode ?? stored.activationCode ?? next.activationCode,
    iccid: winner.iccid ?? stored.iccid ?? next.iccid,
  });
  const unaware = merged.inDoubtSince !== next.inDoubtSince || merged.arrived !== next.arrived;
  return winner === next && isRefused(next) && unaware ? refusedInDoubt(merged) : merged;
}

function isPosting(record: PurchaseRecord): record is OrderingRecord {
  return record.step === 'posting';
}

const lookUp = (record: OrderingRecord): OrderingRecord => ({ ...record, step: 'look-up' });

/** The refusal is of one attempt, and there is another: only a look-up can tell. */
function refusedInDoubt({ failure, refusedFrom: _, ...record }: PurchaseRecord): PurchaseRecord {
  return defined({ ...record, phase: 'ordering', step: 'look-up', refusal: failure } as const);
}
