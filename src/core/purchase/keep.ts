import type { Journal } from './journal.js';
import { sendingOf } from './progress.js';
import type { PurchaseRecord } from './record.js';

/** The result of saving a record. */
export type Kept =
  /** The record is in the journal, or in memory if storage fails. */
  | { kind: 'kept'; record: PurchaseRecord }
  /** The customer deleted the purchase after its order was sent. The session follows the order in memory. */
  | { kind: 'deleted'; record: PurchaseRecord }
  /**
   * The purchase was deleted before this tab sent its order, so this tab never sends it. `isTold`: there is nothing to
   * report to the host. The tab that deleted it has done so, or another tab has sent the order and follows it.
   */
  | { kind: 'withdrawn'; isTold: boolean };

/** Saves `next`. The result says whether the customer has deleted the purchase, on this page or in another tab. */
export async function keep(
  journal: Journal,
  before: PurchaseRecord,
  next: PurchaseRecord,
): Promise<Kept> {
  const sending = sendingOf(before);
  const saved = await journal.save(next, sending === 'sent' ? 'always' : 'if-there');
  if (saved) return { kind: 'kept', record: saved };
  if (sending === 'sent') return { kind: 'deleted', record: next };
  // Without the host's consent there is nothing to report.
  const isTold =
    journal.isTold(next.reference) ||
    journal.wasSentElsewhere(next) ||
    next.phase === 'authorizing';
  return { kind: 'withdrawn', isTold };
}
