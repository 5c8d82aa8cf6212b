import { ApiError, validationFailure } from './errors.js';
import { Fulfilment } from './fulfilment.js';
import type { OrderContext } from './order-context.js';
import type { OrderRecord } from './types.js';
import { netAmount } from './wallet.js';

const PRINTABLE_ASCII = /^[\x20-\x7e]{1,255}$/;

/** Every order of the account, and how one is placed. */
export class Orders {
  readonly fulfilment: Fulfilment;
  readonly #context: OrderContext;
  readonly #byId = new Map<number, OrderRecord>();
  readonly #byReference = new Map<string, OrderRecord>();

  constructor(context: OrderContext) {
    this.#context = context;
    this.fulfilment = new Fulfilment(context, (order) => this.#save(order));
    this.load();
  }

  /** Reads the orders anew from the store; the cron goes on where it was. */
  load(): void {
    this.#byId.clear();
    this.#byReference.clear();
    for (const order of this.#context.store.all('orders') as OrderRecord[]) {
      this.#index(order);
      this.fulfilment.resume(order);
    }
  }

  all(): OrderRecord[] {
    return [...this.#byId.values()];
  }

  get(id: number): OrderRecord | undefined {
    return this.#byId.get(id);
  }

  byReference(reference: string): OrderRecord | undefined {
    const order = this.#byReference.get(reference);
    return order !== undefined && order.visibleAt <= this.#context.clock.now() ? order : undefined;
  }

  /**
   * Reserves the reference and debits the wallet, both at once, or does neither.
   * @throws {ApiError} 400
   */
  place(body: Record<string, unknown>): OrderRecord {
    const { clock, scenario, wallet } = this.#context;
    const reference = this.#checkedReference(body.client_reference);
    const { product, plan, amount, walletId } = this.quote(body);
    const now = clock.now();
    const id = 500_001 + this.#byId.size;
    const { id: transactionId } = wallet.debit({
      walletId,
      amount,
      orderId: id,
      clientReference: reference,
    });
    const { outcome, fulfilAfterMs, visibleAfterMs, retryOutcome, code } = scenario();
    const order: OrderRecord = {
      id,
      clientReference: reference,
      productId: product.id,
      variantId: plan.id,
      productName: product.name,
      countryCode: product.country_code,
      dataAmountGb: plan.data_amount_gb,
      validityDays: plan.validity_days,
      amount,
      currency: plan.currency_code,
      walletId,
      transactionId,
      createdAt: now,
      updatedAt: now,
      status: 'PENDING',
      activationStatus: 'NOT_INSTALLED',
      codeStyle: code,
      isInstalled: false,
      outcome,
      resolvesAt: outcome === 'never' ? null : now + fulfilAfterMs,
      cronAt: null,
      retryOutcome,
      visibleAt: now + visibleAfterMs,
      device: {},
    };
    this.#index(order);
    this.fulfilment.start(order);
    return order;
  }

  attachEmail(order: OrderRecord, email: string): void {
    order.notificationEmail = email;
    this.#save(order);
  }

  /** What this request would cost, and of which wallet. */
  quote(body: Record<string, unknown>) {
    const { product_id: productId, amount, quantity } = body;
    if (!Number.isInteger(productId)) throw validationFailure('product_id must be an integer');
    if (typeof amount !== 'number') throw validationFailure('amount must be a number');
    if (quantity !== 1) throw validationFailure('quantity must be 1');
    const catalogue = this.#context.catalogue();
    const product = catalogue.get(productId as number);
    if (product === undefined) throw validationFailure('product_id is not a product');
    const plan = catalogue.plan(product.id, amount);
    if (plan === undefined) throw validationFailure('amount is not a variant of this product');
    return {
      product,
      plan,
      amount: netAmount(plan.amount, plan.client_discount),
      walletId: this.#context.wallet.choose(body.wallet_id, plan.currency_code),
    };
  }

  #checkedReference(reference: unknown): string {
    // Optional at the API; who leaves it out has no protection against a second debit.
    if (reference === undefined) return '';
    if (typeof reference !== 'string' || !PRINTABLE_ASCII.test(reference)) {
      throw validationFailure('client_reference must be 1 to 255 printable ASCII characters');
    }
    if (this.#byReference.has(reference)) throw new ApiError(400, 'Duplicate client_reference');
    return reference;
  }

  #index(order: OrderRecord): void {
    this.#byId.set(order.id, order);
    if (order.clientReference !== '') this.#byReference.set(order.clientReference, order);
  }

  #save(order: OrderRecord): void {
    order.updatedAt = this.#context.clock.now();
    this.#context.store.put('orders', String(order.id), order);
  }
}
