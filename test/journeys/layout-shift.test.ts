// Nothing on the host's page moves when the plans arrive.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { languages } from '../../src/i18n/languages.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { isDrawable } from '../support/host-pages/look.js';
import { waitFor } from '../support/host-pages/phases.js';

const MOST = 0.02;
// In the page: sums all layout shifts that the customer has not caused.
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

/** The sum of all shifts, after the last frame has been measured. */
function shifted(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    return (window as unknown as { shifted: number }).shifted;
  });
}

/** Checks the shifts from the first placeholder to the plans, or to the search. */
async function measure(
  width: number,
  lang: string,
  country = 'JPN',
): Promise<[sum: number, page: Page]> {
  let measured = (): void => {};
  const areMeasured = new Promise<void>((resolve) => {
    measured = resolve;
  });
  const page = await pages.open({
    body: `<main><h1>Shop</h1>${tag({ country, lang })}<p id="below">Below</p></main>`,
    context: { viewport: { width, height: 900 } },
    async prepare(page) {
      await page.addInitScript(METER);
      // The token and the texts arrive after their placeholders are visible, however busy the machine is.
      await page.route('**/esim/token', async (route) => {
        await areMeasured;
        await route.continue();
      });
      await page.route(`**/${lang}-*.js`, async (route) => {
        await areMeasured;
        await route.continue();
      });
    },
  });
  await waitFor(page, 'loading');
  const before = await shifted(page);
  measured();
  await waitFor(page, country ? 'choosing-plan' : 'choosing-destination');
  return [(await shifted(page)) - before, page];
}

for (const width of [1280, 800, 390]) {
  test(`from loading to the plans, ${width} px wide`, async () => {
    pages.restart({ scenario: { latencyMs: 200 } });
    const [sum, page] = await measure(width, 'en');
    assert.ok(sum < MOST, `${sum}`);

    // The measurement does detect a shift.
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.style.height = '300px';
      document.body.prepend(late);
    });
    assert.ok((await shifted(page)) > MOST);
    await page.context().close();
  });
}

for (const [width, lang] of [
  [1280, 'en'],
  [390, 'en'],
  [390, 'ar'],
] as const) {
  test(`from loading to the search, ${width} px wide, in ${lang}`, async () => {
    pages.restart({ scenario: { latencyMs: 200 } });
    const [sum, page] = await measure(width, lang, '');
    assert.ok(sum < MOST, `${sum}`);
    await page.context().close();
  });
}

test('from loading to the plans, 390 px wide', { concurrency: 4 }, async (t) => {
  pages.restart({ scenario: { latencyMs: 200 } });
  const measured = Object.keys(languages).map((lang) =>
    t.test(`in ${lang}`, async (inLanguage) => {
      const [sum, page] = await measure(390, lang);
      // Without the fonts, letters are boxes of another width, so a line that breaks means nothing.
      if (sum >= MOST && !(await isDrawable(page)))
        inLanguage.skip('no font of this machine has all the letters');
      else assert.ok(sum < MOST, `${sum}`);
      await page.context().close();
    }),
  );
  await Promise.all(measured);
});
