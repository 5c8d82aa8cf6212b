// Nothing on the host's page jumps when the plans come.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { waitFor } from '../support/host-pages/phases.js';

const MOST = 0.02;
// In the page: adds up what moves, unless it was the customer who moved it.
const METER = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/** The sum once what has been drawn was measured. */
function shifted(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return (window as unknown as { shifted: number }).shifted;
  });
}

for (const [width, lang] of [
  [1280, 'en'],
  [800, 'en'],
  [390, 'en'],
  [390, 'de'],
  [390, 'ar'],
] as const)
  test(`from loading to the plans, ${width} px wide, in "${lang}"`, async () => {
    pages.restart({ scenario: { latencyMs: 1500 } });
    const page = await pages.open({
      body: `<main><h1>Shop</h1>${tag({ country: 'JPN', lang })}<p id="below">Below</p></main>`,
      context: { viewport: { width, height: 900 } },
      prepare: (page) => page.addInitScript(METER),
    });
    await waitFor(page, 'loading');
    const before = await shifted(page);
    await waitFor(page, 'choosing-plan');
    const sum = (await shifted(page)) - before;
    assert.ok(sum < MOST, `${sum}`);

    // The meter can tell.
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.style.height = '300px';
      document.body.prepend(late);
    });
    assert.ok((await shifted(page)) > MOST);
    await page.context().close();
  });
