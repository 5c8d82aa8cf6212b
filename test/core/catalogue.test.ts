import { expect } from '@open-wc/testing';
import { Catalogue } from '../../src/core/catalogue.js';
import { openStore } from '../../src/core/storage.js';
import { BASE, FakeApi, json, rejection } from '../support/fake-api.js';
import { FakeClock } from '../support/fake-clock.js';

const signal = new AbortController().signal;

const product = (id: number, more: object = {}): object => ({
  id,
  name: `Product ${id}`,
  country_code: 'JPN',
  currency_code: 'USD',
  image_url: '',
  ...more,
});
const variant = (id: number, more: object = {}): object => ({
  id,
  esim_product_id: 1,
  name: `Plan ${id}`,
  currency_code: 'USD',
  amount: id + 0.5,
  data_amount_gb: 1,
  validity_days: 7,
  ...more,
});
const page = (from: number, count: number): object[] =>
  Array.from({ length: count }, (_, index) => product(from + index));

describe('Catalogue', () => {
  let api: FakeApi;
  let catalogue: Catalogue;
  function begin(base = BASE): void {
    const clock = new FakeClock();
    api = new FakeApi({ clock, base });
    // Without a database: what is kept in one is a matter of its own tests.
    catalogue = new Catalogue(api.http, openStore(undefined, clock), clock, base);
  }
  beforeEach(() => begin());
  const products = (country?: string) => catalogue.products(country, signal);

  describe('product list', () => {
    it('asks for one country, or for all', async () => {
      api.answer = () => json([]);
      await products('JPN');
      await products();
      expect(api.paths).to.deep.equal([
        '/api/v1/esim/products?country_code=JPN&page=1&per_page=50',
        '/api/v1/esim/products?page=1&per_page=50',
      ]);
    });

    it('keeps a country code within its parameter', async () => {
      api.answer = () => json([]);
      await products('A&page=9#');
      expect(api.paths).to.deep.equal([
        '/api/v1/esim/products?country_code=A%26page%3D9%23&page=1&per_page=50',
      ]);
    });

    it('goes on while the headers say that there is more, however short a page is', async () => {
      const more = (value: string) => ({ 'X-Has-More': value });
      api.inTurn(
        json(page(1, 20), 200, more('true')),
        json(page(21, 20), 200, more('true')),
        json(page(41, 50), 200, more('false')),
      );
      expect(await products()).to.have.length(90);
      expect(api.sent).to.have.length(3);
    });

    it('goes on to a short page where the headers cannot be read', async () => {
      api.inTurn(json(page(1, 50)), json(page(51, 50)), json(page(101, 49)));
      expect(await products()).to.have.length(149);
      expect(api.paths.map((path) => /[?&]page=(\d+)/.exec(path)?.[1])).to.deep.equal([
        '1',
        '2',
        '3',
      ]);
    });

    it('ends at an empty page after a full one', async () => {
      api.inTurn(json(page(1, 50)), json([]));
      expect(await products()).to.have.length(50);
    });

    it('ends where an API that knows no pages gives the same one again', async () => {
      api.answer = () => json(page(1, 50));
      expect(await products()).to.have.length(50);
      expect(api.sent).to.have.length(2);
    });

    it('ends where an API says for ever that there is more', async () => {
      api.answer = () => json(page(1, 3), 200, { 'X-Has-More': 'true' });
      expect(await products()).to.have.length(3);
      expect(api.sent).to.have.length(2);
    });

    it('counts what it could not read towards a full page', async () => {
      api.inTurn(json([...page(1, 49), { id: 'odd' }]), json(page(50, 1)));
      expect(await products()).to.have.length(50);
    });

    it('is all or nothing: a page that fails fails the list', async () => {
      api.inTurn(json(page(1, 50)), json({}, 500));
      expect(await rejection(products())).to.have.property('code', 'server');
    });

    for (const [what, body] of [
      ['bare', page(1, 2)],
      ['in data', { data: page(1, 2) }],
      ['in data with success', { success: true, data: page(1, 2) }],
    ] as const) {
      it(`is read ${what}`, async () => {
        api.inTurn(json(body));
        expect((await products()).map(({ id }) => id)).to.deep.equal([1, 2]);
      });
    }

    for (const body of [null, {}, 'text', { data: { products: [] } }, { products: [] }]) {
      it(`is not ${JSON.stringify(body)}`, async () => {
        api.inTurn(json(body, 200, { 'X-Request-Id': 'req-3' }));
        const error = await rejection(products());
        expect([error.code, error.facts.requestId]).to.deep.equal(['malformed', 'req-3']);
      });
    }

    it('gives hostile and odd names as they are', async () => {
      const names = ['<img src=x onerror=alert(1)>', '', '‮egnahc', '日本 🇯🇵', '__proto__', '{{1}}'];
      api.inTurn(json(names.map((name, id) => product(id, { name, country_code: name }))));
      const read = await products();
      expect(read.map(({ name }) => name)).to.deep.equal(names);
      expect(read.map(({ countryCode }) => countryCode)).to.deep.equal(names);
    });
  });

  describe('product', () => {
    const plansOf = async (body: unknown, ...then: Response[]) => {
      api.inTurn(json(body), ...then);
      return (await catalogue.product(1, signal)).plans;
    };

    it('takes the plans that come with it, and asks for nothing else', async () => {
      expect(await plansOf(product(1, { variants: [variant(1), variant(2)] }))).to.have.length(2);
      expect(api.paths).to.deep.equal(['/api/v1/esim/products/1']);
    });

    it('asks for nothing else where it comes with none', async () => {
      expect(await plansOf(product(1, { variants: [] }))).to.deep.equal([]);
      expect(api.sent).to.have.length(1);
    });

    for (const variants of [undefined, null, 'see link', { count: 2 }]) {
      it(`asks for the plans where it comes with ${JSON.stringify(variants)}`, async () => {
        const plans = await plansOf(product(1, { variants }), json({ data: [variant(5)] }));
        expect(plans.map(({ variantId }) => variantId)).to.deep.equal([5]);
        expect(api.paths[1]).to.equal('/api/v1/esim/products/1/variants');
      });
    }

    it('fails where neither call has a list of plans', async () => {
      const error = await rejection(plansOf(product(1), json({ variants: [] })));
      expect(error).to.have.property('code', 'malformed');
    });

    it('fails where the answer is no product', async () => {
      expect(await rejection(plansOf([product(1)]))).to.have.property('code', 'malformed');
    });

    it('makes a plan of a variant', async () => {
      const [plan] = await plansOf({
        data: product(1, { variants: [variant(2, { description: 'Fast' })] }),
      });
      expect(plan).to.deep.equal({
        productId: 1,
        variantId: 2,
        name: 'Plan 2',
        description: 'Fast',
        countryCode: 'JPN',
        price: { amount: 4.5, currency: 'USD' },
        dataGb: 1,
        validityDays: 7,
      });
    });

    it('has no size for unlimited and per-minute plans', async () => {
      const sizes = [0, -1, undefined, null, '3'];
      const variants = sizes.map((data_amount_gb, id) => variant(id, { data_amount_gb }));
      const plans = await plansOf(product(1, { variants }));
      expect(plans.map(({ dataGb }) => dataGb)).to.deep.equal(sizes.map(() => null));
    });

    it('takes the product’s currency where a variant names none', async () => {
      const variants = [variant(1, { currency_code: '' }), variant(2, { currency_code: 7 })];
      const plans = await plansOf(product(1, { currency_code: 'EUR', variants }));
      expect(plans.map(({ price }) => price.currency)).to.deep.equal(['EUR', 'EUR']);
    });

    it('offers nothing that costs less than nothing, but what is free', async () => {
      const variants = [variant(1, { amount: -1 }), variant(2, { amount: 0 })];
      const plans = await plansOf(product(1, { variants }));
      expect(plans.map(({ variantId }) => variantId)).to.deep.equal([2]);
    });
  });

  describe('image', () => {
    const imageOf = async (image_url: unknown, base = BASE): Promise<string | undefined> => {
      begin(base);
      api.inTurn(json([product(1, { image_url })]));
      return (await products())[0]?.imageUrl;
    };
    for (const [url, base, expected] of [
      ['https://img.example/a b.png', BASE, 'https://img.example/a%20b.png'],
      ['/images/jpn.svg', BASE, `${BASE}/images/jpn.svg`],
      ['//img.example/a.png', BASE, 'https://img.example/a.png'],
      ['/images/jpn.svg', 'http://localhost:3000/api', 'http://localhost:3000/images/jpn.svg'],
      ['http://img.example/a.png', BASE, undefined],
      ['http://img.example/a.png', 'http://localhost:3000', undefined],
      ['javascript:alert(1)', BASE, undefined],
      ['data:image/png;base64,AA', BASE, undefined],
      ['blob:https://api.example/1', BASE, undefined],
      ['https://', BASE, undefined],
      ['', BASE, undefined],
      [null, BASE, undefined],
      [7, BASE, undefined],
    ] as const) {
      it(`of ${JSON.stringify(url)} at ${base} is ${expected}`, async () => {
        expect(await imageOf(url, base)).to.equal(expected);
      });
    }
  });
});
