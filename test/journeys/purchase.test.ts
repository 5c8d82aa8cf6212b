// Whole purchases on the demo's partner page, as a customer makes them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { buyPlan, planNamed, qrCode, reads, travelTo } from '../support/customer.js';
import { type DemoPages, openDemoPages } from '../support/demo-page.js';
import { scans } from '../support/scan.js';

const ONE_GB = /^1 GB.* 7 days/;
const THREE_GB = /^3 GB.* 30 days/;

let demo: DemoPages;
before(async () => {
  demo = await openDemoPages();
});
after(() => demo.close());

const movements = (): string[] => demo.sandbox.ledger().map(({ kind }) => kind);

/** The eSIM on the screen is the one that the API issued last. */
async function isDelivered(page: Page): Promise<void> {
  await reads(page, 'Your eSIM is ready');
  const order = demo.sandbox.control.order('latest');
  assert.equal(order?.status, 'DELIVERED');
  assert.ok(order.activationCode);
  await scans(await qrCode(page), order.activationCode);
  await page.getByText(order.activationCode, { exact: true }).waitFor();
  await page.getByText(order.iccid ?? '', { exact: true }).waitFor();
}

test('from the search to an eSIM that scans', async () => {
  const page = await demo.open();
  await travelTo(page, 'Japan');
  await reads(page, 'eSIM plans for Japan');
  await buyPlan(page, ONE_GB);
  await isDelivered(page);

  const [order] = demo.sandbox.orders();
  assert.deepEqual(
    { country: order?.countryCode, gb: order?.dataAmountGb, days: order?.validityDays },
    { country: 'JPN', gb: 1, days: 7 },
  );
  assert.deepEqual(movements(), ['debit']);
  await page.context().close();
});

test('the customer pays in the page’s dialog, or cancels and nothing is ordered', async () => {
  const page = await demo.open({}, '?country=JPN&pay=ask');
  await buyPlan(page, ONE_GB);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('nothing was ordered').waitFor();
  assert.deepEqual(movements(), []);

  await buyPlan(page, ONE_GB);
  await page.getByRole('dialog').getByRole('button', { name: 'Pay', exact: true }).click();
  await isDelivered(page);
  assert.deepEqual(movements(), ['debit']);
  await page.context().close();
});

test('nothing is ordered while the page’s payment script has not been loaded', async () => {
  const page = await demo.open();
  await page.route('**/page/site/main.ts*', (route) => route.abort());
  await page.goto(page.url());
  await page.locator('esim-checkout').evaluate((element) => element.setAttribute('country', 'JPN'));
  await buyPlan(page, ONE_GB);
  await page.getByText('nothing was ordered').waitFor();
  assert.deepEqual(movements(), []);

  await page.unrouteAll();
  await page.goto(`${page.url()}?country=JPN`);
  await buyPlan(page, ONE_GB);
  await isDelivered(page);
  await page.context().close();
});

test('an order that takes longer is delivered later', async () => {
  const page = await demo.open({ outcome: 'never', inlineDeadlineMs: 0 }, '?country=JPN');
  await buyPlan(page, ONE_GB);
  await reads(page, 'We’ll have your eSIM shortly');
  assert.equal(demo.sandbox.control.order('latest')?.status, 'PENDING');

  const check = page.getByRole('button', { name: 'Check again' });
  const busy = page.locator('[part~=status] [aria-busy=true]');
  demo.sandbox.control.fault({ match: 'GET /api/v1/esim/orders*', kind: 'delay', delayMs: 500 });
  await check.click();
  await busy.waitFor();
  await busy.waitFor({ state: 'detached' });
  demo.sandbox.control.deliverPending();
  await check.click();
  await isDelivered(page);
  assert.deepEqual(movements(), ['debit']);
  await page.context().close();
});

test('an order for a plan that is no longer available is refunded, and the customer buys another plan', async () => {
  const page = await demo.open({ outcome: 'failed-plan' }, '?country=JPN');
  await buyPlan(page, ONE_GB);
  await reads(page, 'This plan is no longer available');
  await page.getByText('the order was refunded').waitFor();
  assert.deepEqual(movements(), ['debit', 'refund']);
  await planNamed(page, THREE_GB).waitFor();
  assert.equal(await planNamed(page, ONE_GB).count(), 0);

  demo.sandbox.control.setScenario({ outcome: 'delivered' });
  await buyPlan(page, THREE_GB);
  await isDelivered(page);
  assert.equal(demo.sandbox.control.order('latest')?.dataAmountGb, 3);
  assert.deepEqual(movements(), ['debit', 'refund', 'debit']);
  await page.context().close();
});

test('an order with an internal failure is delivered later', async () => {
  const scenario = { outcome: 'failed-internal', retryAfterMs: 86_400_000 } as const;
  const page = await demo.open(scenario, '?country=JPN');
  await buyPlan(page, ONE_GB);
  await reads(page, 'Your order is still being processed');

  demo.sandbox.control.deliverPending();
  await page.getByRole('button', { name: 'Check again' }).click();
  await isDelivered(page);
  assert.equal(demo.sandbox.orders().length, 1);
  assert.deepEqual(movements(), ['debit', 'refund', 'debit']);
  await page.context().close();
});

test('a token endpoint that is down can be tried again', async () => {
  const page = await demo.open({ tokenMode: 'down' }, '?country=JPN');
  await reads(page, 'The eSIM shop is not available right now');
  demo.sandbox.control.setScenario({ tokenMode: 'ok' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await reads(page, 'eSIM plans for Japan');
  await planNamed(page, ONE_GB).waitFor();
  await page.context().close();
});

test('a delivered eSIM is shown again after a reload, and after the host removed the element', async () => {
  const page = await demo.open({}, '?country=JPN');
  await buyPlan(page, ONE_GB);
  await isDelivered(page);
  await page.reload();
  await isDelivered(page);

  const gone = await page.evaluateHandle(() => {
    const element = document.querySelector('esim-checkout');
    const place = element?.parentElement;
    element?.remove();
    return { element, place };
  });
  await page.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor({ state: 'detached' });
  await gone.evaluate(({ element, place }) => element && place?.append(element));
  await isDelivered(page);
  assert.equal(demo.sandbox.orders().length, 1);
  await page.context().close();
});

test('a delivered code is shown even if the order’s screen cannot be loaded', async () => {
  const page = await demo.open({}, '?country=JPN');
  await buyPlan(page, ONE_GB);
  await isDelivered(page);
  await page.route('**/order-parts.ts*', (route) => route.abort());
  await page.reload();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  const order = demo.sandbox.control.order('latest');
  await page.getByText(order?.activationCode ?? '', { exact: true }).waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await isDelivered(page);
  await page.context().close();
});
