// The events of an order, from Buy on.
import type { InstallPlatform } from '../core/lpa.js';
import type { Plan } from '../core/types.js';
import { DetailEvent, PUBLIC } from './detail-event.js';

/** The reason why nothing may be ordered. */
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
  /** `waitUntil()` was called after the host's consent was complete, and before the order was sent. */
  | 'late'
  /** A payment is required, and no listener called `waitUntil()`. */
  | 'unpaid';

/**
 * The customer pressed Buy, or the host called `buy()`. Nothing has been sent yet. Take the payment here and pass its
 * promise to `waitUntil()`.
 *
 * Nothing is ordered in any of these cases:
 * - a promise rejects or fulfils with `false`;
 * - `preventDefault()` was called, at any time before the promise fulfilled;
 * - a listener threw while the event was dispatched;
 * - `waitUntil()` got something that is no promise;
 * - `waitUntil()` was called too late, and nothing had been sent;
 * - `require-payment` is set, and no listener called `waitUntil()`.
 *
 * `reference` is the order's `client_reference`, unique for ever. `resumed`: the same reference was offered before, and
 * the page died before the order was sent. Check first whether the customer has paid already.
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
   * Holds the order until `promise` fulfils. Call it while the event is dispatched, or from work that already holds
   * the order.
   * @throws TypeError if `promise` is no promise. Nothing is ordered then.
   * @throws DOMException `InvalidStateError` if it is called too late. Nothing is ordered then, unless the order was
   * sent.
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

  /** @internal Nothing may be ordered. The first reason counts. */
  refuse(veto: Veto): void {
    this.#veto ??= veto;
  }

  /** @internal Whether a promise that held the order has fulfilled. The host may then hold a payment. */
  get isPaid(): boolean {
    return this.#isPaid;
  }

  /**
   * @internal Waits for every promise that holds the order, also for those that are added in the meantime.
   * @param required a listener must have called `waitUntil()`
   * @returns why nothing may be ordered; `undefined` if the host agrees
   */
  async consent(required: boolean): Promise<Veto | undefined> {
    for (let done = 0; done < this.#held.length; ) {
      const batch = this.#held.slice(done);
      done = this.#held.length;
      // All of them: while one has rejected, the customer may still be paying in another.
      for (const result of await Promise.allSettled(batch)) {
        if (result.status === 'rejected') this.refuse('rejected');
        else if (result.value === false) this.refuse('declined');
        else this.#isPaid = true;
      }
    }
    this.#taking = 'late-calls';
    if (this.defaultPrevented) this.refuse('prevented');
    if (required && this.#held.length === 0) this.refuse('unpaid');
    return this.#veto;
  }

  /**
   * @internal Called right before the order is sent.
   * @returns why nothing may be ordered; `undefined` if the order may be sent
   */
  seal(): Veto | undefined {
    if (this.defaultPrevented) this.refuse('prevented');
    if (!this.#veto) this.#taking = 'nothing';
    return this.#veto;
  }
}

/**
 * The API accepted the order. `reference`: the order's `client_reference`. `orderId`: the API's order id. `status`:
 * the API's own, e.g. `DELIVERED`.
 */
export class EsimOrderPlacedEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  readonly status: string;
}> {
  static override readonly type = 'esim-order-placed';
}

/** Fulfilment takes longer than the minute for which the API holds its answer. The element keeps asking. */
export class EsimOrderPendingEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
}> {
  static override readonly type = 'esim-order-pending';
}

/** The API delivered the eSIM, and the element has saved its activation code. */
export class EsimDeliveredEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  /** The eSIM's serial number; empty if the API has not given it. */
  readonly iccid: string;
  /** Gigabytes that the order says, if it does. They may differ from the chosen plan. */
  readonly dataGb?: number;
  /** Days that the order says, if it does. They may differ from the chosen plan. */
  readonly validityDays?: number;
}> {
  static override readonly type = 'esim-delivered';
}

/**
 * The order was refused, failed, was cancelled or was withdrawn, and this is final: refund your customer. `orderId`
 * is missing if the API has no order. `code`: the API's code, or `WITHDRAWN` if the order was never sent.
 * `userFixable`: the customer can choose another plan.
 */
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
  /** The eSIM's serial number; empty if the API has not given it. */
  readonly iccid: string;
  /** ISO 8601. */
  readonly installedAt?: string;
}> {
  static override readonly type = 'esim-installed';
}

/** The API says that the eSIM's validity has ended. */
export class EsimExpiredEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number;
  /** The eSIM's serial number; empty if the API has not given it. */
  readonly iccid: string;
}> {
  static override readonly type = 'esim-expired';
}

/**
 * The customer followed an install link. This does not mean that the eSIM is installed. `reference` and `orderId` are
 * the card's properties: empty and `undefined` if they are not set.
 */
export class EsimInstallStartEvent extends DetailEvent<{
  readonly reference: string;
  readonly orderId: number | undefined;
  readonly platform: InstallPlatform;
}> {
  static override readonly type = 'esim-install-start';
}

/** The customer asks for something with a button of `<esim-order-status>`. */
export abstract class OrderRequestEvent extends Event {
  /** @internal The promise that was passed to `waitUntil()`. */
  work: Promise<unknown> | undefined;
  /** The `type` of each event of the class. */
  declare static readonly type: string;

  constructor() {
    super(new.target.type, PUBLIC);
  }

  /** Shows the button as busy until `work` has settled. Call it while the event is dispatched. */
  waitUntil(work: Promise<unknown>): void {
    this.work = work;
  }
}

/** `<esim-order-status>`: the customer asks for the order's status now. */
export class EsimRefreshRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-refresh-request';
}

/** `<esim-order-status>`: the customer asks to retry what failed. An order keeps its reference. */
export class EsimRetryRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-retry-request';
}

/** `<esim-order-status>`: the customer wants to see the plans again. */
export class EsimChooseAnotherRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-choose-another-request';
}

/** `<esim-order-status>`: the customer wants the same plan again, as a new purchase. */
export class EsimBuyAgainRequestEvent extends OrderRequestEvent {
  static override readonly type = 'esim-buy-again-request';
}
