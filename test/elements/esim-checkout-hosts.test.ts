import { expect } from '@open-wc/testing';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

const variant = (id: number, productId: number, amount = 4.5) => ({
  id,
  esim_product_id: productId,
  name: '1 GB',
  currency_code: 'USD',
  amount,
  data_amount_gb: 1,
  validity_days: 7,
  client_discount: 0,
});
const product = (id: number, name: string, country_code: string, ...variants: object[]) =>
  ({ id, name, country_code, currency_code: 'USD', image: '', variants }) as never;

/** What a host, a framework or a browser may do with the element unexpectedly. */
describe('<esim-checkout> and its host', () => {
  let shop: Shop;
  const open = (options?: Parameters<typeof openShop>[0]): void => {
    shop = openShop(options);
  };
  afterEach(() => shop.close());

  const plans = (element: EsimCheckout) =>
    element.shadowRoot?.querySelector('esim-plan-picker')?.plans ?? [];

  it('has the plans of another country when that is set after a product was picked', async () => {
    open({
      products: [
        product(1, 'Japan', 'JPN', variant(11, 1)),
        product(2, 'Japan Plus', 'JPN', variant(21, 2)),
        product(3, 'France', 'FRA', variant(31, 3)),
      ],
    });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    const select = element.shadowRoot?.querySelector('select') as HTMLSelectElement;
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change'));
    await until(() => plans(element)[0]?.variantId === 21);
    element.country = 'FRA';
    await phaseOf(element, 'loading');
    await phaseOf(element, 'choosing-plan');
    expect(plans(element).map(({ countryCode }) => countryCode)).to.deep.equal(['FRA']);
  });

  it('deletes what is stored after the host has taken its token away', async () => {
    open();
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    await element.buy(plans(element)[0]);
    await phaseOf(element, 'delivered');
    element.removeAttribute('token-endpoint');
    expect(await element.purchases()).to.have.length(1);
    await element.forgetAll();
    expect(await element.purchases()).to.deep.equal([]);
    element.setAttribute('token-endpoint', '/esim/token');
    await phaseOf(element, 'choosing-plan');
    expect(await element.purchases()).to.deep.equal([]);
  });

  it('deletes one purchase through an element that was never in a page', async () => {
    open();
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    await element.buy(plans(element)[0]);
    await phaseOf(element, 'delivered');
    const detached = document.createElement('esim-checkout');
    detached.apiBase = element.apiBase;
    const [purchase] = await detached.purchases();
    await detached.forget(purchase?.reference ?? '');
    expect(await detached.purchases()).to.deep.equal([]);
    // The other element, which shows it, has got the message.
    await phaseOf(element, 'choosing-plan');
  });

  it('reads a product again, with no plan chosen, after an order for it failed', async () => {
    const sold = variant(11, 1);
    open({
      products: [product(1, 'Japan', 'JPN', sold, variant(12, 1, 9))],
      scenario: { outcome: 'failed-plan' },
    });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    const chosen = plans(element)[0];
    element.shadowRoot
      ?.querySelector('esim-plan-picker')
      ?.shadowRoot?.querySelector('input')
      ?.click();
    expect(element.state.plan).to.equal(chosen);
    sold.amount = 7.25;
    await element.buy();
    await phaseOf(element, 'failed');
    element.reset();
    await until(() => plans(element)[0]?.price.amount === 7.25);
    await phaseOf(element, 'choosing-plan');
    expect(element.state.plan).to.equal(undefined);
  });

  it('lets nobody change what it sells or shows', async () => {
    open();
    const element = shop.element({ country: 'JPN' });
    element.priceOf = (plan) => {
      expect(() => {
        plan.price.amount *= 2;
      }).to.throw(TypeError);
      return plan.price;
    };
    await phaseOf(element, 'choosing-plan');
    const [plan] = plans(element);
    await element.buy(plan);
    await phaseOf(element, 'delivered');
    const { purchase } = element.state;
    expect(() => Object.assign(purchase?.plan.price ?? {}, { amount: 1 })).to.throw(TypeError);
    // It must also be frozen when it comes from the database.
    element.remove();
    const later = shop.element({ country: 'JPN' });
    await phaseOf(later, 'delivered');
    expect(() => Object.assign(later.state.purchase?.plan ?? {}, { name: '' })).to.throw(TypeError);
  });

  it('takes an empty attribute for none', async () => {
    open();
    const element = shop.element({ country: 'JPN', 'token-credentials': '' });
    await phaseOf(element, 'choosing-plan');
    expect(element.tokenCredentials).to.equal('same-origin');
    element.apiBase = '';
    await element.updateComplete;
    expect(element.apiBase).to.equal('https://api.octopuscards.io');
  });

  it('sends no wallet where a framework has set none', async () => {
    open();
    const element = shop.element({ country: 'JPN' });
    Object.assign(element, { walletId: null });
    await phaseOf(element, 'choosing-plan');
    const sent: string[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (input, init) => {
      if (init?.method === 'POST' && String(input).includes('orders')) sent.push(String(init.body));
      return fetch(input, init);
    };
    try {
      await element.buy(plans(element)[0]);
    } finally {
      globalThis.fetch = fetch;
    }
    expect(sent).to.have.length(1);
    expect(JSON.parse(sent[0] ?? '')).not.to.have.property('wallet_id');
  });

  it('moves the focus with a tap, where the browser does not focus what was tapped', async () => {
    open();
    const element = shop.element();
    await phaseOf(element, 'choosing-destination');
    const option = await until(() =>
      element.shadowRoot?.querySelector<HTMLElement>('[role=option]'),
    );
    (document.activeElement as HTMLElement | null)?.blur();
    option.click();
    await phaseOf(element, 'choosing-plan');
    await until(() => element.shadowRoot?.activeElement?.localName === 'h2');
  });

  it('leaves the focus where the customer has moved it', async () => {
    open();
    const element = shop.element();
    const field = document.createElement('input');
    document.body.append(field);
    try {
      await phaseOf(element, 'choosing-destination');
      const option = await until(() =>
        element.shadowRoot?.querySelector<HTMLElement>('[role=option]'),
      );
      option.click();
      field.focus();
      await phaseOf(element, 'choosing-plan');
      expect(document.activeElement).to.equal(field);
    } finally {
      field.remove();
    }
  });

  it('refreshes a purchase of the list without leaving it', async () => {
    open({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    await element.buy(plans(element)[0]);
    await phaseOf(element, 'pending');
    element.reset();
    await phaseOf(element, 'choosing-plan');
    const button = await until(() =>
      element.shadowRoot?.querySelector<HTMLElement>('[aria-label^="Refresh: "]'),
    );
    const [purchase] = await element.purchases();
    shop.sandbox.control.resolve(purchase?.reference ?? '', 'delivered');
    button.click();
    await until(() => textOf(element).includes('Ready to install'));
    expect(element.state.phase).to.equal('choosing-plan');
  });
});
