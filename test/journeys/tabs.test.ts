// Which of several tabs acts on a purchase.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';

// In the page: Chromium takes some time for a page's first lock request. Here it takes long.
const SLOW_LOCKS = `
  const request = LockManager.prototype.request;
  LockManager.prototype.request = async function (...all) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return request.apply(this, all);
  };
`;
const OFFERS = `
  window.offers = 0;
  document.addEventListener('esim-before-order', () => (offers += 1));
`;

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

test('the host is asked in the tab in which Buy was pressed, not in one behind it', async () => {
  pages.restart();
  const page = await pages.open({
    body: tag({ country: 'JPN' }),
    async prepare(page) {
      await page.context().addInitScript(OFFERS);
      await page.addInitScript(SLOW_LOCKS);
    },
  });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await waitFor(other, 'choosing-plan');
  // A tab with a session gets the messages of other tabs.
  await other.evaluate(() => document.querySelector('esim-checkout')?.purchases());
  await buy(page);
  for (const tab of [page, other]) await waitFor(tab, 'delivered');
  const offers = (tab: Page): Promise<number> => tab.evaluate<number>('offers');
  assert.deepEqual([await offers(page), await offers(other)], [1, 0]);
  await page.context().close();
});
