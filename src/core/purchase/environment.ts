import type { OrdersApi } from '../api/orders.js';
import type { Clock } from '../clock.js';
import type { CheckoutError } from '../errors.js';
import type { Activity } from '../polling/poller.js';
import type { Plan } from '../types.js';
import type { Journal } from './journal.js';
import type { PurchaseRecord } from './record.js';

/** Who may act on a purchase: one at a time among all tabs and elements. */
export interface Locks {
  /** Runs `task` once the lock is free; rejects with the abort reason while it waits. */
  run<T>(name: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

/** What tabs and elements tell each other: which purchase to look at, never what is in it. */
export type Message =
  | { type: 'changed'; reference: string }
  /** `told`: the host was told there that the purchase is withdrawn. */
  | { type: 'forgotten'; reference: string; told?: boolean }
  /** An intent that was declined, unless a tab without locks has gone on with it. */
  | { type: 'withdrawn'; reference: string }
  /** A page has waited long for its turn. Who has the turn and lives answers `acting`. */
  | { type: 'who-acts'; reference: string }
  | { type: 'acting'; reference: string };

export interface Channel {
  post(message: Message): void;
  listen(listener: (message: Message) => void): () => void;
}

/** What happened to an order that a host may want to act on; `failed` in whatever way, so that it refunds once. */
export type Milestone = 'placed' | 'pending' | 'delivered' | 'failed' | 'installed' | 'expired';

export interface Offer {
  reference: string;
  plan: Plan;
  resumed: boolean;
}

/** The host agreed to an order. */
export interface Consent {
  /** Asked right before the order is sent. @returns why nothing may be ordered after all */
  seal(): CheckoutError | undefined;
}

/** Everything a session needs from outside. */
export interface Environment {
  clock: Clock;
  random: () => number;
  /** Unlike any other session's, so that one tab's attempts are told from another's. */
  sender: number;
  journal: Journal;
  orders: OrdersApi;
  locks: Locks;
  channel: Channel;
  activity: Activity;
  /** What separates this customer's locks from others'. */
  scope: string;
  newReference(): string;
  /** Resolves once the host's listeners can be expected to be there; nothing where they are. */
  hostReady(): Promise<void> | undefined;
  /**
   * Lets the host take the payment.
   * @throws CheckoutError where nothing may be ordered; the abort reason where it was aborted before the host was asked
   */
  authorize(offer: Offer, signal: AbortSignal): Promise<Consent>;
  announce(milestone: Milestone, record: PurchaseRecord): void;
  trouble(error: CheckoutError): void;
}
