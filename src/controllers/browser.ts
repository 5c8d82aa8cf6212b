import type { ReactiveElement } from 'lit';
import { OrdersApi } from '../core/api/orders.js';
import type { Activity } from '../core/polling/poller.js';
import type { Channel, Message } from '../core/purchase/environment.js';

/** The order calls. While an order is being placed, the browser asks the customer before they leave the page. */
export class PageOrders extends OrdersApi {
  override async place(...order: Parameters<OrdersApi['place']>): ReturnType<OrdersApi['place']> {
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    try {
      return await super.place(...order);
    } finally {
      window.removeEventListener('beforeunload', ask);
    }
  }
}

/** The channel among the tabs and elements of one customer. */
export function browserChannel(scope: string): Channel {
  const name = `esim-checkout ${scope}`;
  const open = () => {
    try {
      return new BroadcastChannel(name);
    } catch {
      return undefined;
    }
  };
  let channel: BroadcastChannel | undefined;
  return {
    post(message) {
      // A removed element has closed its channel, but it may still have a message to send.
      const target = channel ?? open();
      target?.postMessage(message);
      if (target !== channel) target?.close();
    },
    listen(listener) {
      channel = open();
      if (channel) channel.onmessage = ({ data }) => isMessage(data) && listener(data);
      return () => {
        channel?.close();
        channel = undefined;
      };
    },
  };
}

const MESSAGES = ['changed', 'forgotten', 'withdrawn', 'who-acts', 'acting'];

function isMessage(data: unknown): data is Message {
  return (
    typeof data === 'object' &&
    data !== null &&
    'reference' in data &&
    typeof data.reference === 'string' &&
    'type' in data &&
    MESSAGES.includes(String(data.type))
  );
}

/** One for each element: it moves along when that is put into another document. */
const activities = new WeakMap<ReactiveElement, Activity>();

/** Active means visible, where the element is, and online, as far as the browser knows. */
export function activityOf(host: ReactiveElement): Activity {
  const known = activities.get(host);
  if (known) return known;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let page = host.ownerDocument;
  const follow = () => {
    page.removeEventListener('visibilitychange', tell);
    page = host.ownerDocument;
    const change = listeners.size > 0 ? 'addEventListener' : 'removeEventListener';
    page[change]('visibilitychange', tell);
    window[change]('online', tell);
    window[change]('offline', tell);
  };
  host.addController({
    hostConnected() {
      follow();
      tell(); // What was out of sight there may be seen here.
    },
  });
  const seen = () => host.ownerDocument.visibilityState === 'visible';
  const activity: Activity = {
    active: () => seen() && navigator.onLine,
    seen,
    subscribe(listener) {
      listeners.add(listener);
      follow();
      return () => {
        listeners.delete(listener);
        follow();
      };
    },
  };
  activities.set(host, activity);
  return activity;
}

/** Makes a globally unique reference. `crypto.randomUUID` is missing on insecure pages. */
export function newReference(prefix: string): string {
  if (typeof crypto.randomUUID === 'function') return prefix + crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Resolves at the page's `load` event, when the host's scripts have run, or after `atMostMs`. `undefined` if the page
 * has loaded already.
 */
export function pageLoaded(atMostMs?: number): Promise<void> | undefined {
  return document.readyState === 'complete'
    ? undefined
    : new Promise((resolve) => {
        window.addEventListener('load', () => resolve(), { once: true });
        if (atMostMs !== undefined) setTimeout(resolve, atMostMs);
      });
}
