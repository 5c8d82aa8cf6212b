import { stateOf } from './order-state.js';
import type { Payment, Payments } from './payments.js';
import type { ProviderClient } from './provider-client.js';
import type { AsCustomer } from './server-client.js';

/** Longer than an order that was allowed before the reference was closed can be on its way. */
const LONGEST_ORDER_MS = 90_000;
/** A webhook that has not come after so long may be lost. */
const WEBHOOK_MS = 60_000;
/** Longer than a page waits in a crowd before its order is sent. */
const ORDER_MS = 2 * 3_600_000;
/** Payments that one sweep looks at: the account's quota is the customers' first. */
const AT_ONCE = 20;

export interface Refunds {
  /** The page has reported that the order failed. Refunds at once where the API confirms it. */
  report(payment: Payment): Promise<void>;
  /** Looks at every payment whose end is not known, whether a page has reported it or not. */
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
    if (order) {
      const state = stateOf(order, now(), payment.failingSince);
      if (state === 'delivered') payment.deliveredAt = now();
      if (state === 'failing') payment.failingSince ??= now();
      if (state !== 'over') return;
    } else {
      if (payment.orderedAt !== undefined) return; // the API has taken one: somebody must look why it is not found
      // There is none yet. None is allowed from now on; one that was on its way will have arrived by the next look.
      payment.closedAt ??= now();
      if (now() - payment.closedAt < LONGEST_ORDER_MS) return;
    }
    if (payment.status !== 'paid') return; // nothing was paid, or it is refunded already
    await provider.refund(payment); // the provider refunds a payment once, however often it is asked
    payment.status = 'refunded';
  }

  async function look(payment: Payment): Promise<void> {
    payment.lookedAt = now();
    // The provider may have money of which no webhook has told.
    if (payment.status === 'open' && (await provider.hasMoney(payment))) payments.paid(payment);
    if (payment.status === 'paid' && isDoubtful(payment, now())) await review(payment);
  }

  return {
    async report(payment) {
      if (payment.deliveredAt !== undefined) return; // nothing failed
      payment.reportedAt ??= now();
      await review(payment);
    },
    async sweep() {
      const due = payments.all().filter((payment) => isDue(payment, now()));
      // One that cannot be looked at now is looked at another time.
      await Promise.allSettled(due.slice(0, AT_ONCE).map(look));
    },
  };
}

/** Whether the order should have come to something by now. */
function isDoubtful({ begunAt, paidAt = begunAt, reportedAt }: Payment, now: number): boolean {
  return reportedAt !== undefined || now - paidAt >= ORDER_MS;
}

function isDue(payment: Payment, now: number): boolean {
  const { status, begunAt, deliveredAt, closedAt, lookedAt } = payment;
  if (status === 'refunded' || deliveredAt !== undefined) return false;
  if (status === 'paid' && closedAt !== undefined) return now - closedAt >= LONGEST_ORDER_MS;
  const isLate = status === 'open' && now - begunAt >= WEBHOOK_MS;
  if (!isLate && !isDoubtful(payment, now)) return false;
  // The older a payment is, the rarer it is looked at.
  return lookedAt === undefined || now - lookedAt >= (lookedAt - begunAt) / 10;
}
