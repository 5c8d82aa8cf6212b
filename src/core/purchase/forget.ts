import type { Environment } from './environment.js';
import { isUnsent, type PurchaseRecord } from './record.js';

/**
 * Deletes one purchase, or all of a customer's, here and in other tabs. Of one that was agreed to and never sent the
 * host is told to give the money back. @returns the references that are gone
 */
export async function forget(
  { journal, channel, announce }: Pick<Environment, 'journal' | 'channel' | 'announce'>,
  reference?: string,
): Promise<string[]> {
  const deleted = await journal.forget(reference);
  const gone = reference === undefined ? deleted.map((record) => record.reference) : [reference];
  for (const each of gone) channel.post({ type: 'forgotten', reference: each });
  for (const record of deleted.filter(isUnsent)) announce('failed', withdrawn(record));
  return gone;
}

/** Nothing is ordered any more, though the host may hold a payment. */
export function withdrawn(record: PurchaseRecord): PurchaseRecord {
  return { ...record, failure: { code: 'WITHDRAWN', userFixable: false } };
}
