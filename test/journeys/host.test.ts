// The shop in demo/host, in a browser: sign-in, plan, payment with the provider, eSIM.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type RunningHost, startHost } from '../../demo/host/start.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';
import { buyPlan, reads, travelTo } from '../support/customer.js';

const ONE_GB = /^1 GB.* 7 days/;

let host: RunningHost;
let browser: Browser;
let page: Page;
let problems: string[];
before(async () => {
  host = await startHost({ sandbox: { scenario: { fulfilAfterMs: 0 } } });
  browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
});
after(async () => {
  await browser.close();
  await host.close();
});

let customers = 0;
beforeEach(async () => {
  host.sandbox.control.reset();
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  page = await context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) problems.push(message.text());
  });
  await page.goto(host.urls.shop);
  customers += 1;
  await page.getByLabel('Name').fill(`customer-${customers}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await travelTo(page, 'Japan');
  await reads(page, 'eSIM plans for Japan');
});

const provider = (): ReturnType<Page['frameLocator']> => page.frameLocator('dialog iframe');
const debits = (): number => host.sandbox.ledger().filter(({ kind }) => kind === 'debit').length;

test('pays the retail price and gets the eSIM', async () => {
  await buyPlan(page, ONE_GB);
  await provider().getByRole('button', { name: 'Pay $5.63' }).click();
  await reads(page, 'Your eSIM is ready');
  assert.equal(debits(), 1);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test('orders nothing when the payment is cancelled', async () => {
  await buyPlan(page, ONE_GB);
  await provider().getByRole('button', { name: 'Cancel' }).click();
  await reads(page, 'eSIM plans for Japan');
  assert.deepEqual(host.sandbox.control.postedOrders(), []);
  await page.context().close();
});

test('waits for a webhook that is late, and is not asked to pay again after a reload', async () => {
  await host.provider.hold(true);
  await buyPlan(page, ONE_GB);
  const early = page.waitForResponse((answer) => answer.status() === 503);
  await provider().getByRole('button', { name: 'Pay $5.63' }).click();
  await early;
  assert.equal(debits(), 0);
  await host.provider.hold(false);
  await page.reload();
  await reads(page, 'Your eSIM is ready');
  assert.equal(debits(), 1);
  await page.context().close();
});

test('gives the money back when the order fails', async () => {
  host.sandbox.control.setScenario({ outcome: 'failed-plan' });
  const refund = page.waitForResponse('**/order-failed');
  await buyPlan(page, ONE_GB);
  await provider().getByRole('button', { name: 'Pay $5.63' }).click();
  await reads(page, 'This plan is no longer available');
  assert.deepEqual(await (await refund).json(), { refunded: true });
  await page.context().close();
});
