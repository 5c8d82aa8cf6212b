// A tab that the browser has frozen behind others: it sees no time pass, no timer, no answer, until it is looked at again.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import type { Scenario } from '../../src/sandbox/index.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';
import { openPlainChromium, type PlainChromium } from '../support/plain-chromium.js';

const PENDING = { outcome: 'never', inlineDeadlineMs: 0 } as const;
/** An order that the operator answers only when it is told to. */
const HELD = { outcome: 'never', inlineDeadlineMs: 86_400_000 } as const;
/** A life of another order than the wanted one would be waited for without end. */
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
  // All pages share their storage: each is another customer's.
  const customer = `customer-${customers}`;
  await page.goto(pages.publish({ body: `<main>${tag({ country: 'JPN', customer })}</main>` }));
}

/** Another tab comes before the page, which is frozen while `meanwhile` happens, and then looked at again. */
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

/** Resolves when this is the life of the page so far; asked from outside, for in the page no time passes. */
async function happened(...wanted: string[]): Promise<void> {
  for (let life = ''; life !== String(wanted); ) life = String(await page.evaluate('life'));
}

const phase = (): Promise<string> =>
  page.locator('esim-checkout').evaluate((element: EsimCheckout) => element.state.phase);

/** Resolves when the order has arrived at the API, which has not answered yet. */
async function arrives(): Promise<void> {
  while (pages.sandbox.control.postedOrders().length === 0) await page.evaluate('0');
}

/** The operator delivers, and the order that the API holds is answered. */
async function answers(): Promise<void> {
  pages.sandbox.control.resolve('latest', 'delivered');
  // The server has sent that answer by the time it has sent another one.
  await fetch(page.url());
}

/** Delivered, with one order that was sent once and paid for once. */
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

  test('an order that a gateway gives up meanwhile is looked up, not sent again', async () => {
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
