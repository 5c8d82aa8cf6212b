// The page's part of a payment, in a browser: what it tells the server when it took none.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Payment } from '../../demo/host/payments.js';
import { type RunningHost, startHost } from '../../demo/host/start.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';
import { buyPlan, reads, travelTo } from '../support/customer.js';
import { until } from './customer.js';

const ONE_GB = /^1 GB.* 7 days/;
const HOUR = 3_600_000;

let host: RunningHost;
let browser: Browser;
let page: Page;
let time: number;
before(async () => {
  browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
});
after(async () => {
  await browser.close();
  await host.close();
});
beforeEach(async () => {
  await host?.close();
  time = Date.now();
  host = await startHost({ sandbox: { scenario: { fulfilAfterMs: 0 } }, now: () => time });
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  page = await context.newPage();
  await page.goto(host.urls.shop);
  await page.getByLabel('Name').fill('ada');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await travelTo(page, 'Japan');
  await reads(page, 'eSIM plans for Japan');
  await buyPlan(page, ONE_GB);
  await page.frameLocator('dialog iframe').getByRole('button', { name: 'Cancel' }).waitFor();
});

const payment = (): Payment => {
  const [only] = host.shop.payments.all();
  assert.ok(only);
  return only;
};
/** The customer pays, and the page hears nothing of it. */
async function payElsewhere(): Promise<void> {
  const { secret } = host.provider.payments()[0] ?? {};
  await fetch(`${host.urls.provider}/pay/${secret}`, { method: 'POST' });
}

test('a cancelled payment is told to the server, which closes the reference', async () => {
  const told = page.waitForResponse('**/order-failed');
  await page.frameLocator('dialog iframe').getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await told).status(), 200);
  assert.ok(payment().closedAt);
  assert.equal(payment().status, 'open');
  await page.context().close();
});

test('money that the page never heard of goes back: the customer closed the dialog', async () => {
  await payElsewhere();
  const told = page.waitForResponse('**/order-failed');
  await page.evaluate(() => document.querySelector('dialog')?.close());
  assert.equal((await told).status(), 200);
  await until(() => payment().status === 'paid');
  time += 91_000;
  await host.shop.sweep();
  assert.equal(payment().status, 'refunded');
  await page.context().close();
});

test('money that the page never heard of goes back: the customer closed the tab', async () => {
  await host.provider.hold(true); // and the webhook is lost too
  await payElsewhere();
  await page.context().close();
  assert.equal(payment().reportedAt, undefined);
  for (let sweep = 0; sweep < 12; sweep += 1) {
    time += HOUR / 4;
    await host.shop.sweep();
  }
  assert.equal(payment().status, 'refunded');
  assert.equal(host.provider.payments()[0]?.status, 'refunded');
});

test('a visit after the price has changed does not lose the payment', async () => {
  await payElsewhere();
  await until(() => payment().status === 'paid');
  const paid = page.waitForResponse('**/pay');
  Object.assign(payment(), { wholesale: 4.4 }); // it was begun at another price than today's
  await page.reload();
  assert.deepEqual(await (await paid).json(), { status: 'paid' });
  // The order does not fit the payment any more: nothing is ordered, and the money goes back.
  await page.waitForResponse('**/order-failed');
  assert.deepEqual(host.sandbox.control.postedOrders(), []);
  time += 91_000;
  await host.shop.sweep();
  assert.equal(payment().status, 'refunded');
  await page.context().close();
});
