import { expect } from '@open-wc/testing';
import { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';
import { turns } from '../support/until.js';

let names = 0;

describe('<esim-checkout> in a document', () => {
  let shop: Shop;
  let place: HTMLElement;
  beforeEach(() => {
    shop = openShop();
    place = document.createElement('div');
    document.body.append(place);
  });
  afterEach(async () => {
    await shop.close();
    place.remove();
  });
  const base = (): string => shop.element({}, document.createElement('div')).apiBase;
  const posts = (): string[] => shop.requests.filter((each) => each.startsWith('POST'));
  const plansOf = (element: EsimCheckout) =>
    element.shadowRoot?.querySelector('esim-plan-picker')?.plans ?? [];
  const countryOf = (element: EsimCheckout): string | undefined => plansOf(element)[0]?.countryCode;

  describe('comes to life', () => {
    it('made by createElement, with properties only', async () => {
      const element = document.createElement('esim-checkout');
      expect(element.getAttributeNames()).to.deep.equal([]);
      Object.assign(element, { tokenEndpoint: '/esim/token', apiBase: base(), country: 'JPN' });
      place.append(element);
      await phaseOf(element, 'choosing-plan');
      expect(countryOf(element)).to.equal('JPN');
    });

    it('made by innerHTML', async () => {
      place.innerHTML = `<esim-checkout token-endpoint="/esim/token" api-base="${base()}" country="JPN"></esim-checkout>`;
      const element = place.firstElementChild as EsimCheckout;
      await phaseOf(element, 'choosing-plan');
      expect(countryOf(element)).to.equal('JPN');
    });

    /** An element whose tag is not registered yet. */
    function unknown(): { element: EsimCheckout; define: () => void } {
      names += 1;
      const name = `late-checkout-${names}`;
      const element = document.createElement(name) as EsimCheckout;
      return { element, define: () => customElements.define(name, class extends EsimCheckout {}) };
    }

    it('upgraded late, with attributes set and changed before', async () => {
      const { element, define } = unknown();
      element.setAttribute('token-endpoint', '/esim/token');
      element.setAttribute('api-base', base());
      element.setAttribute('country', 'FRA');
      place.append(element);
      element.setAttribute('country', 'JPN');
      define();
      await phaseOf(element, 'choosing-plan');
      expect(countryOf(element)).to.equal('JPN');
      expect(shop.requests).to.have.length(3);
    });

    it('upgraded late, with properties set before, which win over attributes', async () => {
      const { element, define } = unknown();
      element.setAttribute('country', 'FRA');
      let asked = 0;
      Object.assign(element, {
        apiBase: base(),
        country: 'JPN',
        customer: 'ada',
        getToken: async () => {
          asked += 1;
          return shop.sandbox.control.issueToken({ ttlSeconds: 3600 }).token;
        },
        priceOf: () => ({ amount: 77, currency: 'EUR' }),
      });
      place.append(element);
      define();
      await phaseOf(element, 'choosing-plan');
      expect(countryOf(element)).to.equal('JPN');
      expect([element.customer, asked]).to.deep.equal(['ada', 1]);
      await until(() => textOf(element).includes('€77.00'));
      element.customer = 'bob';
      expect(element.customer, 'the accessors are the class’s again').to.equal('bob');
      expect(Object.keys(element)).not.to.include('customer');
    });
  });

  describe('works', () => {
    it('inside another shadow root, with events that reach the document', async () => {
      place.lang = 'de';
      const root = place.attachShadow({ mode: 'closed' });
      const inner = document.createElement('section');
      root.append(inner);
      const element = shop.element({ country: 'JPN' }, inner);
      await phaseOf(element, 'choosing-plan');
      expect(shop.types()).to.include('esim-state-change');
      await until(() => textOf(element).includes('Tage'));
      await element.buy(plansOf(element)[0]);
      await phaseOf(element, 'delivered');
      expect(shop.types()).to.include.members(['esim-before-order', 'esim-delivered']);
    });

    it('in a dialog that is closed, opened, closed and opened again', async () => {
      const dialog = document.createElement('dialog');
      place.append(dialog);
      const element = shop.element({ country: 'JPN' }, dialog);
      await phaseOf(element, 'choosing-plan');
      for (let turn = 0; turn < 2; turn += 1) {
        dialog.showModal();
        await element.updateComplete;
        expect(element.getBoundingClientRect().height).to.be.greaterThan(100);
        expect(dialog.open).to.equal(true);
        dialog.close();
      }
      expect(element.state.phase).to.equal('choosing-plan');
      expect(shop.requests).to.have.length(3);
    });

    it('displayed only after it has its plans', async () => {
      place.style.display = 'none';
      const element = shop.element({ country: 'JPN' }, place);
      await phaseOf(element, 'choosing-plan');
      await element.buy(plansOf(element)[0]);
      await phaseOf(element, 'delivered');
      expect(element.getBoundingClientRect().height).to.equal(0);
      place.style.display = '';
      const card = await until(() => element.shadowRoot?.querySelector('esim-activation-card'));
      await until(() => card.getBoundingClientRect().height > 100);
    });
  });

  describe('moves', () => {
    it('while it is loading, without asking twice', async () => {
      const element = shop.element({ country: 'JPN' });
      for (let turn = 0; turn < 4; turn += 1) {
        await turns(1);
        place.append(element);
        await turns(1);
        document.body.append(element);
      }
      await phaseOf(element, 'choosing-plan');
      expect(shop.requests).to.have.length(3);
    });

    it('with what was chosen', async () => {
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'choosing-plan');
      const picker = await until(() => element.shadowRoot?.querySelector('esim-plan-picker'));
      const input = await until(
        () => picker.shadowRoot?.querySelectorAll<HTMLInputElement>('input:enabled')[1],
      );
      input.click();
      await element.updateComplete;
      const { plan } = element.state;
      place.append(element);
      await turns();
      await element.updateComplete;
      expect(plan).to.be.ok;
      expect(element.state.plan).to.deep.equal(plan);
      expect(shop.requests).to.have.length(3);
    });

    it('out while it is loading and back again, and comes to the plans', async () => {
      shop.sandbox.control.fault({ match: 'GET /api/v1/esim/products', kind: 'hang' });
      const element = shop.element({ country: 'JPN' });
      await until(() => shop.requests.length === 2);
      element.remove();
      await turns(50);
      place.append(element);
      await phaseOf(element, 'choosing-plan');
      expect(posts()).to.have.length(1);
      expect(shop.types()).not.to.include('esim-error');
    });

    it('out in the same task that brought it in, and asks for nothing', async () => {
      const element = shop.element({ country: 'JPN' });
      element.remove();
      await turns(50);
      expect(shop.requests).to.deep.equal([]);
    });
  });

  describe('with attributes that change', () => {
    it('while it is loading, goes by the last', async () => {
      const element = shop.element({ country: 'JPN' });
      await until(() => shop.requests.length >= 2);
      element.country = 'FRA';
      await element.updateComplete;
      element.country = 'DEU';
      await phaseOf(element, 'choosing-plan');
      expect(countryOf(element)).to.equal('DEU');
    });

    it('takes a product’s id over the country, and the country when it goes', async () => {
      const element = shop.element({ country: 'FRA' });
      await phaseOf(element, 'choosing-plan');
      element.setAttribute('product-id', '1000');
      await until(() => countryOf(element) === 'JPN');
      element.removeAttribute('product-id');
      await until(() => countryOf(element) === 'FRA');
    });

    it('keeps the order on the screen, whatever is for sale meanwhile', async () => {
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'choosing-plan');
      element.addEventListener('esim-before-order', (event) => {
        element.country = 'FRA';
        element.walletId = '7';
        element.referencePrefix = 'later-';
        event.waitUntil(element.updateComplete);
      });
      await element.buy(plansOf(element)[0]);
      await phaseOf(element, 'delivered');
      expect(element.state.plan?.countryCode).to.equal('JPN');
      expect(shop.sandbox.ledger()).to.have.length(1);
      element.reset();
      await phaseOf(element, 'choosing-plan');
      expect(countryOf(element)).to.equal('FRA');
    });

    it('hides one customer’s order from the next, and shows it again to its own', async () => {
      const element = shop.element({ country: 'JPN', customer: 'ada' });
      await phaseOf(element, 'choosing-plan');
      await element.buy(plansOf(element)[0]);
      await phaseOf(element, 'delivered');
      element.customer = 'bob';
      await phaseOf(element, 'choosing-plan');
      expect(textOf(element)).not.to.contain('LPA:');
      expect(await element.purchases()).to.deep.equal([]);
      element.customer = 'ada';
      await phaseOf(element, 'delivered');
      await element.forgetAll();
    });
  });

  it('shares one token among fifty, half of which are gone early', async function () {
    this.timeout(60_000);
    const elements = Array.from({ length: 50 }, () => shop.element({ country: 'JPN' }, place));
    await until(() => shop.requests.length >= 1);
    for (const element of elements.filter((_, index) => index % 2 === 0)) element.remove();
    const staying = elements.filter(({ isConnected }) => isConnected);
    await Promise.all(staying.map((element) => phaseOf(element, 'choosing-plan')));
    expect(shop.requests).to.have.length(3);
    expect(staying.map(countryOf)).to.deep.equal(Array(25).fill('JPN'));
    for (const element of staying) element.remove();
  });
});
