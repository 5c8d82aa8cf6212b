import { expect } from '@open-wc/testing';
import { choose, openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

type Json = Record<string, unknown>;

describe('<esim-checkout> shows what was bought', () => {
  let shop: Shop;
  beforeEach(() => {
    shop = openShop();
  });
  afterEach(() => shop.close());

  /** Changes the API's answers on a path before the element reads them. */
  function rewrite(path: RegExp, change: (body: Json) => Json): void {
    const next = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const response = await next(input, init);
      const { pathname } = new URL(String(input), location.href);
      if (!path.test(pathname) || !response.ok) return response;
      const body = (await response.json()) as Json;
      const inner = (body.data ?? body) as Json;
      return Response.json(change(inner));
    };
  }
  const errors = (): unknown[] =>
    shop.events.filter(({ type }) => type === 'esim-error').map(({ detail }) => detail.code);

  it('says to keep the page open while there is no token to send the order with', async () => {
    const element = shop.element({ country: 'JPN' });
    await choose(element);
    const next = globalThis.fetch;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    globalThis.fetch = async (input, init) => {
      if (String(input).includes('/esim/token')) await held;
      return next(input, init);
    };
    // Another endpoint means another token. The catalogue is cached, so only the order waits for it.
    element.tokenEndpoint = '/esim/token?again';
    await element.updateComplete;
    const bought = element.buy(element.state.plan);
    await phaseOf(element, 'ordering');
    await until(() => textOf(element).includes('Keep this page open'));
    expect(textOf(element)).not.to.include('Closing this page is safe');
    expect(
      shop.requests.some((request) => request.startsWith('POST') && request.includes('/orders')),
    ).to.equal(false);
    answer();
    await bought;
    await phaseOf(element, 'delivered');
  });

  it('shows the order’s data and days, and reports once that they differ', async () => {
    rewrite(/\/orders/, (body) =>
      'status' in body ? { ...body, data_amount_gb: 3, validity_days: 30 } : body,
    );
    const element = shop.element({ country: 'JPN' });
    await choose(element);
    await element.buy();
    await phaseOf(element, 'delivered');
    await until(() => /3 GB/.test(textOf(element)));
    expect(textOf(element)).to.match(/30 days/);
    expect(errors()).to.deep.equal(['plan-mismatch']);
    const delivered = shop.events.find(({ type }) => type === 'esim-delivered');
    expect(delivered?.detail).to.include({ dataGb: 3, validityDays: 30 });
    const [purchase] = await element.purchases();
    expect(purchase).to.include({ dataGb: 3, validityDays: 30 });
    await element.refresh();
    element.reset();
    await until(() => /Your eSIMs/.test(textOf(element)));
    expect(textOf(element)).to.match(/Japan · 3 GB/);
    expect(errors()).to.deep.equal(['plan-mismatch']);
  });

  it('sells no plan that the API could not tell from another, and says so', async () => {
    rewrite(/\/products\/\d+$/, (body) => {
      const [first, second, ...rest] = body.variants as Json[];
      return { ...body, variants: [first, { ...second, amount: first?.amount }, ...rest] };
    });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    await until(() => element.shadowRoot?.querySelector('esim-plan-picker')?.plans.length);
    const plans = element.shadowRoot?.querySelector('esim-plan-picker')?.plans ?? [];
    const amounts = plans.map(({ price }) => price.amount);
    expect(new Set(amounts).size).to.equal(amounts.length);
    expect(amounts).not.to.include(4.5);
    await until(() => errors().length > 0);
    expect(errors()).to.deep.equal(['ambiguous-plans']);
  });

  it('never rejects, and orders nothing, if buy() gets no valid plan', async () => {
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    for (const wrong of ['x', 5, {}, { price: { amount: '4.5' } }])
      await element.buy(wrong as never);
    expect(new Set(errors())).to.deep.equal(new Set(['configuration']));
    expect(shop.sandbox.orders()).to.deep.equal([]);
    expect(element.state.phase).to.equal('choosing-plan');
  });
});
