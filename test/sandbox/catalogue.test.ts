import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorld } from './world.js';

const PRODUCTS = '/api/v1/esim/products';

describe('GET products', () => {
  it('finds one product for Japan, with 1 GB for 7 days', async () => {
    const { call } = createWorld();
    const { list } = await call('GET', `${PRODUCTS}?country_code=JPN`);
    assert.equal(list.length, 1);
    const { body } = await call('GET', `${PRODUCTS}/${list[0]?.id}`);
    const names = (body.variants as { name: string }[]).map(({ name }) => name);
    assert.ok(names.includes('1 GB / 7 days'));
  });

  it('gives id, name, country_code, currency_code and image_url, and no variants in a list', async () => {
    const { call } = createWorld();
    const { list } = await call('GET', `${PRODUCTS}?country_code=JPN`);
    assert.deepEqual(Object.keys(list[0] ?? {}).sort(), [
      'country_code',
      'currency_code',
      'id',
      'image_url',
      'name',
    ]);
  });

  it('filters by alpha-3 code, by GLO, and knows several products of one country', async () => {
    const { call } = createWorld();
    for (const [code, count] of [
      ['USA', 3],
      ['FRA', 2],
      ['GLO', 2],
      ['QQQ', 0],
    ] as const) {
      const { list } = await call('GET', `${PRODUCTS}?country_code=${code}`);
      assert.equal(list.length, count, code);
      assert.ok(list.every((product) => product.country_code === code));
    }
  });

  it('refuses a country_code that is none', async () => {
    const { call } = createWorld();
    const { status, error } = await call('GET', `${PRODUCTS}?country_code=jp`);
    assert.equal(status, 400);
    assert.equal(error.code, 'VALIDATION_FAILURE');
  });

  it('searches names whatever their case', async () => {
    const { call } = createWorld();
    const { list } = await call('GET', `${PRODUCTS}?search=uNITED`);
    assert.ok(list.length >= 5);
    assert.ok(list.every((product) => String(product.name).includes('United')));
  });

  it('pages by page and per_page, 50 by default, and says so in headers', async () => {
    const { call } = createWorld();
    const first = await call('GET', PRODUCTS);
    const total = Number(first.headers.get('x-total-count'));
    assert.equal(first.list.length, 50);
    assert.equal(first.headers.get('x-page'), '1');
    assert.equal(first.headers.get('x-per-page'), '50');
    assert.equal(first.headers.get('x-page-size'), '50');
    assert.equal(first.headers.get('x-has-more'), 'true');
    assert.equal(first.headers.get('x-total-pages'), String(Math.ceil(total / 50)));
    const last = await call('GET', `${PRODUCTS}?page=2`);
    assert.equal(last.list.length, total - 50);
    assert.equal(last.headers.get('x-has-more'), 'false');
    assert.equal((await call('GET', `${PRODUCTS}?page=9`)).list.length, 0);
    assert.equal((await call('GET', `${PRODUCTS}?per_page=100`)).list.length, total);
    assert.equal((await call('GET', `${PRODUCTS}?per_page=101`)).status, 400);
  });

  it('has at least 60 destinations, and the odd ones: no image, a long name, no plans, one plan', async () => {
    const { call } = createWorld();
    const { list } = await call('GET', `${PRODUCTS}?per_page=100`);
    assert.ok(new Set(list.map((product) => product.country_code)).size >= 60);
    assert.ok(list.some((product) => product.image_url === ''));
    assert.ok(list.some((product) => String(product.name).length === 80));
    const plans = await Promise.all(
      list.map(async ({ id }) => (await call('GET', `${PRODUCTS}/${id}/variants`)).list),
    );
    assert.ok(plans.some((variants) => variants.length === 0));
    assert.ok(plans.some((variants) => variants.length === 1));
    const all = plans.flat();
    assert.ok(all.some((variant) => variant.data_amount_gb === 0));
    assert.ok(all.some((variant) => variant.amount === 0.1 + 0.2));
    assert.deepEqual([...new Set(all.map((variant) => variant.currency_code))].sort(), [
      'EUR',
      'GBP',
      'JPY',
      'KRW',
      'KWD',
      'USD',
    ]);
  });

  it('never has two plans of one product at the same amount', async () => {
    const { call } = createWorld();
    const { list } = await call('GET', `${PRODUCTS}?per_page=100`);
    for (const { id } of list) {
      const variants = (await call('GET', `${PRODUCTS}/${id}/variants`)).list;
      assert.equal(new Set(variants.map(({ amount }) => amount)).size, variants.length);
    }
  });

  it('serves 5,000 products when asked to', async () => {
    const { call } = createWorld({ catalogueSize: 5000 });
    const { headers, list } = await call('GET', `${PRODUCTS}?page=50&per_page=100`);
    assert.equal(headers.get('x-total-count'), '5000');
    assert.equal(list.length, 100);
  });

  it('can be empty, or hostile', async () => {
    const empty = createWorld({ scenario: { catalogue: 'empty' } });
    assert.deepEqual((await empty.call('GET', PRODUCTS)).list, []);
    const hostile = createWorld({ scenario: { catalogue: 'hostile' } });
    const { list } = await hostile.call('GET', `${PRODUCTS}?country_code=JPN`);
    assert.match(String(list[0]?.name), /onerror/);
  });
});

