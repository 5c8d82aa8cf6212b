// What a screen reader gets in every phase. After an intended change: UPDATE_TREES=1 npm run test:journeys
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type HostPages, openHostPages } from '../support/host-pages/host-pages.js';
import { PHASES, reach } from '../support/host-pages/phases.js';
import { accessibilityTree } from '../support/host-pages/tree.js';

const folder = fileURLToPath(new URL('../support/host-pages/trees/', import.meta.url));

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/** The tree once it stays the same: Chromium updates it some time after the page. */
async function settledTree(page: Page): Promise<string> {
  let former = '';
  for (;;) {
    const tree = await accessibilityTree(page);
    if (tree === former) return tree;
    former = tree;
    await page.evaluate(() => new Promise<unknown>((resolve) => requestIdleCallback(resolve)));
  }
}

describe('the accessibility tree', () => {
  for (const phase of PHASES)
    test(phase, async () => {
      const page = await reach(pages, phase);
      const tree = await settledTree(page);
      await page.context().close();
      const file = `${folder}${phase}.txt`;
      if (process.env.UPDATE_TREES) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, tree);
      }
      assert.equal(tree, readFileSync(file, 'utf8'));
    });

  test('says the heading where nobody’s focus is in the element', async () => {
    const page = await reach(pages, 'unavailable');
    const said = page.locator('esim-order-status .announce:not(:empty)');
    assert.equal(await said.textContent(), 'The eSIM shop is not available right now');
    await page.context().close();
  });
});
