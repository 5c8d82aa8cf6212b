import type { Purchase } from '../../src/core/types.js';
import type { Sandbox } from '../../src/sandbox/index.js';

const EXPECTED = {
  DELIVERED: ['delivered', 'installed'],
  FAILED: ['failed'],
  CANCELLED: ['cancelled'],
  PENDING: ['pending', 'overdue'],
};

/**
 * Compares what the server has done for one customer, with one intent per plan, with what the device knows. It runs
 * after the faults have stopped and the customer has come back.
 * @param refunded references whose failure was reported to the host
 * @param forgotten references that the customer has deleted
 * @returns the differences
 */
export function verdict(
  sandbox: Sandbox,
  purchases: readonly Purchase[],
  refunded: ReadonlySet<string>,
  forgotten: ReadonlySet<string> = new Set(),
): string[] {
  const wrongs: string[] = [];
  const orders = sandbox.orders();
  const standing = new Map<number, number>();
  for (const { clientReference, variantId } of orders) {
    if (forgotten.has(clientReference)) continue;
    const count = sandbox.control.outstanding(clientReference);
    standing.set(variantId, (standing.get(variantId) ?? 0) + count);
  }
  for (const [plan, count] of standing)
    if (count > 1) wrongs.push(`${count} debits stand for one intent to buy plan ${plan}`);
  for (const { clientReference: reference, status, activationCode } of orders) {
    if (forgotten.has(reference)) {
      const paidTwice = refunded.has(reference) && sandbox.control.outstanding(reference) > 0;
      if (paidTwice)
        wrongs.push(`${reference} was deleted and called failed, and its debit stands`);
      continue;
    }
    const known = purchases.find((purchase) => purchase.reference === reference);
    if (!known) {
      wrongs.push(`${reference} (${status}) is not known to the device`);
      continue;
    }
    if (!EXPECTED[status].includes(known.phase)) {
      wrongs.push(`${reference} is ${status} and shown as ${known.phase}`);
    }
    if (status === 'DELIVERED' && known.activationCode !== activationCode) {
      wrongs.push(`the code of ${reference} is lost`);
    }
    if ((status === 'DELIVERED' || status === 'PENDING') && refunded.has(reference)) {
      wrongs.push(`${reference} was called failed, and is ${status}`);
    }
  }
  for (const { reference, phase } of purchases) {
    if (['authorizing', 'ordering', 'unconfirmed'].includes(phase)) {
      wrongs.push(`${reference} is stuck in ${phase}`);
    }
    if ((phase === 'failed' || phase === 'cancelled') && !refunded.has(reference)) {
      wrongs.push(`${reference} is ${phase} and the host was not told`);
    }
  }
  return wrongs;
}
