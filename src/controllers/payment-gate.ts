import { CheckoutError } from '../core/errors.js';
import type { Consent, Offer } from '../core/purchase/environment.js';
import { EsimBeforeOrderEvent, type Veto } from '../events/order-events.js';
import { pageLoaded } from './browser.js';

export interface GateHost extends HTMLElement {
  requirePayment: boolean;
}

/** What the page's developer reads: what stopped the order, and for a mistake how to mend it. */
const WORDS: Readonly<Record<Veto, string>> = {
  prevented: 'A listener of esim-before-order called preventDefault(): nothing is ordered.',
  rejected: 'The promise given to waitUntil() rejected: nothing is ordered.',
  declined: 'The promise given to waitUntil() fulfilled with false: nothing is ordered.',
  threw:
    'A listener of esim-before-order threw: nothing is ordered. Mend the listener, or catch what does not matter to the payment.',
  'no-promise':
    'waitUntil() got no promise: nothing is ordered. Call the function that takes the payment, and pass the promise it returns.',
  late: 'waitUntil() was called too late: nothing is ordered. Call it in the listener of esim-before-order, before the first await.',
  unpaid:
    'require-payment is set, and no listener of esim-before-order called waitUntil(): nothing is ordered. Call event.waitUntil(promise) in the listener, before the first await.',
};
const MISTAKES: readonly Veto[] = ['threw', 'no-promise', 'late', 'unpaid'];

/**
 * Offers an order to the host and waits for the payment. A resumed offer waits for the page's `load`, so that the
 * listeners are there.
 * @throws CheckoutError `authorization` or `payment-required` where nothing may be ordered
 */
export async function askHost(host: GateHost, offer: Offer, signal: AbortSignal): Promise<Consent> {
  if (offer.resumed) await pageLoaded();
  signal.throwIfAborted();
  const event = new EsimBeforeOrderEvent(offer);
  if (throwsOn(host, event)) event.refuse('threw');
  const veto = await event.consent(host.requirePayment);
  if (veto) throw toError(veto, event);
  return {
    seal() {
      const late = event.seal();
      return late && toError(late, event);
    },
  };
}

function toError(veto: Veto, { isPaid }: EsimBeforeOrderEvent): CheckoutError {
  const code = veto === 'unpaid' ? 'payment-required' : 'authorization';
  return new CheckoutError(code, WORDS[veto], {
    isMistake: MISTAKES.includes(veto),
    // Who called preventDefault() or answered false knows that there is nothing to give back.
    mayBePaid: isPaid && MISTAKES.includes(veto),
  });
}

/** Dispatches the event. @returns whether a listener threw, which a browser reports on `window` before it returns */
function throwsOn(host: HTMLElement, event: Event): boolean {
  let threw = false;
  const note = ({ target, currentTarget }: Event): void => {
    // A picture that does not load is reported on the picture.
    threw ||= target === currentTarget;
  };
  const windows = new Set([window, host.ownerDocument.defaultView ?? window]);
  for (const each of windows) each.addEventListener('error', note, true);
  host.dispatchEvent(event);
  for (const each of windows) each.removeEventListener('error', note, true);
  return threw;
}
