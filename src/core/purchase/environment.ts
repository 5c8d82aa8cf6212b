import type { OrdersApi } from '../api/orders.js';
import type { Clock } from '../clock.js';
import type { CheckoutError } from '../errors.js';
import type { Activity } from '../polling/poller.js';
import type { Plan } from '../types.js';
import type { Journal } from './journal.js';
import type { PurchaseRecord } from './record.js';

/** Locks among all tabs and elements: one of them acts on a purchase at a time. */
export interface Locks {
  /** Runs `task` once the lock is free. Rejects with the abort reason if `signal` is aborted during the wait. */
  run<T>(name: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

/** Messages among tabs and elements. They carry references only, never the data of a purchase. */
export type Message =
  | { type: 'changed'; reference: string }
  /** The purchase was deleted. `told`: the sending tab has reported its withdrawal to the host. */
  | { type: 'forgotten'; reference: string; told?: boolean }
  /**
   * The host declined the intent in the sending tab, so it was withdrawn. Without locks, a tab that has already sent
   * its order continues.
   */
  | { type: 'withdrawn'; reference: string }
  /**
   * A page has waited long for its turn. The page that has the turn answers `acting`, unless it is frozen or dead.
   */
  | { type: 'who-acts'; reference: string }
  | { type: 'acting'; reference: string };

export interface Channel {
  post(message: Message): void;
  listen(listener: (message: Message) => void): () => void;
}

/**
 * A state of an order that is reported to the host. `failed` covers every kind of failure, so that the host refunds
 * once.
 */
export type Milestone = 'placed' | 'pending' | 'delivered' | 'failed' | 'installed' | 'expired';

export interface Offer {
  reference: string;
  plan: Plan;
  resumed: boolean;
}

/** The host agreed to an order. */
export interface Consent {
  /**
   * Called right before the order is sent.
   * @returns the host's late veto; `undefined` if the order may be sent
   */
  seal(): CheckoutError | undefined;
}

/** Everything a session needs from outside. */
export interface Environment {
  clock: Clock;
  random: () => number;
  /** A number that no other session has. It tells one tab's attempts from another's. */
  sender: number;
  journal: Journal;
  orders: OrdersApi;
  locks: Locks;
  channel: Channel;
  activity: Activity;
  /** Part of every lock's name. It separates this customer's locks from other customers' locks. */
  scope: string;
  newReference(): string;
  /** Resolves when the host has had time to add its listeners; `undefined` if it already has. */
  hostReady(): Promise<void> | undefined;
  /**
   * Asks the host to take the payment.
   * @throws CheckoutError if nothing may be ordered; the abort reason if `signal` was aborted before the host was
   * asked
   */
  authorize(offer: Offer, signal: AbortSignal): Promise<Consent>;
  /** Reports a milestone to the host, as an event. */
  announce(milestone: Milestone, record: PurchaseRecord): void;
  /** Reports an error to the host, as `esim-error`. */
  trouble(error: CheckoutError): void;
}
