// How many requests the element sends to the host's gateway.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';
import { ownTime, pass, passUntil } from '../support/host-pages/time.js';

const TOKEN = 'POST /esim/token';
const PRODUCT = 'GET /api/v1/esim/products/1000';
const UNTIL_PLANS = [
  TOKEN,
  'GET /api/v1/esim/products?country_code=JPN&page=1&per_page=50',
  PRODUCT,
];
const SHOP = tag({ country: 'JPN' });
const PENDING = { outcome: 'never', inlineDeadlineMs: 0 } as const;
const MINUTE = 60_000;

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

let page: Page;
afterEach(() => page.context().close());

const seen = (): string[] => pages.requests.map(({ method, path }) => `${method} ${path}`);
const ofCatalogue = (): string[] => seen().filter((request) => request.includes('/products'));

/** Resolves when the page sends no more requests for now. */
async function rests(): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise<unknown>((resolve) => requestIdleCallback(resolve)));
}

describe('until the plans are there', () => {
  test('with a country: the token, its products, the product with its plans', async () => {
    pages.restart();
    page = await pages.open({ body: SHOP });
    await waitFor(page, 'choosing-plan');
    await rests();
    assert.deepEqual(seen(), UNTIL_PLANS);
  });

  test('with a product: the token and the product', async () => {
    pages.restart();
    page = await pages.open({ body: tag({ 'product-id': '1000' }) });
    await waitFor(page, 'choosing-plan');
    await rests();
    assert.deepEqual(seen(), [TOKEN, PRODUCT]);
  });

  test('an element that is not on the page asks for nothing', async () => {
    pages.restart();
    page = await pages.open({ body: '<main></main>' });
    await page.evaluate(async (shop) => {
      await customElements.whenDefined('esim-checkout');
      const apart = document.createElement('div');
      apart.innerHTML = shop;
      customElements.upgrade(apart);
      Object.assign(window, { apart });
    }, SHOP);
    await rests();
    assert.deepEqual(seen(), []);

    await page.evaluate(() => {
      document.body.append((window as unknown as { apart: Element }).apart);
    });
    await waitFor(page, 'choosing-plan');
    assert.deepEqual(seen(), UNTIL_PLANS);
  });

  test('ten elements ask as often as one', async () => {
    pages.restart();
    page = await pages.open({ body: SHOP.repeat(10) });
    for (let index = 0; index < 10; index++)
      await page.locator('esim-checkout').nth(index).getByRole('radio').first().waitFor();
    await rests();
    assert.deepEqual(seen(), UNTIL_PLANS);
  });
});

test('a second visit within the hour asks for no catalogue, a later one does', async () => {
  pages.restart();
  page = await pages.open({ body: SHOP, prepare: ownTime });
  await waitFor(page, 'choosing-plan');
  await rests();
  await pass(page, 59 * MINUTE);
  for (const [minutes, requests] of [
    [0, []],
    [2, UNTIL_PLANS.slice(1)],
  ] as const) {
    await pass(page, minutes * MINUTE);
    pages.requests.length = 0;
    await page.reload();
    await waitFor(page, 'choosing-plan');
    await rests();
    assert.deepEqual(ofCatalogue(), requests);
  }
});

describe('while an order is pending', () => {
  async function openPending(): Promise<void> {
    pages.restart({ scenario: PENDING });
    page = await pages.open({ body: SHOP, prepare: ownTime });
    await buy(page);
    await waitFor(page, 'pending');
    pages.requests.length = 0;
  }

  test('for five minutes: at most 12 requests, and none when they are over', async () => {
    await openPending();
    await passUntil(page, 'overdue', 2500);
    const asked = seen();
    assert.ok(asked.length >= 8 && asked.length <= 12, `${asked.length} requests`);
    assert.deepEqual([...new Set(asked)], ['GET /api/v1/esim/orders/500001']);
    await pass(page, 10 * MINUTE);
    assert.equal(seen().length, asked.length);
  });

  test('on a page that nobody sees: none, and one on return', async () => {
    await openPending();
    await show(page, false);
    await pass(page, 10 * MINUTE);
    assert.deepEqual(seen(), []);
    const asked = page.waitForResponse(/\/orders\/500001$/);
    await show(page, true);
    await asked;
    // The token has expired meanwhile.
    assert.deepEqual(seen(), [TOKEN, 'GET /api/v1/esim/orders/500001']);
  });
});

/** Hides a tab as if it were behind others. A headless browser cannot do that itself. */
async function show(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}
