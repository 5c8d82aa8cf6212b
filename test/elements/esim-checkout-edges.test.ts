import { expect } from '@open-wc/testing';
import { del, keys } from 'idb-keyval';
import { sharedStore } from '../../src/controllers/client-pool.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { buyButton, openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

/** Deletes the cached catalogue, as after an hour. */
async function forgetCatalogues(): Promise<void> {
  for (const key of await keys(sharedStore())) {
    if (Array.isArray(key) && key[0] === 'catalogue') await del(key, sharedStore());
  }
}

/** Problems between two customers, two destinations or two moments. */
describe('<esim-checkout> at the edges', () => {
  let shop: Shop;
  const open = (options?: Parameters<typeof openShop>[0]): void => {
    shop = openShop(options);
  };
  afterEach(() => shop.close());

  async function bought(attributes: Record<string, string> = {}): Promise<EsimCheckout> {
    const element = shop.element({ country: 'JPN', ...attributes });
    await phaseOf(element, 'choosing-plan');
    await element.buy(plans(element)[0]);
    return element;
  }
  const picker = (element: EsimCheckout) => element.shadowRoot?.querySelector('esim-plan-picker');
  const plans = (element: EsimCheckout) => picker(element)?.plans ?? [];
  const status = (element: EsimCheckout) => element.shadowRoot?.querySelector('esim-order-status');
  const listed = (element: EsimCheckout) =>
    element.shadowRoot?.querySelectorAll('[part=purchases] li').length ?? 0;

  describe('customers', () => {
    it('removes the list when the customer changes', async () => {
      open();
      const element = shop.element({ customer: 'ada' });
      await phaseOf(element, 'choosing-destination');
      element.country = 'JPN';
      await phaseOf(element, 'choosing-plan');
      await element.buy(plans(element)[0]);
      await phaseOf(element, 'delivered');
      element.reset();
      await until(() => listed(element) === 1);
      element.country = undefined;
      element.customer = 'bob';
      await phaseOf(element, 'choosing-destination');
      expect(listed(element)).to.equal(0);
      expect(textOf(element)).not.to.contain('Your eSIMs');
      element.customer = 'ada';
      await phaseOf(element, 'delivered');
    });

    it('answers for the customer who was set a moment ago', async () => {
      open();
      const element = await bought({ customer: 'ada' });
      await phaseOf(element, 'delivered');
      element.customer = 'bob';
      expect(await element.purchases()).to.deep.equal([]);
      element.customer = 'ada';
      await element.updateComplete;
      element.customer = 'bob';
      await element.forgetAll();
      element.customer = 'ada';
      expect(await element.purchases()).to.have.length(1);
    });

    it('handles a call right after it was inserted', async () => {
      open();
      const first = await bought();
      await phaseOf(first, 'delivered');
      first.remove();
      const second = shop.element({ country: 'JPN' });
      expect(await second.purchases()).to.have.length(1);
      second.remove();
      const third = shop.element({ country: 'JPN' });
      await third.forgetAll();
      expect(await third.purchases()).to.deep.equal([]);
    });

    it('keeps a purchase if a framework sets null or undefined', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      Object.assign(element, { customer: undefined, referencePrefix: null, iosInstall: undefined });
      await phaseOf(element, 'choosing-plan');
      await element.buy(plans(element)[0]);
      await phaseOf(element, 'delivered');
      expect(shop.types()).not.to.include('esim-error');
      const [purchase] = await element.purchases();
      expect(purchase?.reference).not.to.match(/undefined|null/);
      element.remove();
      await phaseOf(shop.element({ country: 'JPN' }), 'delivered');
    });
  });

  it('lists what is bought elsewhere, while its customer still looks for a destination', async () => {
    open();
    const element = shop.element();
    await phaseOf(element, 'choosing-destination');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await phaseOf(await bought(), 'delivered');
    await phaseOf(element, 'delivered');
    element.reset();
    await until(() => listed(element) === 1);
  });

  it('offers in place of a failed plan only plans for the same destination', async () => {
    open({ scenario: { outcome: 'failed-plan' } });
    const element = await bought();
    await phaseOf(element, 'failed');
    await until(() => plans(element).length > 0);
    expect(new Set(plans(element).map((plan) => plan.countryCode))).to.deep.equal(new Set(['JPN']));
    const { purchase } = element.state;
    element.country = 'FRA';
    element.reset();
    await phaseOf(element, 'choosing-plan');
    expect(await element.open(purchase?.reference ?? '')).to.equal(true);
    await phaseOf(element, 'failed');
    expect(plans(element)).to.deep.equal([]);
  });

  it('does not blame the plan if the API refused the order', async () => {
    open();
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    shop.sandbox.control.setBalance('USD', 0);
    await element.buy(plans(element)[0]);
    await phaseOf(element, 'failed');
    await until(() => textOf(element).includes('Nothing was ordered'));
    expect(textOf(element)).not.to.contain('no longer available');
    const failed = shop.events.find(({ type }) => type === 'esim-order-failed');
    expect(failed?.detail.userFixable).to.equal(false);
  });

  it('counts the time from the order, not from the payment', async () => {
    open({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    element.addEventListener(
      'esim-before-order',
      (event) => event.waitUntil(new Promise((resolve) => setTimeout(resolve, 1500))),
      { once: true },
    );
    await element.buy(plans(element)[0]);
    await phaseOf(element, 'pending');
    const [purchase] = await element.purchases();
    const paid = Date.parse(purchase?.orderedAt ?? '') - Date.parse(purchase?.createdAt ?? '');
    expect(paid).to.be.greaterThan(1400);
  });

  for (const amount of [4.5, 7.25])
    it(`buys the same plan again at the price on the screen only: 4.5, now ${amount}`, async () => {
      const variant = {
        id: 11,
        esim_product_id: 1,
        name: '1 GB',
        currency_code: 'USD',
        amount: 4.5,
        data_amount_gb: 1,
        validity_days: 7,
        client_discount: 0,
      };
      const japan = { id: 1, name: 'Japan', country_code: 'JPN', currency_code: 'USD', image: '' };
      open({ products: [{ ...japan, variants: [variant] }] });
      const element = await bought();
      await phaseOf(element, 'delivered');
      const [purchase] = await element.purchases();
      const reference = purchase?.reference ?? '';
      shop.sandbox.control.expire(reference);
      element.remove();
      await forgetCatalogues();
      variant.amount = amount;
      const later = shop.element({ country: 'JPN' });
      await later.open(reference);
      await later.refresh();
      await phaseOf(later, 'expired');
      const button = await until(() => status(later)?.shadowRoot?.querySelector('button'));
      button.click();
      expect(button.ariaBusy).to.equal('true');
      if (amount !== 4.5) {
        // The customer has not agreed to the new price: the button with that price is next.
        await phaseOf(later, 'choosing-plan');
        await until(() => buyButton(later).textContent?.includes('7.25'));
        expect(shop.sandbox.orders().length).to.equal(1);
        buyButton(later).click();
      }
      await phaseOf(later, 'delivered');
      const [again] = await later.purchases();
      expect(again?.plan.price.amount).to.equal(amount);
      expect(shop.sandbox.orders().length).to.equal(2);
    });

  it('tries again where there is nothing to choose instead', async () => {
    open({ scenario: { catalogue: 'empty' } });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'unavailable');
    const button = await until(() => status(element)?.shadowRoot?.querySelector('button'));
    expect(button.textContent?.trim()).to.equal('Try again');
    shop.sandbox.control.setScenario({ catalogue: 'full' });
    button.click();
    await phaseOf(element, 'choosing-plan');
  });

  it('waits as long as the API asks, then has the plans', async () => {
    open();
    shop.sandbox.control.fault({ match: 'GET /api/v1/esim/products', kind: '429', retryAfter: 1 });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'unavailable');
    await phaseOf(element, 'choosing-plan');
    expect(shop.requests.filter((request) => request.includes('products?'))).to.have.length(2);
  });

  it('leaves the focus on the choice of a product', async () => {
    open();
    const element = shop.element({ country: 'FRA' });
    await phaseOf(element, 'choosing-plan');
    const select = element.shadowRoot?.querySelector('select') as HTMLSelectElement;
    select.focus();
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change'));
    await phaseOf(element, 'loading');
    await phaseOf(element, 'choosing-plan');
    expect(element.shadowRoot?.activeElement).to.equal(element.shadowRoot?.querySelector('select'));
  });

  it('has the focus on its heading after a purchase was removed from the list', async () => {
    open();
    const element = await bought();
    await phaseOf(element, 'delivered');
    element.reset();
    await until(() => listed(element) === 1);
    const root = element.shadowRoot as ShadowRoot;
    root.querySelector<HTMLElement>('.purchase summary')?.click();
    const yes = root.querySelector<HTMLElement>('.button.remove');
    yes?.focus();
    yes?.click();
    await until(() => listed(element) === 0);
    await until(() => root.activeElement?.localName === 'h2');
  });

  it('has its first state from the start, and marks an error', async () => {
    open({ scenario: { catalogue: 'empty' } });
    const element = shop.element({ country: 'JPN' });
    expect(element.matches(':state(loading)')).to.equal(true);
    await phaseOf(element, 'unavailable');
    expect(element.matches(':state(loading)')).to.equal(false);
    const section = await until(() => status(element)?.shadowRoot?.querySelector('section'));
    expect([...section.part]).to.deep.equal(['status', 'error']);
  });
});
