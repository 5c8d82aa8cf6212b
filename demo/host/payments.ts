import { randomUUID } from 'node:crypto';
import type { Money, Plan } from 'esim-checkout';

/** What the shop knows of one payment. */
export interface Payment {
  /** The shop's own key; the provider keeps one payment under it, however often it is asked. */
  readonly key: string;
  readonly customer: string;
  /** The `client_reference` of the order that this pays for. */
  readonly reference: string;
  readonly productId: number;
  /** The API's amount: with `productId` it is what the API picks the plan by. */
  readonly wholesale: number;
  /** What the customer pays. */
  readonly price: Money;
  status: 'open' | 'paid' | 'refunded';
  // All times are in milliseconds since the epoch.
  readonly begunAt: number;
  paidAt?: number;
  /** The API has taken the order. */
  orderedAt?: number;
  /** The order was seen delivered: nothing is left to do. */
  deliveredAt?: number;
  /** The page has reported that the order failed, or that it gave up the payment. */
  reportedAt?: number;
  /** The order was first seen with a failure that the API tries again. */
  failingSince?: number;
  /** From here on no order is allowed under the reference. */
  closedAt?: number;
  /** The shop last looked what became of it. */
  lookedAt?: number;
}

/** What the provider tells by webhook. */
export interface ProviderEvent {
  id: string;
  /** `payment.paid`, `payment.refunded`; a provider may tell of other things. */
  type: string;
  payment: { key: string; amount: number; currency: string };
}

/**
 * The shop's payments, in memory. In a real shop this is a table with a unique index on (customer, reference):
 * `begin` is its `INSERT … ON CONFLICT DO NOTHING`.
 */
export class Payments {
  readonly #rows = new Map<string, Payment>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The payment of this reference, begun now if there is none. The first call decides plan and price. */
  begin(customer: string, reference: string, plan: Plan, price: Money): Payment {
    const known = this.find(customer, reference);
    if (known) return known;
    const payment: Payment = {
      key: randomUUID(),
      customer,
      reference,
      productId: plan.productId,
      wholesale: plan.price.amount,
      price,
      status: 'open',
      begunAt: this.#now(),
    };
    this.#rows.set(rowKey(customer, reference), payment);
    return payment;
  }

  /** A reference belongs to its customer: another customer's payment is never found. */
  find(customer: string, reference: string): Payment | undefined {
    return this.#rows.get(rowKey(customer, reference));
  }

  all(): Payment[] {
    return [...this.#rows.values()];
  }

  isFor(payment: Payment, plan: Plan): boolean {
    return payment.productId === plan.productId && payment.wholesale === plan.price.amount;
  }

  /** The provider has the money. */
  paid(payment: Payment): void {
    if (payment.status !== 'open') return;
    payment.status = 'paid';
    payment.paidAt = this.#now();
    delete payment.lookedAt; // it is another thing now
  }

  /** The API has taken the order of this reference. */
  ordered(customer: string, reference: string): void {
    const payment = this.find(customer, reference);
    if (payment) payment.orderedAt ??= this.#now();
  }

  /**
   * Takes up what the provider tells. A webhook comes late, twice or out of order: each status is
   * reached once, and a refund is never undone.
   * @returns whether the event fits a payment of this shop
   */
  settle({ type, payment: told }: ProviderEvent): boolean {
    const payment = this.all().find(({ key }) => key === told.key);
    if (!payment) return false;
    const { amount, currency } = payment.price;
    if (told.amount !== amount || told.currency !== currency) return false;
    if (type === 'payment.refunded') payment.status = 'refunded';
    else if (type === 'payment.paid') this.paid(payment);
    else return false;
    return true;
  }
}

const rowKey = (customer: string, reference: string): string =>
  JSON.stringify([customer, reference]);
