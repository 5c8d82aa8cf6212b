import { expect } from '@open-wc/testing';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { variant } from '../support/samples.js';
import { phaseOf, textOf, until } from '../support/shop.js';

const JAPAN = { id: 1, name: 'Japan', country_code: 'JPN', currency_code: 'USD' };
type Row = Record<string, unknown>;

let bases = 0;

/** Answers of an API with odd rows. */
describe('rows of the catalogue', () => {
  const realFetch = globalThis.fetch;
  let products: Row[];
  let variants: unknown[];
  let inlined: boolean;
  let element: EsimCheckout;
  let errors: { code: string; message: string }[];
  beforeEach(() => {
    products = [JAPAN];
    variants = [variant];
    inlined = true;
    errors = [];
    globalThis.fetch = async (input) => {
      const { pathname } = new URL(new Request(input).url);
      const last = pathname.split('/').at(-1);
      if (last === 'token') return Response.json({ token: 't' });
      if (last === 'products') return Response.json(products);
      if (last === 'variants') return Response.json(variants);
      const product = products.find(({ id }) => String(id) === last);
      return Response.json({ ...product, ...(inlined ? { variants } : {}) });
    };
  });
  afterEach(() => {
    element.remove();
    globalThis.fetch = realFetch;
  });

  function open(attributes: Record<string, string> = { country: 'JPN' }): EsimCheckout {
    bases += 1;
    element = document.createElement('esim-checkout');
    const base = `/odd-rows-${Date.now()}-${bases}`;
    for (const [name, value] of Object.entries({
      'token-endpoint': '/token',
      'api-base': base,
      ...attributes,
    }))
      element.setAttribute(name, value);
    element.addEventListener('esim-error', ({ detail }) => errors.push(detail));
    document.body.append(element);
    return element;
  }

  const BAD: [name: string, row: unknown][] = [
    ['an amount as text', { ...variant, amount: '4.50' }],
    ['an id as text', { ...variant, id: '2' }],
    ['no amount', { ...variant, amount: null }],
    ['a negative amount', { ...variant, amount: -1 }],
    ['null', null],
    ['text', 'a plan'],
  ];
  for (const [name, row] of BAD) {
    for (const inline of [true, false])
      it(`with ${name}, all of them${inline ? '' : ', apart'}: malformed`, async () => {
        variants = [row, row];
        inlined = inline;
        await phaseOf(open(), 'unavailable');
        expect(element.state.error?.code).to.equal('malformed');
        expect(errors.map(({ code }) => code)).to.deep.equal(['malformed']);
      });

    it(`with ${name}, some of them: left out and counted once`, async () => {
      variants = [row, { ...variant, id: 3 }, row];
      await phaseOf(open(), 'choosing-plan');
      element.requestUpdate();
      await element.updateComplete;
      expect(errors).to.have.length(1);
      expect(errors[0]?.code).to.equal('malformed');
      expect(errors[0]?.message).to.include('2 of 3 rows');
    });
  }

  it('that are no products: malformed where none is left, else counted', async () => {
    products = [{ ...JAPAN, id: '1' }];
    await phaseOf(open({}), 'unavailable');
    expect(element.state.error?.code).to.equal('malformed');
    element.remove();
    products = [{ ...JAPAN, id: '1' }, JAPAN];
    errors = [];
    await phaseOf(open({}), 'choosing-destination');
    expect(errors.map(({ message }) => message).join()).to.include('1 of 2 rows');
  });

  it('that are not there are nothing for sale', async () => {
    variants = [];
    await phaseOf(open(), 'unavailable');
    expect(element.state.error?.code).to.equal('no-plans');
  });

  describe('without a name or a country', () => {
    const names: [product: Row, plan: Row, shown: string][] = [
      [{ country_code: null }, {}, 'Japan'],
      [{ name: null }, {}, 'Japan'],
      [{ name: null, country_code: null }, {}, '1 GB'],
      [{ name: null }, { name: null, data_amount_gb: 0 }, 'eSIM'],
      [{}, { name: null, data_amount_gb: 0 }, 'Japan'],
      [{}, { validity_days: null }, '1 GB'],
      [{}, { data_amount_gb: null }, '1 GB'],
    ];
    for (const [product, row, shown] of names)
      it(`${JSON.stringify([product, row])}: found by its id, as “${shown}”`, async () => {
        products = [{ ...JAPAN, ...product }];
        variants = [{ ...variant, ...row }];
        await phaseOf(open({ 'product-id': '1' }), 'choosing-plan');
        await until(() => textOf(element).includes('$4.50'));
        expect(textOf(element))
          .to.include(shown)
          .and.not.match(/null|undefined|0 days|NaN/);
      });

    it('they are found by their name', async () => {
      products = [
        { ...JAPAN, country_code: null },
        { ...JAPAN, id: 2, country_code: null, name: null },
      ];
      await phaseOf(open({}), 'choosing-destination');
      await until(() => element.shadowRoot?.querySelector('[role=option]'));
      const options = [...(element.shadowRoot?.querySelectorAll('[role=option] .name') ?? [])];
      expect(options.map(({ textContent }) => textContent)).to.deep.equal(['Japan']);
    });
  });

  describe('without a currency', () => {
    const none = { ...JAPAN, currency_code: null };
    const bare = { ...variant, currency_code: '' };
    it('are not sold', async () => {
      products = [none];
      variants = [bare];
      await phaseOf(open(), 'unavailable');
      expect(element.state.error?.code).to.equal('malformed');
      await element.updateComplete;
      expect(textOf(element)).not.to.match(/4\.50?/);
    });

    it('are left out of those that have one, and counted', async () => {
      products = [none];
      variants = [bare, { ...variant, id: 3, amount: 9 }];
      await phaseOf(open(), 'choosing-plan');
      await until(() => textOf(element).includes('$9.00'));
      expect(textOf(element)).not.to.match(/4\.50?/);
      expect(errors.map(({ message }) => message).join()).to.include('1 of 2 rows');
    });

    it('have the product’s', async () => {
      variants = [bare];
      await phaseOf(open(), 'choosing-plan');
      await until(() => textOf(element).includes('$4.50'));
    });

    it('are sold at a host’s price', async () => {
      products = [none];
      variants = [bare];
      open().priceOf = () => ({ amount: 7, currency: 'EUR' });
      await phaseOf(element, 'choosing-plan');
      await until(() => textOf(element).includes('€7.00'));
      expect(errors).to.deep.equal([]);
    });
  });
});
