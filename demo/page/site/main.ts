// One partner's page. The stage shows it in its frames; it also stands alone.
import { render } from 'lit';
import type { EsimCheckout } from '../../../src/index.js';
import { connectBackend } from '../../backend/connect.js';
import { toSiteMessage } from '../messages.js';
import { siteOf } from '../sites.js';
import { contentOf } from './content.js';
import { simulatePhone } from './device.js';
import { type Network, watchNetwork } from './network.js';
import { takePayment } from './payment.js';
import { applyToElement, readSiteView, type SiteView } from './view.js';

await connectBackend();

function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}.`);
  return found as T;
}

const checkout = byId<EsimCheckout>('checkout');
const payment = byId<HTMLDialogElement>('payment');
const stage = parent === window ? undefined : parent;
let view = readSiteView(location.search);
let shown: string | undefined;

if (view.device === 'phone') simulatePhone();
const network: Network = watchNetwork((request) => {
  stage?.postMessage({ type: 'request', request, device: view.device }, location.origin);
});

function show(next: SiteView): void {
  view = next;
  const root = document.documentElement;
  const site = siteOf(view.site);
  root.dataset.theme = site.id;
  root.dataset.scheme = view.scheme;
  if (shown !== site.id) {
    shown = site.id;
    document.title = site.name;
    const content = contentOf(site.id);
    for (const id of ['bar', 'hero', 'story', 'extra', 'foot'] as const) {
      render(content[id], byId(id));
      byId(id).hidden = content[id] === undefined;
    }
    byId('esim-title').textContent = content.title;
    byId('esim-lead').textContent = content.lead;
    checkout.supportUrl = `mailto:${site.mail}`;
  }
  applyToElement(view, checkout);
}

show(view);
checkout.addEventListener('esim-before-order', (event) => {
  event.waitUntil(takePayment(payment, view.pay));
});
addEventListener('message', (event) => {
  const message = event.source === stage ? toSiteMessage(event) : undefined;
  if (message?.type === 'view') show(message.view);
  if (message?.type === 'offline') network.goOffline(message.offline);
  if (message?.type === 'spoil-token') network.spoilToken();
});
stage?.postMessage({ type: 'ready', device: view.device }, location.origin);
