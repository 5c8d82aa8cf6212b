import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from '../support/event-loop.js';
import { createWorld, order, SHOP, until, whileTimePasses } from './world.js';

const HOUR = 3_600_000;
const PRODUCTS = '/api/v1/esim/products';
const reads = (calls: string[]) => calls.filter((call) => call.startsWith('GET'));

/** A customer whose token is always new: catalogues grow old, and tokens do so sooner. */
async function customerOf(world: ReturnType<typeof createWorld>, name = 'ada') {
  return {
    call: async (path: string, headers: Record<string, string> = {}) =>
      (await world.shopper(name)).call('GET', path, undefined, headers),
  };
}

describe('the catalogue of all customers', () => {
  it('asks the API once an hour for each resource, whoever and however many ask', async () => {
    const world = createWorld();
    for (const name of ['ada', 'bob', 'cyd']) {
      const customer = await customerOf(world, name);
      for (const path of [
        '/products?country_code=JPN',
        '/products/1000',
        '/products/1000/variants',
      ]) {
        assert.equal((await customer.call(path)).status, 200);
      }
    }
    assert.deepEqual(reads(world.upstream()), [`GET ${PRODUCTS}`, `GET ${PRODUCTS}/1000`]);
  });

  it('asks once for all who ask at the same time', async () => {
    const world = createWorld({}, { sandbox: { latencyMs: 400 } });
    const ada = await world.shopper('ada');
    const all = Array.from({ length: 50 }, () => ada.call('GET', '/products/1000'));
    const answers = await whileTimePasses(world.clock, Promise.all(all));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.deepEqual(reads(world.upstream()), [`GET ${PRODUCTS}/1000`]);
  });

  it('takes a list for the same however it is asked for', async () => {
    const world = createWorld();
    const ada = await customerOf(world);
    for (const query of [
      '?country_code=JPN&page=1&per_page=50',
      '?per_page=50&country_code=JPN&page=1',
      '?country_code=JPN',
      '?country_code=JPN&page=&whatever=1',
    ]) {
      assert.equal((await ada.call(`/products${query}`)).status, 200, query);
    }
    assert.equal(reads(world.upstream()).length, 1);
  });

  it('serves what is an hour old at once and refreshes it behind', async () => {
    const world = createWorld();
    const ada = await customerOf(world);
    await ada.call('/products/1000');
    await world.clock.pass(HOUR - 1);
    await ada.call('/products/1000');
    assert.equal(reads(world.upstream()).length, 1);
    await world.clock.pass(2);
    await ada.call('/products/1007');
    world.sandbox.control.setScenario({ latencyMs: 5000 });
    assert.equal((await ada.call('/products/1000')).status, 200);
    assert.equal((await ada.call('/products/1000')).status, 200);
    await until(() => reads(world.upstream()).length === 3);
    await world.clock.pass(5000);
    await settle();
    await ada.call('/products/1000');
    assert.equal(reads(world.upstream()).length, 3);
  });

  for (const kind of ['status', 'drop-request', 'garbage', 'html', '429'] as const) {
    it(`goes on with the old when the refresh fails (${kind})`, async () => {
      const world = createWorld();
      const ada = await customerOf(world);
      const { text } = await ada.call('/products/1000');
      await world.clock.pass(HOUR + 1);
      world.sandbox.control.fault({ match: `GET ${PRODUCTS}/:id`, kind, times: 100 });
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = await ada.call('/products/1000');
        assert.equal(answer.status, 200);
        assert.equal(answer.text, text);
        await settle();
      }
    });
  }

  it('tells when the API cannot be asked and nothing is there, and asks again the next time', async () => {
    for (const [kind, expected] of [
      ['status', 503],
      ['drop-request', 502],
      ['garbage', 502],
      ['429', 429],
    ] as const) {
      const world = createWorld();
      const ada = await customerOf(world);
      world.sandbox.control.fault({ match: `GET ${PRODUCTS}/:id`, kind });
      const failed = await ada.call('/products/1000');
      assert.equal(failed.status, expected, kind);
      assert.equal(failed.headers.has('retry-after'), expected === 429);
      const wait = Number(failed.headers.get('retry-after') ?? 0) * 1000;
      await world.clock.pass(wait);
      assert.equal((await ada.call('/products/1000')).status, 200, kind);
    }
  });

  it('404 for a product the API does not know, asked for once a minute', async () => {
    const world = createWorld();
    const ada = await customerOf(world);
    for (let turn = 0; turn < 3; turn += 1) {
      const { status, error } = await ada.call('/products/999999');
      assert.equal(status, 404);
      assert.equal(error.code, 'NOT_FOUND');
      await settle();
    }
    assert.equal(reads(world.upstream()).length, 1);
  });

  it('answers with an ETag, and 304 to who has it', async () => {
    const world = createWorld({ origins: ['https://partner.test'] });
    const ada = await customerOf(world);
    const first = await ada.call('/products/1000');
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]+"$/);
    assert.equal(first.headers.get('cache-control'), 'private, no-cache');
    const origin = 'https://partner.test';
    const second = await ada.call('/products/1000', { 'if-none-match': etag, origin });
    assert.equal(second.status, 304);
    assert.equal(second.text, '');
    assert.equal(second.headers.get('etag'), etag);
    assert.equal(second.headers.get('access-control-allow-origin'), origin);
    const other = await ada.call('/products/1000', { 'if-none-match': '"other"' });
    assert.equal(other.status, 200);
    const variants = await ada.call('/products/1000/variants');
    assert.notEqual(variants.headers.get('etag'), etag);
  });

  it('passes the paging headers on', async () => {
    const world = createWorld();
    const ada = await customerOf(world);
    const { headers } = await ada.call('/products?page=1&per_page=10');
    assert.equal(headers.get('x-page-size'), '10');
    assert.equal(headers.get('x-has-more'), 'true');
    assert.equal(headers.get('x-per-page'), '10');
  });

  it('400 for what a list cannot be asked for; the API is not', async () => {
    const world = createWorld();
    const ada = await customerOf(world);
    for (const query of [
      'country_code=jpn',
      'country_code=../../orders',
      'page=0',
      'page=1e3',
      'page=99999',
      'per_page=101',
      'per_page=-1',
      'search=%00',
      `search=${'a'.repeat(41)}`,
    ]) {
      const { status, error } = await ada.call(`/products?${query}`);
      assert.equal(status, 400, query);
      assert.equal(error.code, 'VALIDATION_FAILURE');
    }
    assert.deepEqual(world.upstream(), []);
  });

  it('fetches the variants where a product does not hold them', async () => {
    const world = createWorld({
      fetch: (async (input: string, init: RequestInit) => {
        const response = await world.sandbox.fetch(input, init);
        if (!String(input).endsWith('/products/1000')) return response;
        const { data } = (await response.json()) as { data: Record<string, unknown> };
        delete data.variants;
        return Response.json(data);
      }) as typeof fetch,
    });
    const ada = await world.shopper('ada');
    assert.ok((await ada.call('GET', '/products/1000/variants')).list.length > 0);
    assert.equal((await ada.buy('ref-1')).status, 200);
    assert.deepEqual(reads(world.upstream()), [
      `GET ${PRODUCTS}/1000`,
      `GET ${PRODUCTS}/1000/variants`,
    ]);
  });
});

