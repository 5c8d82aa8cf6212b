// A whole purchase on one kind of page. Two test files list the kinds: pages, and changed browsers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { type HostPages, openHostPages, type PageOptions, tag } from './host-pages.js';
import { buy, waitFor } from './phases.js';

export const SHOP = tag({ country: 'JPN' });

/** The host pages of the test file that imports this. */
export let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

export interface Kind extends PageOptions {
  name: string;
  /**
   * Runs when the page is open.
   * @returns where the element is, if not in the page itself
   */
  arrange?(page: Page): Promise<Frame | undefined>;
  /** Default: chooses a plan and clicks Buy. */
  buys?(shop: Page | Frame): Promise<unknown>;
}

/** Opens the page and buys an eSIM on it. Checks for exactly one debit, the code, and an empty console. */
export async function sells({ arrange, buys = buy, ...options }: Kind): Promise<void> {
  const { sandbox } = pages;
  const trouble: string[] = [];
  const page = await pages.open({
    body: `<main>${SHOP}</main>`,
    ...options,
    async prepare(page) {
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') trouble.push(message.text());
      });
      await options.prepare?.(page);
    },
  });
  try {
    const shop = (await arrange?.(page)) ?? page;
    await buys(shop);
    await waitFor(shop, 'delivered');
    assert.deepEqual(
      sandbox.ledger().map(({ kind }) => kind),
      ['debit'],
    );
    const [order] = sandbox.orders();
    const code = shop.getByText(order?.activationCode ?? '', { exact: true });
    await code.first().waitFor();
    assert.deepEqual(trouble, []);
  } finally {
    await page.context().close();
  }
}

/** One test for each kind of page. */
export function table(name: string, kinds: readonly Kind[]): void {
  describe(name, () => {
    for (const kind of kinds)
      test(kind.name, async () => {
        pages.restart();
        await sells(kind);
      });
  });
}
