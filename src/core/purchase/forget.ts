import type { Environment } from './environment.js';
import { sendingOf } from './progress.js';
import type { PurchaseRecord } from './record.js';
import { tellWithdrawn } from './tell.js';

/**
 * Deletes one purchase, or all purchases of the customer, on this page and in other tabs. If the host agreed to an
 * order that was never sent, the order is withdrawn and the withdrawal is reported to the host. If storage cannot
 * delete the order, it is not withdrawn: a later page offers it again.
 * @returns the deleted purchases in their last known state
 */
export async function forget(
  { journal, channel, announce }: Pick<Environment, 'journal' | 'channel' | 'announce'>,
  reference?: string,
): Promise<PurchaseRecord[]> {
  const deleted = await journal.forget(reference);
  for (const record of deleted) {
    if (sendingOf(record) !== 'agreed' || journal.isHeld(record.reference)) continue;
    journal.noteTold(record.reference);
    tellWithdrawn({ announce }, record);
  }
  const gone = reference === undefined ? deleted.map((record) => record.reference) : [reference];
  for (const each of gone)
    channel.post({ type: 'forgotten', reference: each, told: journal.isTold(each) });
  return deleted;
}
