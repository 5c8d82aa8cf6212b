import 'esim-checkout/define';
import type { EsimCheckout, Plan } from 'esim-checkout';
import { retailPrice } from '../price.js';
import { payOn } from './payment-frame.js';

const checkout = document.querySelector('esim-checkout') as EsimCheckout;
checkout.priceOf = retailPrice;

checkout.addEventListener('esim-before-order', (event) => {
  event.waitUntil(takePayment(event.detail.reference, event.detail.plan));
});
checkout.addEventListener('esim-order-failed', (event) => {
  reportFailed(event.detail.reference);
});

async function takePayment(reference: string, { productId, variantId }: Plan): Promise<boolean> {
  let isPaid = false;
  try {
    const answer = await post('/pay', { reference, productId, variantId });
    if (!answer.ok) return false; // nothing is ordered
    const { status, url } = await answer.json();
    isPaid = status === 'paid' || (await payOn(url)); // your provider's page; true once it says "paid"
    return isPaid;
  } finally {
    if (!isPaid) reportFailed(reference); // the provider may have the money all the same
  }
}

/** A hint. When it is lost, the server looks by itself, later. */
function reportFailed(reference: string): void {
  post('/order-failed', { reference }).catch(() => {});
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
  });
}