describe('GET product and variants', () => {
  it('inlines in the detail call the very variants of the variants call', async () => {
    const { call } = createWorld();
    const { body } = await call('GET', `${PRODUCTS}/1000`);
    const { list } = await call('GET', `${PRODUCTS}/1000/variants`);
    assert.deepEqual(body.variants, list);
    assert.deepEqual(Object.keys(list[0] ?? {}).sort(), [
      'amount',
      'client_discount',
      'currency_code',
      'data_amount_gb',
      'esim_product_id',
      'id',
      'name',
      'validity_days',
    ]);
  });

  it('answers 404 for a product there is not', async () => {
    const { call } = createWorld();
    for (const path of ['/1', '/x', '/1/variants']) {
      const { status, error } = await call('GET', PRODUCTS + path);
      assert.equal(status, 404);
      assert.equal(error.code, 'NOT_FOUND');
    }
  });

  it('serves the product image from its own origin', async () => {
    const { call, sandbox } = createWorld({ basePath: '/octopus' });
    const { list } = await call('GET', `/octopus${PRODUCTS}?country_code=JPN`);
    assert.equal(list[0]?.image_url, 'https://api.test/octopus/images/jpn.svg');
    const image = await sandbox.fetch(String(list[0]?.image_url));
    assert.equal(image.headers.get('content-type'), 'image/svg+xml');
    assert.match(await image.text(), /^<svg /);
  });
});

describe('bodies', () => {
  it('come bare or wrapped, as the scenario says', async () => {
    const { call, sandbox } = createWorld();
    for (const envelope of ['bare', 'data', 'success'] as const) {
      sandbox.control.setScenario({ envelope });
      const { raw } = await call('GET', `${PRODUCTS}?country_code=JPN`);
      assert.equal(Array.isArray(raw), envelope === 'bare');
      assert.equal((raw as { success?: boolean }).success, envelope === 'success' || undefined);
    }
  });

  it('differ by endpoint when nothing is said', async () => {
    const { call } = createWorld();
    const list = await call('GET', PRODUCTS);
    const detail = await call('GET', `${PRODUCTS}/1000`);
    const variants = await call('GET', `${PRODUCTS}/1000/variants`);
    assert.ok(Array.isArray(list.raw));
    assert.deepEqual(Object.keys(detail.raw as object), ['data']);
    assert.deepEqual(Object.keys(variants.raw as object), ['success', 'data']);
  });
});
