import { expect, fixture } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { LanguageController } from '../../src/controllers/language.js';
import type { Purchase, PurchasePhase } from '../../src/core/types.js';
import {
  purchaseList,
  purchaseListStyles,
} from '../../src/elements/esim-checkout/purchase-list.js';
import { controls } from '../../src/styles/controls.js';
import { tokens } from '../../src/styles/tokens.js';
import { ago, plan, purchase } from '../support/samples.js';
import { LOOKS, page } from '../support/themes.js';

class ListHost extends LitElement {
  static override styles = [tokens, controls, purchaseListStyles];
  static override properties = { purchases: { attribute: false } };
  declare purchases: Purchase[];
  said: string[] = [];
  readonly language = new LanguageController(this);
  protected override render(): TemplateResult {
    const { locale, dir } = this.language;
    if (this.purchases.length === 0) return html``;
    return html`<div class="base" lang=${locale} dir=${dir}>${purchaseList({
      purchases: this.purchases,
      language: this.language,
      host: this,
      onOpen: (reference) => this.said.push(`open ${reference}`),
      onRefresh: async (reference) => {
        this.said.push(`refresh ${reference}`);
      },
      onForget: (reference) => this.said.push(`forget ${reference}`),
    })}</div>`;
  }
}
customElements.define('list-host', ListHost);

async function list(purchases: Purchase[]): Promise<ListHost> {
  const host = Object.assign(new ListHost(), { purchases });
  await fixture(host);
  return host;
}
const within = (host: ListHost, selector: string): HTMLElement[] => [
  ...(host.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const named = (host: ListHost, name: string): HTMLElement | undefined =>
  within(host, 'button, summary').find((each) => each.getAttribute('aria-label') === name);
const isOpen = (details: HTMLElement): boolean => details.hasAttribute('open');
const text = (node: Element | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

const PHASES: [PurchasePhase, string][] = [
  ['authorizing', 'Waiting for your payment'],
  ['ordering', 'On its way'],
  ['pending', 'On its way'],
  ['overdue', 'On its way'],
  ['processing', 'On its way'],
  ['delivered', 'Ready to install'],
  ['installed', 'Installed'],
  ['expired', 'Expired'],
  ['failed', 'Not completed'],
  ['cancelled', 'Cancelled'],
  ['unconfirmed', 'Not confirmed'],
];

describe('purchaseList', () => {
  it('has destination, plan, status and date of each', async () => {
    const host = await list([
      purchase('pending', { plan: plan(4), createdAt: ago(3600) }),
      purchase('delivered', { createdAt: ago(400_000) }),
    ]);
    expect(within(host, 'h3').map(text)).to.deep.equal(['Japan · Unlimited Daily', 'Japan · 3 GB']);
    expect(text(within(host, '.facts')[0])).to.match(/^On its way 10 days Mar 14, 2026$/);
  });

  for (const [phase, words] of PHASES)
    it(`calls ${phase} "${words}"`, async () => {
      expect(text(within(await list([purchase(phase)]), '.state')[0])).to.equal(words);
    });

  it('opens and refreshes by reference, each button named by its purchase', async () => {
    const host = await list([purchase('pending')]);
    named(host, 'Open: Japan · 3 GB')?.click();
    named(host, 'Refresh: Japan · 3 GB')?.click();
    expect(host.said).to.deep.equal([
      'open shop-pending-8f14e45f',
      'refresh shop-pending-8f14e45f',
    ]);
  });

  it('offers no refresh where nothing can change', async () => {
    const host = await list([purchase('failed')]);
    expect(named(host, 'Refresh: Japan · 3 GB')).to.equal(undefined);
  });

  it('removes only after a second, explicit step', async () => {
    const host = await list([purchase('delivered')]);
    const [summary] = within(host, 'summary');
    summary?.click();
    expect(host.said).to.deep.equal([]);
    await host.updateComplete;
    within(host, '.sure button')[1]?.click();
    await host.updateComplete;
    expect(within(host, 'details[open]')).to.have.length(0);
    expect(host.shadowRoot?.activeElement).to.equal(summary);
    summary?.click();
    await host.updateComplete;
    within(host, '.sure button')[0]?.click();
    expect(host.said).to.deep.equal(['forget shop-delivered-8f14e45f']);
  });

  it('does not ask about the next purchase after one is removed', async () => {
    const host = await list([
      purchase('delivered'),
      purchase('installed', { createdAt: ago(9000) }),
    ]);
    within(host, 'summary')[0]?.click();
    await host.updateComplete;
    host.purchases = host.purchases.slice(1);
    await host.updateComplete;
    expect(within(host, 'details[open]')).to.have.length(0);
  });

  it('goes on asking about the same purchase when another one comes first, and about one at a time', async () => {
    const host = await list([purchase('delivered')]);
    within(host, 'summary')[0]?.click();
    await host.updateComplete;
    host.purchases = [purchase('pending', { plan: plan(4) }), ...host.purchases];
    await host.updateComplete;
    expect(within(host, 'details').map(isOpen)).to.deep.equal([false, true]);
    host.purchases = host.purchases.slice(1);
    await host.updateComplete;
    expect(within(host, 'details').map(isOpen)).to.deep.equal([true]);
    host.purchases = [purchase('pending', { plan: plan(4) }), ...host.purchases];
    await host.updateComplete;
    within(host, 'summary')[0]?.click();
    await host.updateComplete;
    expect(within(host, 'details').map(isOpen)).to.deep.equal([true, false]);
    within(host, 'summary')[0]?.click();
    await host.updateComplete;
    expect(within(host, 'details').map(isOpen)).to.deep.equal([false, false]);
  });

  it('asks no more where the customer has left the list and comes back', async () => {
    const purchases = [purchase('delivered')];
    const host = await list(purchases);
    within(host, 'summary')[0]?.click();
    await host.updateComplete;
    host.purchases = [];
    await host.updateComplete;
    host.purchases = purchases;
    await host.updateComplete;
    expect(within(host, 'details').map(isOpen)).to.deep.equal([false]);
  });

  for (const [scheme, dir] of LOOKS)
    it(`is accessible: ${scheme}, ${dir}`, async () => {
      const restore = page(scheme, dir);
      try {
        const host = await list(PHASES.map(([phase]) => purchase(phase)));
        within(host, 'summary')[1]?.click();
        await host.updateComplete;
        await expect(host).to.be.accessible();
      } finally {
        restore();
      }
    });
});
