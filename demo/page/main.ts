import type { EsimCheckout } from '../../src/index.js';
import { connectBackend } from '../backend/connect.js';
import { logEvents } from './event-log.js';
import { connectPanel } from './panel.js';
import { takePayment } from './payment.js';
import { applyView, readView } from './view.js';

await connectBackend();

function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found as T;
}

const checkout = byId<EsimCheckout>('checkout');
const payment = byId<HTMLDialogElement>('payment');
const view = readView(location.search);

applyView(view, checkout);
checkout.addEventListener('esim-before-order', (event) => {
  event.waitUntil(takePayment(payment, readView(location.search).pay === 'ask'));
});
logEvents(checkout, byId('log'));
connectPanel({
  checkout,
  form: byId('panel-form'),
  status: byId('panel-status'),
  dot: byId('panel-dot'),
  view,
});
