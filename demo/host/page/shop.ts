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
  post('/order-failed', { reference: event.detail.reference });
});

async function takePayment(reference: string, { productId, variantId }: Plan): Promise<boolean> {
  const answer = await post('/pay', { reference, productId, variantId });
  if (!answer.ok) return false; // nothing is ordered
  const { status, url } = await answer.json();
  return status === 'paid' || payOn(url); // your provider's page; true once it says "paid"
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
  });
}
