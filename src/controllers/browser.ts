import { OrdersApi } from '../core/api/orders.js';
import type { Activity } from '../core/polling/poller.js';
import type { Channel, Message } from '../core/purchase/environment.js';

/** Orders, with the browser asking before a page is left while one is being placed. */
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

/** What the tabs and elements of one customer tell each other. */
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
      // A removed element may still have a last fact to tell.
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

/** Active means visible and online. */
export const browserActivity: Activity = {
  active: () => document.visibilityState === 'visible' && navigator.onLine,
  subscribe(listener) {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    document.addEventListener('visibilitychange', listener, options);
    window.addEventListener('online', listener, options);
    window.addEventListener('offline', listener, options);
    return () => stop.abort();
  },
};

/** Unique for ever; `crypto.randomUUID` is missing on insecure pages. */
export function newReference(prefix: string): string {
  if (crypto.randomUUID) return prefix + crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return prefix + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Resolves when the page has run its scripts, so that a host's listeners are there, or `atMostMs` later; nothing where it has. */
export function pageLoaded(atMostMs?: number): Promise<void> | undefined {
  return document.readyState === 'complete'
    ? undefined
    : new Promise((resolve) => {
        window.addEventListener('load', () => resolve(), { once: true });
        if (atMostMs !== undefined) setTimeout(resolve, atMostMs);
      });
}
