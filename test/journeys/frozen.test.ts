// A tab that the browser has frozen behind others. In it no time passes, no timer runs and no answer arrives until it
// is shown again.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import type { Scenario } from '../../src/sandbox/index.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';
import { openPlainChromium, type PlainChromium } from '../support/plain-chromium.js';

const PENDING = { outcome: 'never', inlineDeadlineMs: 0 } as const;
/** An order that the operator answers only when the test says so. */
const HELD = { outcome: 'never', inlineDeadlineMs: 86_400_000 } as const;
/** The longest wait, in ms. Steps in a wrong order would otherwise wait without end. */
const HANGS_MS = 120_000;
const LIFE = `
  window.life = [];
  for (const type of ['visibilitychange', 'freeze', 'resume'])
    document.addEventListener(type, () => life.push(type === 'visibilitychange' ? document.visibilityState : type));
`;

let pages: HostPages;
let chromium: PlainChromium;
before(async () => {
  pages = await openHostPages();
  chromium = await openPlainChromium();
});
after(async () => {
  await chromium.close();
  await pages.close();
});

let customers = 0;
let page: Page;
afterEach(() => page.close());

async function open(scenario: Partial<Scenario>): Promise<void> {
  pages.restart({ scenario });
  customers += 1;
  page = await chromium.context.newPage();
  await page.addInitScript(LIFE);
  // All pages share their storage, so each has another customer.
  const customer = `customer-${customers}`;
  await page.goto(pages.publish({ body: `<main>${tag({ country: 'JPN', customer })}</main>` }));
}

/** Another tab covers the page, which is frozen while `meanwhile` runs, and is then shown again. */
async function whileFrozen(meanwhile: () => Promise<unknown>): Promise<void> {
  const front = await chromium.context.newPage();
  await front.bringToFront();
  const session = await chromium.context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await happened('hidden', 'freeze');
  await meanwhile();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.bringToFront();
  await happened('hidden', 'freeze', 'resume', 'visible');
  await front.close();
}

/**
 * Resolves when the page has had exactly these steps. The test asks from outside, because no time passes in the page.
 */
async function happened(...wanted: string[]): Promise<void> {
  for (let life = ''; life !== String(wanted); ) life = String(await page.evaluate('life'));
}

const phase = (): Promise<string> =>
  page.locator('esim-checkout').evaluate((element: EsimCheckout) => element.state.phase);

/** Resolves when the order has arrived at the API, which has not answered yet. */
async function arrives(): Promise<void> {
  while (pages.sandbox.control.postedOrders().length === 0) await page.evaluate('0');
}

/** The operator delivers, and the API answers the order that it holds. */
async function answers(): Promise<void> {
  pages.sandbox.control.resolve('latest', 'delivered');
  // The server has sent that answer when it has sent a later one.
  await fetch(page.url());
}

/** The order is delivered. It was sent once and debited once. */
async function isBoughtOnce(): Promise<void> {
  await waitFor(page, 'delivered');
  const { sandbox } = pages;
  const [order, ...more] = sandbox.orders();
  await page.getByText(order?.activationCode ?? '', { exact: true }).waitFor();
  assert.equal(more.length, 0);
  assert.equal(sandbox.control.postedOrders().length, 1);
  assert.deepEqual(
    sandbox.ledger().map(({ kind }) => kind),
    ['debit'],
  );
}

describe('in a frozen page', { timeout: HANGS_MS }, () => {
  test('an order that is delivered meanwhile is there by itself on return', async () => {
    await open(PENDING);
    await buy(page);
    await waitFor(page, 'pending');
    pages.sandbox.control.clearRequests();
    await whileFrozen(async () => {
      pages.sandbox.control.deliverPending();
      assert.equal(await phase(), 'pending');
      assert.deepEqual(pages.sandbox.control.requests(), []);
    });
    await isBoughtOnce();
  });

  test('an order that is answered meanwhile goes on with that answer', async () => {
    await open(HELD);
    await buy(page);
    await arrives();
    pages.sandbox.control.clearRequests();
    await whileFrozen(async () => {
      await answers();
      assert.equal(await phase(), 'ordering');
    });
    await isBoughtOnce();
    assert.deepEqual(pages.sandbox.control.requests(), []);
  });

  test('an order whose gateway times out in between is looked up, not sent again', async () => {
    await open(HELD);
    const match = 'POST /api/v1/esim/orders';
    pages.sandbox.control.fault({ match, kind: 'status', status: 504, handled: true });
    await buy(page);
    await arrives();
    await whileFrozen(async () => {
      await answers();
      assert.equal(await phase(), 'ordering');
    });
    await isBoughtOnce();
  });
});
