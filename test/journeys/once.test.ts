// Whatever happens at Buy and after it, the API's ledger has exactly one debit.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { reads } from '../support/customer.js';
import {
  type HostPages,
  openHostPages,
  referenceOf,
  tag,
} from '../support/host-pages/host-pages.js';
import { buy, choose, waitFor } from '../support/host-pages/phases.js';
import { ownTime, passUntil } from '../support/host-pages/time.js';

const ORDER = 'POST /api/v1/esim/orders';
/** An order that the operator answers only when the test says so. */
const HELD = { outcome: 'never', inlineDeadlineMs: 86_400_000 } as const;
const SHOP = tag({ country: 'JPN' });

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

let page: Page;
afterEach(() => page.context().close());

/** There is one debit and one order, and each of these pages shows its code. */
async function isBoughtOnce(...shown: Page[]): Promise<void> {
  for (const each of shown) await waitFor(each, 'delivered');
  const { sandbox } = pages;
  assert.deepEqual(
    sandbox.ledger().map(({ kind }) => kind),
    ['debit'],
  );
  const [order, ...more] = sandbox.orders();
  assert.equal(more.length, 0);
  for (const each of shown) {
    await each
      .getByText(order?.activationCode ?? '', { exact: true })
      .first()
      .waitFor();
    const purchases = await each
      .locator('esim-checkout')
      .first()
      .evaluate((element: EsimCheckout) => element.purchases());
    assert.deepEqual(
      purchases.map(({ reference }) => reference),
      [referenceOf(order)],
    );
  }
}

/** Resolves when the order has arrived at the API, which has not answered yet. */
async function arrives(): Promise<void> {
  while (pages.sandbox.control.postedOrders().length === 0) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 10)));
  }
}

/** Gives the page a list of its Buy buttons, so that one task can press all of them. */
async function findButtons(at: Page): Promise<void> {
  await at.evaluate(() => {
    const buttons = [...document.querySelectorAll('esim-checkout')].map((element) =>
      element.shadowRoot
        ?.querySelector('esim-plan-picker')
        ?.shadowRoot?.querySelector<HTMLElement>('[part=buy-button]'),
    );
    Object.assign(window, { buttons });
  });
}

describe('one debit for', () => {
  test('seven clicks in one task', async () => {
    pages.restart();
    page = await pages.open({ body: SHOP });
    await choose(page);
    await findButtons(page);
    await page.evaluate(() => {
      const [button] = (window as unknown as { buttons: HTMLElement[] }).buttons;
      for (let click = 0; click < 7; click++) button?.click();
    });
    await isBoughtOnce(page);
  });

  test('Enter and a click', async () => {
    const sandbox = pages.restart({ scenario: HELD });
    page = await pages.open({ body: SHOP });
    await choose(page);
    const button = page.getByRole('button', { name: /^Buy eSIM/ });
    await button.focus();
    const box = await button.boundingBox();
    assert.ok(box);
    await Promise.all([
      page.keyboard.press('Enter'),
      page.mouse.click(box.x + box.width / 2, box.y + box.height / 2),
    ]);
    await arrives();
    sandbox.control.resolve('latest', 'delivered');
    await isBoughtOnce(page);
  });

  test('buy() twice', async () => {
    pages.restart();
    page = await pages.open({ body: SHOP });
    await choose(page);
    await page.locator('esim-checkout').evaluate(async (element: EsimCheckout) => {
      await Promise.all([element.buy(), element.buy()]);
    });
    await isBoughtOnce(page);
  });

  test('two elements on one page', async () => {
    pages.restart();
    page = await pages.open({ body: `<main>${SHOP}${SHOP}</main>` });
    for (const index of [0, 1]) {
      const element = page.locator('esim-checkout').nth(index);
      await element.getByRole('radio').nth(1).check();
    }
    await findButtons(page);
    await page.evaluate(() => {
      for (const button of (window as unknown as { buttons: HTMLElement[] }).buttons)
        button.click();
    });
    await page.getByRole('heading', { name: 'Your eSIM is ready' }).nth(1).waitFor();
    await isBoughtOnce(page);
  });

  test('two tabs at the same time', async () => {
    pages.restart();
    page = await pages.open({ body: SHOP });
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const tab of [page, other]) {
      await choose(tab);
      await findButtons(tab);
    }
    await other.evaluate(() => {
      new BroadcastChannel('press').onmessage = () =>
        (window as unknown as { buttons: HTMLElement[] }).buttons[0]?.click();
    });
    await page.evaluate(() => {
      new BroadcastChannel('press').postMessage('now');
      (window as unknown as { buttons: HTMLElement[] }).buttons[0]?.click();
    });
    await isBoughtOnce(page, other);
  });

  test('a page that is reloaded before the order is answered', async () => {
    const sandbox = pages.restart({ scenario: HELD });
    page = await pages.open({ body: SHOP });
    await buy(page);
    await arrives();
    await page.reload();
    await waitFor(page, 'pending');
    sandbox.control.resolve('latest', 'delivered');
    await page.getByRole('button', { name: 'Check again' }).click();
    await isBoughtOnce(page);
  });

  test('an element that is removed before the order is answered, and inserted again', async () => {
    const sandbox = pages.restart({ scenario: HELD });
    page = await pages.open({ body: SHOP });
    await buy(page);
    await arrives();
    const element = await page.locator('esim-checkout').elementHandle();
    await element?.evaluate((gone) => gone.remove());
    await page.locator('esim-checkout').waitFor({ state: 'detached' });
    await element?.evaluate((back) => document.body.append(back));
    await waitFor(page, 'pending');
    sandbox.control.resolve('latest', 'delivered');
    await page.getByRole('button', { name: 'Check again' }).click();
    await isBoughtOnce(page);
  });

  // Chromium itself repeats a request if its connection breaks. After a gateway's 504 only the element decides.
  for (const [what, fault] of [
    ['breaks off', { kind: 'drop-response' }],
    ['a gateway loses', { kind: 'status', status: 504, handled: true }],
  ] as const)
    test(`an answer that ${what}`, async () => {
      const sandbox = pages.restart();
      sandbox.control.fault({ match: ORDER, ...fault });
      page = await pages.open({ body: SHOP });
      await buy(page);
      await isBoughtOnce(page);
      assert.equal(sandbox.control.faults().length, 0);
    });

  test('a network that is gone when Buy is pressed, and comes back', async () => {
    pages.restart();
    page = await pages.open({ body: SHOP, prepare: ownTime });
    await choose(page);
    // The code for an order was fetched when the plans were there.
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    const failed = page.waitForEvent('requestfailed');
    await page.getByRole('button', { name: /^Buy eSIM/ }).click();
    await failed;
    await reads(page, 'Getting your eSIM');
    assert.deepEqual(pages.sandbox.ledger(), []);
    await page.context().setOffline(false);
    await passUntil(page, 'delivered');
    await isBoughtOnce(page);
  });
});
