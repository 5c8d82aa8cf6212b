import { newActivationCode, newIccid } from './credentials.js';
import type { OrderContext } from './order-context.js';
import type { OrderRecord } from './types.js';

const DAY = 86_400_000;

/** What happens to an order after it was placed: the operator's answer, the cron, the device. */
export class Fulfilment {
  readonly #context: OrderContext;
  readonly #save: (order: OrderRecord) => void;
  readonly #waiting = new Map<number, Set<() => void>>();
  readonly #timers = new Map<number, unknown>();

  constructor(context: OrderContext, save: (order: OrderRecord) => void) {
    this.#context = context;
    this.#save = save;
  }

  /** Begins an order: the server works on it until the inline deadline, whoever listens. */
  start(order: OrderRecord): void {
    const { inlineDeadlineMs, cronMs } = this.#context.scenario();
    const { createdAt, resolvesAt } = order;
    const inline = resolvesAt !== null && resolvesAt - createdAt <= inlineDeadlineMs;
    if (resolvesAt !== null && !inline) {
      const ticks = Math.max(1, Math.ceil((resolvesAt - createdAt) / cronMs));
      order.cronAt = createdAt + ticks * cronMs;
    } else {
      order.cronAt = resolvesAt;
    }
    this.#save(order);
    this.#schedule(order);
  }

  /** Goes on with an order read from the store. */
  resume(order: OrderRecord): void {
    this.#schedule(order);
  }

  /** Forgets all orders under way; their timers go with the clock's. */
  forget(): void {
    for (const handle of this.#timers.values()) this.#context.clock.clearTimeout(handle);
    this.#timers.clear();
    this.#waiting.clear();
  }

  /** Resolves when the order is no longer PENDING or the deadline has passed. */
  async settled(order: OrderRecord, deadlineMs: number): Promise<void> {
    if (order.status !== 'PENDING') return;
    const { clock } = this.#context;
    await new Promise<void>((resolve) => {
      const waiters = this.#waiting.get(order.id) ?? new Set();
      this.#waiting.set(order.id, waiters);
      const done = (): void => {
        clock.clearTimeout(handle);
        waiters.delete(done);
        resolve();
      };
      const handle = clock.setTimeout(done, deadlineMs);
      waiters.add(done);
    });
  }

  /** What a detail call does before it answers. */
  refresh(order: OrderRecord): void {
    const now = this.#context.clock.now();
    if (order.status === 'PENDING' && order.resolvesAt !== null && order.resolvesAt <= now) {
      this.resolve(order);
    }
    if (order.status === 'DELIVERED' && !order.isInstalled) this.#learnFromDevice(order);
    const ends = (order.activatedAt ?? Infinity) + order.validityDays * DAY;
    if (order.activationStatus !== 'EXPIRED' && ends <= now) {
      order.activationStatus = 'EXPIRED';
      this.#save(order);
    }
  }

  /** The operator's answer arrives; `outcome` overrides the one laid down at placement. */
  resolve(order: OrderRecord, outcome = order.outcome): void {
    if (order.status !== 'PENDING' && order.status !== 'FAILED') {
      throw new TypeError(`order ${order.id} is ${order.status} for good`);
    }
    this.#unschedule(order);
    order.resolvesAt = this.#context.clock.now();
    order.cronAt = null;
    switch (outcome) {
      case 'delivered':
      case 'never':
        this.#deliver(order);
        break;
      case 'failed-plan':
        this.#fail(order, 'PLAN_UNAVAILABLE', 'The selected plan is no longer available.', true);
        break;
      case 'failed-internal':
        this.#fail(order, 'INTERNAL_ERROR', 'The operator did not answer as expected.', false);
        break;
      case 'cancelled':
        order.status = 'CANCELLED';
        this.#refund(order);
    }
    this.#save(order);
    this.#schedule(order);
    for (const done of this.#waiting.get(order.id) ?? []) done();
    this.#waiting.delete(order.id);
  }

  /** The customer's phone took the eSIM; the API learns of it at the next detail call. */
  install(order: OrderRecord, activatedAt: number | null = this.#context.clock.now()): void {
    order.device.installedAt = this.#context.clock.now();
    if (activatedAt !== null) order.device.activatedAt = activatedAt;
    this.#save(order);
  }

  /** Validity began though no install was reported. */
  activate(order: OrderRecord, activatedAt = this.#context.clock.now()): void {
    order.device.activatedAt = activatedAt;
    this.#save(order);
  }

  expire(order: OrderRecord): void {
    order.activatedAt ??= this.#context.clock.now() - order.validityDays * DAY;
    order.activationStatus = 'EXPIRED';
    this.#save(order);
  }

  #learnFromDevice(order: OrderRecord): void {
    const { installedAt, activatedAt } = order.device;
    if (activatedAt === undefined && installedAt === undefined) return;
    if (activatedAt !== undefined) order.activatedAt = activatedAt;
    if (installedAt !== undefined) {
      order.isInstalled = true;
      order.installedAt = installedAt;
    }
    if (order.activationStatus === 'NOT_INSTALLED') order.activationStatus = 'ACTIVE';
    this.#save(order);
  }

  #deliver(order: OrderRecord): void {
    const { random } = this.#context;
    // A failed order was refunded: delivering it after all costs again.
    if (order.status === 'FAILED') {
      const { wallet, clock, scenario } = this.#context;
      if (!wallet.canPay(order.walletId, order.amount)) {
        order.cronAt = clock.now() + scenario().retryAfterMs;
        return;
      }
      wallet.debit(this.#movement(order));
    }
    order.status = 'DELIVERED';
    order.activationCode = newActivationCode(random, order.id, order.codeStyle);
    order.iccid = newIccid(random, order.id);
    delete order.failureCode;
    delete order.failureReason;
    delete order.isUserFixable;
  }

  #fail(order: OrderRecord, code: string, reason: string, userFixable: boolean): void {
    const { clock, scenario } = this.#context;
    const { failureReason, retryAfterMs } = scenario();
    if (order.status !== 'FAILED') this.#refund(order);
    order.status = 'FAILED';
    order.failureCode = code;
    order.failureReason = failureReason || reason;
    order.isUserFixable = userFixable;
    if (!userFixable && order.retryOutcome === 'delivered')
      order.cronAt = clock.now() + retryAfterMs;
  }

  #refund(order: OrderRecord): void {
    this.#context.wallet.refund(this.#movement(order));
  }

  #movement(order: OrderRecord) {
    const { walletId, amount, id, clientReference } = order;
    return { walletId, amount, orderId: id, clientReference };
  }

  #schedule(order: OrderRecord): void {
    if (order.cronAt === null) return;
    const { clock } = this.#context;
    const tick = (): void =>
      this.resolve(order, order.status === 'FAILED' ? 'delivered' : order.outcome);
    this.#timers.set(order.id, clock.setTimeout(tick, Math.max(0, order.cronAt - clock.now())));
  }

  #unschedule(order: OrderRecord): void {
    this.#context.clock.clearTimeout(this.#timers.get(order.id));
    this.#timers.delete(order.id);
  }
}
