import type { Journal } from './journal.js';
import { sendingOf } from './progress.js';
import type { PurchaseRecord } from './record.js';

/** What became of a fact that was to be written. */
export type Kept =
  /** It is in the journal, or in memory where storage fails. */
  | { kind: 'kept'; record: PurchaseRecord }
  /** The customer deleted the purchase after it was sent: it is followed in memory to its end. */
  | { kind: 'deleted'; record: PurchaseRecord }
  /** The purchase was deleted before it was sent, so nothing is. `isTold`: who deleted it has told the host. */
  | { kind: 'withdrawn'; isTold: boolean };

/** Writes `next` and says what that means: the customer may have deleted the purchase meanwhile, here or in another tab. */
export async function keep(
  journal: Journal,
  before: PurchaseRecord,
  next: PurchaseRecord,
): Promise<Kept> {
  const sending = sendingOf(before);
  const saved = await journal.save(next, sending === 'sent' ? 'always' : 'if-there');
  if (saved) return { kind: 'kept', record: saved };
  if (sending === 'sent') return { kind: 'deleted', record: next };
  // There is nothing to tell of what the host has not agreed to.
  const isTold = journal.isTold(next.reference) || next.phase === 'authorizing';
  return { kind: 'withdrawn', isTold };
}
