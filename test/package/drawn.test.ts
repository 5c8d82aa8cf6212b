// The builds leave out of the libraries what the elements do not need. What is drawn must be what the sources draw.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type HostPages, openHostPages } from '../support/host-pages/host-pages.js';
import { PHASES, reach } from '../support/host-pages/phases.js';
import { accessibilityTree } from '../support/host-pages/tree.js';
import { ensureBuild } from './built.js';

const TREES = 'test/support/host-pages/trees';

for (const script of ['esim-checkout.js', 'esim-checkout.iife.js'])
  describe(`what ${script} draws`, { timeout: 240_000 }, () => {
    let pages: HostPages;
    before(async () => {
      await ensureBuild();
      pages = await openHostPages(script);
    });
    after(() => pages.close());

    for (const phase of PHASES)
      test(phase, async () => {
        const page = await reach(pages, phase);
        const tree = await accessibilityTree(page);
        await page.context().close();
        assert.equal(tree, readFileSync(`${TREES}/${phase}.txt`, 'utf8'));
      });

    test('the list of eSIMs, and one from it', async () => {
      const page = await reach(pages, 'delivered');
      await page.getByRole('button', { name: 'Buy another eSIM' }).click();
      await page.getByRole('heading', { name: 'Your eSIMs' }).waitFor();
      await page.getByRole('button', { name: /^Open/ }).click();
      await page.getByRole('img', { name: /QR/ }).waitFor();
      await page.context().close();
    });
  });
