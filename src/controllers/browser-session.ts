import type { ReactiveElement } from 'lit';
import type { Client } from '../core/client.js';
import { systemClock } from '../core/clock.js';
import { defined } from '../core/defined.js';
import { CheckoutError } from '../core/errors.js';
import type { Environment, Milestone } from '../core/purchase/environment.js';
import { forget } from '../core/purchase/forget.js';
import { Journal } from '../core/purchase/journal.js';
import type { PurchaseRecord } from '../core/purchase/record.js';
import { PurchaseSession } from '../core/purchase/session.js';
import {
  EsimDeliveredEvent,
  EsimExpiredEvent,
  EsimInstalledEvent,
  EsimOrderFailedEvent,
  EsimOrderPendingEvent,
  EsimOrderPlacedEvent,
} from '../events/order-events.js';
import {
  browserActivity,
  browserChannel,
  newReference,
  PageOrders,
  pageLoaded,
} from './browser.js';
import { baseOf } from './client-controller.js';
import { sharedStore } from './client-pool.js';
import { browserLocks } from './locks.js';
import { askHost } from './payment-gate.js';

/** An outcome is told then at the latest: a picture that does not come must not hold up an order. */
const HOST_READY_MS = 10_000;

/** The element whose purchases these are. */
export interface SessionHost extends ReactiveElement {
  apiBase: string;
  customer: string;
  referencePrefix: string;
  requirePayment: boolean;
  /** Reports what stops or degrades the flow. */
  report(error: CheckoutError): void;
}

const scopeOf = (base: string, customer: string): string => JSON.stringify([base, customer]);

function journalFor(host: SessionHost, base: string): Journal {
  let reported = false;
  return new Journal({
    store: sharedStore(),
    base,
    customer: host.customer,
    onTrouble() {
      if (reported) return;
      reported = true;
      host.report(new CheckoutError('storage', 'IndexedDB cannot be used.'));
    },
    onUnreadable() {
      host.report(
        new CheckoutError('storage-unreadable', 'A stored purchase cannot be read; it was kept.'),
      );
    },
  });
}

/** What is on this device, with a session or without. */
export type Shelf = Pick<PurchaseSession, 'purchases' | 'forget'>;

/** A customer's purchases where there is no client, and so no session: after a sign-out, say. */
export function storedPurchases(host: SessionHost): Shelf {
  const base = baseOf(host.apiBase) ?? '';
  const journal = journalFor(host, base);
  const channel = browserChannel(scopeOf(base, host.customer));
  return {
    purchases: () => journal.list(),
    forget: async (reference) => {
      await forget({ journal, channel, announce: announceTo(host) }, reference);
    },
  };
}

/** A purchase session in a browser page, speaking to the host in events. */
export function browserSession(host: SessionHost, client: Client): PurchaseSession {
  const scope = scopeOf(client.base, host.customer);
  return new PurchaseSession({
    clock: systemClock,
    random: Math.random,
    sender: Math.random(),
    journal: journalFor(host, client.base),
    orders: new PageOrders(client.http),
    locks: browserLocks,
    channel: browserChannel(scope),
    activity: browserActivity,
    scope,
    newReference: () => newReference(host.referencePrefix),
    hostReady: () => pageLoaded(HOST_READY_MS),
    authorize: (offer, signal) => askHost(host, offer, signal),
    announce: announceTo(host),
    trouble: (error) => host.report(error),
  });
}

const announceTo =
  (host: SessionHost): Environment['announce'] =>
  (milestone, record) =>
    host.dispatchEvent(eventOf(milestone, record));

function eventOf(milestone: Milestone, record: PurchaseRecord): Event {
  const { reference, iccid = '', orderId = 0, installedAt, failure, dataGb, validityDays } = record;
  const placed = { reference, orderId };
  const issued = { ...placed, iccid };
  switch (milestone) {
    case 'placed':
      return new EsimOrderPlacedEvent({ ...placed, status: STATUS[record.phase] ?? 'PENDING' });
    case 'pending':
      return new EsimOrderPendingEvent(placed);
    case 'delivered':
      void keepStorage();
      return new EsimDeliveredEvent(defined({ ...issued, dataGb, validityDays }));
    case 'installed':
      return new EsimInstalledEvent(defined({ ...issued, installedAt }));
    case 'expired':
      return new EsimExpiredEvent(issued);
    default: {
      const { code = 'UNKNOWN', userFixable = false } = failure ?? {};
      return new EsimOrderFailedEvent(
        defined({ reference, code, userFixable, orderId: record.orderId }),
      );
    }
  }
}

/** The API's word for a phase that a placed order can be in. */
const STATUS: Readonly<Partial<Record<PurchaseRecord['phase'], string>>> = {
  delivered: 'DELIVERED',
  installed: 'DELIVERED',
  expired: 'DELIVERED',
  failed: 'FAILED',
  processing: 'FAILED',
  cancelled: 'CANCELLED',
};

/** Asks the browser not to evict what it stores for this site; asked for once there is a code to lose. */
async function keepStorage(): Promise<void> {
  try {
    await navigator.storage?.persist?.();
  } catch {
    // Only a hint: without it the customer is still urged to save the code.
  }
}
