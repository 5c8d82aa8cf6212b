import { defined } from '../defined.js';
import { isRefused, rankOf, sendingOf } from './progress.js';
import type { OrderingRecord, PurchaseRecord } from './record.js';

/**
 * Merges a record that another tab may have stored with the record to store. The record that is further along wins.
 * The activation code is kept from either. Without locks the other tab may be sending the order right now, so the
 * merged record asks for a look-up first.
 */
export function mergeRecords(stored: PurchaseRecord, next: PurchaseRecord): PurchaseRecord {
  // Only an order that the host agreed to and that was never sent goes back to the host.
  const back = next.phase === 'authorizing' && sendingOf(stored) === 'agreed';
  const winner = wins(stored, next) && !back ? stored : next;
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

/**
 * Whether the stored record wins. If one of the two is expired, the one that was read later wins: the API may revoke
 * EXPIRED.
 */
function wins(stored: PurchaseRecord, next: PurchaseRecord): boolean {
  const ends = [stored.phase, next.phase];
  const revoked =
    ends.includes('expired') && ends.some((each) => /^(delivered|installed)$/.test(each));
  return revoked && stored.checkedAt !== next.checkedAt
    ? (stored.checkedAt ?? 0) > (next.checkedAt ?? 0)
    : rankOf(stored) > rankOf(next);
}

function isPosting(record: PurchaseRecord): record is OrderingRecord {
  return record.step === 'posting';
}

const lookUp = (record: OrderingRecord): OrderingRecord => ({ ...record, step: 'look-up' });

/** The API refused one attempt, but there is another one. Only a look-up shows whether the order exists. */
function refusedInDoubt({ failure, refusedFrom: _, ...record }: PurchaseRecord): PurchaseRecord {
  return defined({ ...record, phase: 'ordering', step: 'look-up', refusal: failure } as const);
}
