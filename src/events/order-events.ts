// The events of an order, from Buy on.
import type { InstallPlatform } from '../core/lpa.js';
import type { Plan } from '../core/types.js';
import { DetailEvent, PUBLIC } from './detail-event.js';

/**
 * Buy was pressed and nothing has been sent yet. `preventDefault()`, or a rejected promise given to
 * `waitUntil()`, means that nothing is ordered. `resumed` says that this same reference was offered
 * before and the page died before the order was sent: look up whether it is paid already.
 */
export class EsimBeforeOrderEvent extends DetailEvent<{
  readonly reference: string;
  readonly plan: Plan;
  readonly resumed: boolean;
}> {
  static override readonly type = 'esim-before-order';
  readonly #held: Promise<unknown>[] = [];
  #open = true;

  constructor(detail: EsimBeforeOrderEvent['detail']) {
    super(detail, { ...PUBLIC, cancelable: true });
  }

  /**
   * Holds the order until `promise` resolves.
   * @throws DOMException `InvalidStateError` after the event's dispatch has ended and nothing is held any more.
   */
  waitUntil(promise: Promise<unknown>): void {
    if (!this.#open) throw new DOMException('waitUntil was called too late', 'InvalidStateError');
    this.#held.push(Promise.resolve(promise));
  }

  /** Resolves when everything held has resolved, work added meanwhile included. Used by the element. */
  async settled(): Promise<void> {
    for (let done = 0; done < this.#held.length; ) {
      const batch = this.#held.slice(done);
      done = this.#held.length;
      await Promise.all(batch);
    }
    this.#open = false;
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
