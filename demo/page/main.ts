import type { EsimCheckout } from '../../src/index.js';
import { logEvents } from './event-log.js';
import { connectPanel } from './panel.js';
import { askForPayment } from './payment.js';
import { applyView, readView } from './view.js';

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
  // `require-payment`: the order waits for a promise. By itself this page asks for no money.
  const asks = readView(location.search).pay === 'ask';
  event.waitUntil(asks ? askForPayment(payment) : Promise.resolve());
});
logEvents(checkout, byId('log'));
connectPanel({
  checkout,
  form: byId('panel-form'),
  status: byId('panel-status'),
  dot: byId('panel-dot'),
  view,
});
