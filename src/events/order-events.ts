// The events of an order, from Buy on.
import type { InstallPlatform } from '../core/lpa.js';
import type { Plan } from '../core/types.js';
import { DetailEvent, PUBLIC } from './detail-event.js';

/** Why nothing may be ordered. */
export type Veto =
  /** `preventDefault()` was called. */
  | 'prevented'
  /** A promise given to `waitUntil()` rejected. */
  | 'rejected'
  /** A promise given to `waitUntil()` fulfilled with `false`. */
  | 'declined'
  /** A listener threw while the event was dispatched. */
  | 'threw'
  /** `waitUntil()` got something that is no promise. */
  | 'no-promise'
  /** `waitUntil()` was called after the host's consent had been taken, and before the order was sent. */
  | 'late'
  /** A payment is required, and no listener called `waitUntil()`. */
  | 'unpaid';

/**
 * Buy was pressed and nothing has been sent yet. Take the payment here and give its promise to `waitUntil()`.
 *
 * Nothing is ordered when the promise rejects or fulfils with `false`; when `preventDefault()` was called at any time
 * before that; when a listener threw while the event was dispatched; when `waitUntil()` got something that is no
 * promise; when `waitUntil()` was called too late and nothing had been sent. With `require-payment` nothing is ordered
 * either unless a listener called `waitUntil()`.
 *
 * `resumed` says that this same reference was offered before and the page died before the order was sent: look up
 * whether it is paid already.
 */
export class EsimBeforeOrderEvent extends DetailEvent<{
  readonly reference: string;
  readonly plan: Plan;
  readonly resumed: boolean;
}> {
  static override readonly type = 'esim-before-order';
  readonly #held: Promise<unknown>[] = [];
  #taking: 'consent' | 'late-calls' | 'nothing' = 'consent';
  #veto: Veto | undefined;
  #isPaid = false;

  constructor(detail: EsimBeforeOrderEvent['detail']) {
    super(detail, { ...PUBLIC, cancelable: true });
  }

  /**
   * Holds the order until `promise` fulfils. To be called while the event is dispatched, or by work that is held already.
   * @throws TypeError where `promise` is no promise. Nothing is ordered then.
   * @throws DOMException `InvalidStateError` where nothing is held any more. Nothing is ordered then, unless it was sent.
   */
  waitUntil(promise: PromiseLike<unknown>): void {
    if (typeof promise?.then !== 'function') {
      this.refuse('no-promise');
      throw new TypeError(
        'waitUntil() takes a promise: call the function and pass what it returns.',
      );
    }
    if (this.#taking !== 'consent') {
      if (this.#taking === 'late-calls') this.refuse('late');
      throw new DOMException('waitUntil() was called too late.', 'InvalidStateError');
    }
    this.#held.push(Promise.resolve(promise));
  }

  /** @internal Nothing may be ordered. The first reason stands. */
  refuse(veto: Veto): void {
    this.#veto ??= veto;
  }

  /** @internal Whether work that was held has fulfilled: the host may hold a payment. */
  get isPaid(): boolean {
    return this.#isPaid;
  }

  /**
   * @internal Waits for everything that is held, work that is added meanwhile included.
   * @param required a listener must have called `waitUntil()`
   */
  async consent(required: boolean): Promise<Veto | undefined> {
    try {
      for (let done = 0; done < this.#held.length; ) {
        const batch = this.#held.slice(done);
        done = this.#held.length;
        const results = await Promise.all(batch);
        this.#isPaid ||= !results.includes(false);
        if (results.includes(false)) this.refuse('declined');
      }
    } catch {
      this.refuse('rejected');
    }
    this.#taking = 'late-calls';
    if (this.defaultPrevented) this.refuse('prevented');
    if (required && this.#held.length === 0) this.refuse('unpaid');
    return this.#veto;
  }

  /** @internal The order is sent now, unless there is a veto. */
  seal(): Veto | undefined {
    if (this.defaultPrevented) this.refuse('prevented');
    if (!this.#veto) this.#taking = 'nothing';
    return this.#veto;
  }
}

/** The API accepted the order. `status` is the API's own. */
export class EsimOrderPlacedEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  readonly status: string;
}> {
  static override readonly type = 'esim-order-placed';
}

/** Fulfilment takes longer than the inline minute. */
export class EsimOrderPendingEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
}> {
  static override readonly type = 'esim-order-pending';
}

/** The activation code was captured and saved. */
export class EsimDeliveredEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  readonly iccid: string;
  /** Gigabytes, where the order says so: what the customer got, whatever was chosen. */
  readonly dataGb?: number;
  /** Days, where the order says so. */
  readonly validityDays?: number;
}> {
  static override readonly type = 'esim-delivered';
}

/** The order was refused, failed or cancelled for good: refund your customer. */
export class EsimOrderFailedEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId?: number;
  readonly code: string;
  readonly userFixable: boolean;
}> {
  static override readonly type = 'esim-order-failed';
}

/** The API says that the eSIM is installed. */
export class EsimInstalledEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  readonly iccid: string;
  /** ISO 8601. */
  readonly installedAt?: string;
}> {
  static override readonly type = 'esim-installed';
}

/** The API says that validity has ended. */
export class EsimExpiredEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  readonly iccid: string;
}> {
  static override readonly type = 'esim-expired';
}

/** An install link was followed; says nothing about success. */
export class EsimInstallStartEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number | undefined;
  readonly platform: InstallPlatform;
}> {
  static override readonly type = 'esim-install-start';
}

/** What a customer asks for with a button of `<esim-order-status>`. */
export abstract class OrderRequestEvent extends Event {
  /** @internal What was given to `waitUntil()`. */
  work: Promise<unknown> | undefined;
  /** The `type` of each event of the class. */
  declare static readonly type: string;

  constructor() {
    super(new.target.type, PUBLIC);
  }

  /** Shows the button as busy until `work` has settled. To be called while the event is dispatched. */
  waitUntil(work: Promise<unknown>): void {
    this.work = work;
  }
}

/** `<esim-order-status>`: look at this order now. */
export class EsimRefreshRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-refresh-request';
}

/** `<esim-order-status>`: try again what failed, with the same reference. */
export class EsimRetryRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-retry-request';
}

/** `<esim-order-status>`: back to the plans. */
export class EsimChooseAnotherRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-choose-another-request';
}

/** `<esim-order-status>`: the same plan again, as a new purchase. */
export class EsimBuyAgainRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-buy-again-request';
}
