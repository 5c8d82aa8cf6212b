import { CheckoutError } from '../core/errors.js';
import type { Consent, Offer } from '../core/purchase/environment.js';
import { EsimBeforeOrderEvent, type Veto } from '../events/order-events.js';
import { pageLoaded } from './browser.js';

export interface GateHost extends HTMLElement {
  requirePayment: boolean;
}

/** Messages for the host's developer: what stopped the order, and how to fix a mistake. */
const WORDS: Readonly<Record<Veto, string>> = {
  prevented: 'A listener of esim-before-order called preventDefault(): nothing is ordered.',
  rejected: 'The promise given to waitUntil() rejected: nothing is ordered.',
  declined: 'The promise given to waitUntil() fulfilled with false: nothing is ordered.',
  threw:
    'A listener of esim-before-order threw: nothing is ordered. Mend it, or catch what does not matter to the payment.',
  'no-promise': 'waitUntil() got no promise: nothing is ordered. Pass the promise of the payment.',
  late: 'waitUntil() was called too late: nothing is ordered. Call it in the listener, before the first await.',
  unpaid:
    'require-payment is set, and no listener of esim-before-order called waitUntil(): nothing is ordered. Call event.waitUntil(promise) in the listener, before the first await.',
};
const MISTAKES: readonly Veto[] = ['threw', 'no-promise', 'late', 'unpaid'];

/**
 * Offers an order to the host and waits for the payment. A resumed offer first waits for the page's `load`, so that
 * the host's listeners exist.
 * @throws CheckoutError `authorization` or `payment-required` if nothing may be ordered; the abort reason if `signal`
 * was aborted before the host was asked
 */
export async function askHost(host: GateHost, offer: Offer, signal: AbortSignal): Promise<Consent> {
  if (offer.resumed) await pageLoaded();
  signal.throwIfAborted();
  const event = new EsimBeforeOrderEvent(offer);
  if (throwsOn(host, event)) event.refuse('threw');
  const veto = await event.consent(requiresPayment(host));
  if (veto) throw toError(veto, event);
  return {
    seal() {
      const late = event.seal();
      return late && toError(late, event);
    },
  };
}

/**
 * A framework may set the property to the empty text of the attribute, or to another word: only `false` and no value
 * are no. If the tag is not registered yet, React sets an attribute with the name of the property.
 */
function requiresPayment(host: GateHost): boolean {
  return (host.requirePayment ?? false) !== false || host.hasAttribute('requirepayment');
}

function toError(veto: Veto, { isPaid, detail }: EsimBeforeOrderEvent): CheckoutError {
  const code = veto === 'unpaid' ? 'payment-required' : 'authorization';
  const isMistake = MISTAKES.includes(veto);
  return new CheckoutError(code, WORDS[veto], {
    isMistake,
    isUndecided: isMistake && detail.resumed && !isPaid,
    // A host that called preventDefault() knows itself whether there is something to refund.
    mayBePaid: isPaid && veto !== 'prevented',
  });
}

/**
 * Dispatches the event.
 * @returns whether a listener threw: the browser reports that on `window` before `dispatchEvent()` returns
 */
function throwsOn(host: HTMLElement, event: Event): boolean {
  let threw = false;
  const note = ({ target, currentTarget }: Event): void => {
    // An error event of a picture that fails to load has the picture as its target.
    threw ||= target === currentTarget;
  };
  const windows = new Set([window, host.ownerDocument.defaultView ?? window]);
  for (const each of windows) each.addEventListener('error', note, true);
  host.dispatchEvent(event);
  for (const each of windows) each.removeEventListener('error', note, true);
  return threw;
}
