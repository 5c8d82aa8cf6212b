import { expect } from '@open-wc/testing';
import type { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import type { EsimOrderStatus } from '../../src/elements/esim-order-status/esim-order-status.js';
import {
  buyButton,
  choose,
  openShop,
  phaseOf,
  radio,
  type Shop,
  still,
  textOf,
  until,
} from '../support/shop.js';

describe('<esim-checkout>', () => {
  let shop: Shop;
  const open = (options?: Parameters<typeof openShop>[0]): void => {
    shop = openShop(options);
  };
  afterEach(() => shop.close());

  describe('choosing', () => {
    it('asks for token, products and product, then shows the plans', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'choosing-plan');
      expect(shop.requests).to.deep.equal([
        'POST /esim/token',
        'GET /api/v1/esim/products?country_code=JPN&page=1&per_page=50',
        'GET /api/v1/esim/products/1000',
      ]);
      await until(() => textOf(element).includes('1 GB'));
      await still(element);
      await expect(element).to.be.accessible();
    });

    it('asks for token and product with a product id', async () => {
      open();
      const element = shop.element({ 'product-id': '1000' });
      await phaseOf(element, 'choosing-plan');
      expect(shop.requests).to.deep.equal(['POST /esim/token', 'GET /api/v1/esim/products/1000']);
    });

    it('asks once for ten elements', async () => {
      open();
      const elements = Array.from({ length: 10 }, () => shop.element({ country: 'JPN' }));
      await Promise.all(elements.map((element) => phaseOf(element, 'choosing-plan')));
      expect(shop.requests).to.have.length(3);
    });

    it('asks for nothing before it is connected', async () => {
      open();
      const element = document.createElement('esim-checkout');
      element.setAttribute('token-endpoint', '/esim/token');
      element.country = 'JPN';
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(shop.requests).to.deep.equal([]);
    });

    it('lets the customer search, and search again', async () => {
      open();
      const element = shop.element();
      await phaseOf(element, 'choosing-destination');
      const root = element.shadowRoot as ShadowRoot;
      const field = await until(() => root.querySelector<HTMLInputElement>('[role=combobox]'));
      await still(element);
      await expect(element).to.be.accessible();
      field.value = 'jap';
      field.dispatchEvent(new Event('input'));
      await element.updateComplete;
      root.querySelector<HTMLElement>('[role=option]')?.click();
      await phaseOf(element, 'choosing-plan');
      expect(root.querySelector('h2')?.textContent).to.contain('Japan');
      root.querySelector<HTMLElement>('.heading button')?.click();
      await phaseOf(element, 'choosing-destination');
    });

    it('offers each product where a country has several', async () => {
      open();
      const element = shop.element({ country: 'FRA' });
      await phaseOf(element, 'choosing-plan');
      const select = element.shadowRoot?.querySelector('select');
      expect(select?.options.length).to.be.greaterThan(1);
      const before = textOf(element);
      if (select) select.selectedIndex = 1;
      select?.dispatchEvent(new Event('change'));
      await phaseOf(element, 'loading');
      await phaseOf(element, 'choosing-plan');
      expect(textOf(element)).not.to.equal(before);
      await still(element);
      await expect(element).to.be.accessible();
    });

    it('keeps its client when a framework gives a new getToken at every render', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      const tokens: string[] = [];
      const give = (name: string) => async () => {
        tokens.push(name);
        return shop.sandbox.control.issueToken({ ttlSeconds: 3600 }).token;
      };
      element.getToken = give('first');
      await phaseOf(element, 'choosing-plan');
      element.getToken = give('second');
      await element.updateComplete;
      expect(element.state.phase).to.equal('choosing-plan');
      shop.sandbox.control.expireTokens();
      await element.buy(
        (await until(() => element.shadowRoot?.querySelector('esim-plan-picker')?.plans))[0],
      );
      await phaseOf(element, 'delivered');
      expect(tokens).to.deep.equal(['first', 'second']);
      expect(shop.types().filter((type) => type === 'esim-state-change').length).to.be.lessThan(6);
    });

    it('shows the retail price', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      element.priceOf = () => ({ amount: 77, currency: 'EUR' });
      await choose(element);
      expect(buyButton(element).textContent).to.contain('€77.00');
    });
  });

  describe('buying', () => {
    it('goes from Buy to the activation card', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      await choose(element);
      buyButton(element).click();
      await phaseOf(element, 'delivered');
      const card = await until(() =>
        element.shadowRoot?.querySelector<EsimActivationCard>('esim-activation-card'),
      );
      await card.updateComplete;
      const [order] = shop.sandbox.orders();
      expect(card.activationCode).to.equal(order?.activationCode);
      expect(shop.types().filter((type) => !/state-change|select/.test(type))).to.deep.equal([
        'esim-before-order',
        'esim-order-placed',
        'esim-delivered',
      ]);
      await still(element);
      await expect(element).to.be.accessible();
    });

    it('has the code in the journal before the card shows it', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      let stored: Promise<(string | undefined)[]> | undefined;
      element.addEventListener('esim-delivered', () => {
        stored = element.purchases().then((all) => all.map((each) => each.activationCode));
        expect(element.shadowRoot?.querySelector('esim-activation-card')).to.equal(null);
      });
      await choose(element);
      await element.buy();
      await phaseOf(element, 'delivered');
      expect(await stored).to.deep.equal([shop.sandbox.orders()[0]?.activationCode]);
    });

    it('posts once for seven clicks, Enter and buy()', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      await choose(element);
      for (let i = 0; i < 7; i += 1) buyButton(element).click();
      radio(element, 0).dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
      );
      await Promise.all([element.buy(), element.buy()]);
      await phaseOf(element, 'delivered');
      expect(shop.requests.filter((each) => each.startsWith('POST /api'))).to.have.length(1);
      expect(shop.sandbox.ledger()).to.have.length(1);
    });

    it('posts once when two elements are told to buy at once', async () => {
      open();
      const elements = [shop.element({ country: 'JPN' }), shop.element({ country: 'JPN' })];
      for (const element of elements) await choose(element);
      await Promise.all(elements.map((element) => element.buy()));
      await Promise.all(elements.map((element) => phaseOf(element, 'delivered')));
      expect(shop.sandbox.ledger()).to.have.length(1);
      expect(shop.types().filter((type) => type === 'esim-delivered')).to.have.length(1);
    });

    it('does nothing without a plan', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'choosing-plan');
      await element.buy();
      expect(element.state.phase).to.equal('choosing-plan');
    });

    it('orders nothing when the host prevents it', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      element.addEventListener('esim-before-order', (event) => event.preventDefault());
      await choose(element);
      await element.buy();
      expect(element.state.phase).to.equal('choosing-plan');
      expect(await element.purchases()).to.deep.equal([]);
      expect(shop.sandbox.orders()).to.deep.equal([]);
    });

    it('orders nothing when the payment fails, and says so to the host and the customer', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      element.addEventListener('esim-before-order', (event) =>
        event.waitUntil(Promise.reject(new Error('declined'))),
      );
      const told = () => element.shadowRoot?.querySelector('[role=alert]')?.textContent;
      await choose(element);
      await element.buy();
      expect(element.state.phase).to.equal('choosing-plan');
      await element.updateComplete;
      expect(told()).to.equal('The payment was not completed, and nothing was ordered.');
      await choose(element, 1);
      expect(told()).to.equal(undefined);
      expect(shop.events.find(({ type }) => type === 'esim-error')?.detail.code).to.equal(
        'authorization',
      );
      expect(shop.sandbox.orders()).to.deep.equal([]);
    });

    it('holds the order until the payment is made', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      let pay: (() => void) | undefined;
      element.addEventListener('esim-before-order', (event) =>
        event.waitUntil(
          new Promise<void>((resolve) => {
            pay = resolve;
          }),
        ),
      );
      await choose(element);
      const bought = element.buy();
      const paid = await until(() => pay);
      expect(element.state.phase).to.equal('authorizing');
      const status = await until(() =>
        element.shadowRoot?.querySelector<EsimOrderStatus>('esim-order-status'),
      );
      await status.updateComplete;
      await still(element);
      await expect(element).to.be.accessible();
      expect(shop.sandbox.orders()).to.deep.equal([]);
      paid();
      await bought;
      await phaseOf(element, 'delivered');
    });

    it('offers the other plans when the plan is gone', async () => {
      open({ scenario: { outcome: 'failed-plan' } });
      const element = shop.element({ country: 'JPN' });
      await choose(element);
      await element.buy();
      await phaseOf(element, 'failed');
      const picker = await until(() => element.shadowRoot?.querySelector('esim-plan-picker'));
      const failed = element.state.purchase?.plan.variantId;
      expect(picker.plans.map(({ variantId }) => variantId)).not.to.include(failed);
      expect(shop.types()).to.include('esim-order-failed');
      await still(element);
      await expect(element).to.be.accessible();
      shop.sandbox.control.setScenario({ outcome: 'delivered' });
      await picker.updateComplete;
      radio(element, 0).click();
      await element.updateComplete;
      buyButton(element).click();
      await phaseOf(element, 'delivered');
    });

    it('keeps codes out of its state', async () => {
      open();
      const element = shop.element({ country: 'JPN' });
      await choose(element);
      await element.buy();
      await phaseOf(element, 'delivered');
      expect(JSON.stringify(element.state)).not.to.contain('LPA:');
      expect(Object.isFrozen(element.state)).to.equal(true);
      expect(JSON.stringify(shop.events)).not.to.contain('LPA:');
    });
  });
});