describe('the plan an order names', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['a digit less', { amount: 0.5 }],
    ['a digit more', { amount: 4.51 }],
    ['nearly the same', { amount: 4.500000000000001 }],
    ['of another product', { product_id: 1007, amount: 4.5 }],
    ['of no product', { product_id: 999_999 }],
    ['nothing', { amount: 0 }],
  ];
  for (const [name, change] of wrong) {
    it(`must be in the catalogue with this amount: ${name}`, async () => {
      const world = createWorld();
      const ada = await world.shopper('ada');
      const { status, error } = await ada.call('POST', '/orders', order('ref-1', change));
      const sold = world.sandbox.control.postedOrders();
      assert.equal(status, 400);
      assert.equal(error.code, 'VALIDATION_FAILURE');
      assert.deepEqual(sold, []);
      assert.deepEqual(world.asked, [], 'the host is not asked for what is not on sale');
    });
  }

  // The API picks a plan by its amount: nobody can say which of two it will deliver.
  for (const [name, other, expected] of [
    ['another amount of data', { data_amount_gb: 20 }, 400],
    ['other days', { validity_days: 30 }, 400],
    ['the same to the customer', {}, 200],
  ] as const)
    it(`${expected} where another plan has the same amount and ${name}`, async () => {
      const variant = {
        id: 1,
        esim_product_id: 1000,
        name: '1 GB',
        currency_code: 'USD',
        amount: 4.5,
        data_amount_gb: 1,
        validity_days: 7,
        client_discount: 5,
      };
      const product = {
        id: 1000,
        name: 'Japan',
        country_code: 'JPN',
        currency_code: 'USD',
        image: '',
        variants: [variant, { ...variant, ...other, id: 2 }],
      };
      const world = createWorld({}, { sandbox: { products: [product] } });
      const ada = await world.shopper('ada');
      assert.equal((await ada.buy('ref-1')).status, expected);
      assert.equal(world.asked.length, expected === 200 ? 1 : 0);
    });

  it('is looked for once more where the cache is older than a minute, and not more often', async () => {
    const world = createWorld();
    const shopper = () => world.shopper('ada');
    const unknown = order('ref-1', { amount: 4.51 });
    await (await shopper()).call('POST', '/orders', unknown);
    await (await shopper()).call('POST', '/orders', unknown);
    assert.equal(reads(world.upstream()).length, 1);
    await world.clock.pass(60_000);
    await (await shopper()).call('POST', '/orders', unknown);
    await (await shopper()).call('POST', '/orders', unknown);
    assert.equal(reads(world.upstream()).length, 2);
  });

  it('is told to the host as the catalogue has it', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    await ada.buy('ref-1');
    const { plan, request } = world.asked[0] ?? assert.fail();
    assert.equal(plan.productId, 1000);
    assert.equal(plan.price.amount, 4.5);
    assert.equal(plan.countryCode, 'JPN');
    assert.ok(plan.validityDays > 0);
    assert.equal(new URL(request.url).origin, SHOP);
  });

  it('503 or 429 where the catalogue cannot be had: nothing is sent and the host is not asked', async () => {
    for (const [kind, expected] of [
      ['status', 503],
      ['429', 429],
    ] as const) {
      const world = createWorld();
      const ada = await world.shopper('ada');
      world.sandbox.control.fault({ match: `GET ${PRODUCTS}/:id`, kind, times: 9 });
      const { status } = await ada.call('POST', '/orders', order('ref-1'));
      assert.equal(status, expected);
      assert.deepEqual(world.asked, []);
      assert.deepEqual(world.sandbox.control.postedOrders(), []);
    }
  });
});
