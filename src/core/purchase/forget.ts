import type { Environment } from './environment.js';
import { sendingOf } from './progress.js';
import type { PurchaseRecord } from './record.js';
import { tellWithdrawn } from './tell.js';

/**
 * Deletes one purchase, or all of a customer's, here and in other tabs. Of an order that the host agreed to and that
 * was never sent the host is told. An order that storage does not let go of is not called withdrawn: a later page offers
 * it again.
 * @returns what was deleted, as it was last
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
