import type { Payment, Payments } from './payments.js';
import type { ProviderClient } from './provider-client.js';
import type { AsCustomer, Order } from './server-client.js';

/** Longer than an order that was allowed before the reference was closed can be on its way. */
const LONGEST_ORDER_MS = 90_000;
/** The API tries an internal failure again for so long. */
const RETRIED_MS = 24 * 3_600_000;

export interface Refunds {
  /** The page has reported that the order failed. Refunds at once where the API confirms it. */
  report(payment: Payment): Promise<void>;
  /** Looks again at every report that was not settled. */
  sweep(): Promise<void>;
}

interface Parts {
  payments: Payments;
  provider: ProviderClient;
  asCustomer: AsCustomer;
  now: () => number;
}

export function createRefunds({ payments, provider, asCustomer, now }: Parts): Refunds {
  async function review(payment: Payment): Promise<void> {
    const order = await asCustomer(payment.customer).order(payment.reference);
    if (!order) {
      // There is none yet. None is allowed from now on; one that was on its way will have arrived by the next look.
      payment.closedAt ??= now();
      if (now() - payment.closedAt < LONGEST_ORDER_MS) return;
    } else if (!isOver(order, now())) {
      if (order.status.toUpperCase() === 'DELIVERED') delete payment.reportedAt; // nothing failed
      return;
    }
    if (payment.status !== 'paid') return; // nothing was paid, or it is refunded already
    await provider.refund(payment); // the provider refunds a payment once, however often it is asked
    payment.status = 'refunded';
  }

  return {
    async report(payment) {
      payment.reportedAt ??= now();
      await review(payment);
    },
    async sweep() {
      const waiting = payments
        .all()
        .filter(({ status, reportedAt }) => status === 'paid' && reportedAt !== undefined);
      // One that cannot be looked at now is looked at the next time.
      await Promise.allSettled(waiting.map(review));
    },
  };
}

/** Whether the API will not deliver this order any more. */
export function isOver(order: Order, now: number): boolean {
  const status = order.status.toUpperCase();
  if (status === 'CANCELLED') return true;
  if (status !== 'FAILED') return false;
  // `false` is an internal failure, which the API tries again.
  const placedAt = Date.parse(order.created_at ?? '');
  return order.is_user_fixable !== false || now - placedAt > RETRIED_MS;
}
