// A change of phase may change the element's own box, and nothing else on the page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Phase } from '../../src/core/types.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import type { Sandbox, Scenario } from '../../src/sandbox/index.js';
import {
  jumped,
  outlook,
  outside,
  tooWide,
  watchBoundary,
} from '../support/host-pages/boundary.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';

const HEIGHT = 900;
// The box is high enough for every phase, so the element's height moves nothing. The column shares the row.
const CSS = `
  body { margin: 0; font: 16px/1.5 sans-serif } #header { height: 80px } #footer { height: 800px }
  #row { display: grid; grid-template-columns: minmax(0, 1fr) 25%; align-items: start; gap: 16px; padding: 16px }
  #box { min-height: 3000px }
`;
const BODY = `
  <header id="header">Shop</header>
  <main id="row">
    <div id="box">${tag({ country: 'JPN', 'support-url': 'https://example.com/help' })}</div>
    <aside id="column">Beside</aside>
  </main>
  <footer id="footer">Below</footer>
`;

// In the page: the host waits with the payment until the test continues it.
const PAYMENT = `
  let payment;
  window.holdPayment = () =>
    document.addEventListener('esim-before-order', (event) =>
      event.waitUntil(new Promise((resolve) => (payment = resolve))));
  window.pay = () => payment();
`;

type Act = (page: Page, sandbox: Sandbox) => Promise<unknown>;

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const refresh = (page: Page) =>
  page.locator('esim-checkout').evaluate((element: EsimCheckout) => element.refresh());

const JOURNEYS: Record<string, [Partial<Scenario>, Phase, Record<string, Act>]> = {
  'from the plans to an eSIM that is installed': [
    { outcome: 'never' },
    'choosing-plan',
    {
      authorizing: (page) => page.evaluate('holdPayment()').then(() => buy(page)),
      ordering: (page) => page.evaluate('pay()'),
      pending: async (_, { control }) => control.advance(60_000),
      async delivered(page, { control }) {
        control.deliverPending();
        await press(page, 'Check again');
      },
      async installed(page, { control }) {
        control.install('latest');
        await refresh(page);
      },
    },
  ],
  'to a plan that is gone, and to the next one': [
    { outcome: 'failed-plan' },
    'choosing-plan',
    {
      failed: (page) => buy(page),
      async delivered(page, { control }) {
        control.setScenario({ outcome: 'delivered' });
        await page.getByRole('radio').first().check();
        await press(page, /^Buy eSIM/);
      },
    },
  ],
  'from a shop that cannot be reached to its plans': [
    { tokenMode: 'down' },
    'unavailable',
    {
      async 'choosing-plan'(page, { control }) {
        control.setScenario({ tokenMode: 'ok' });
        await press(page, 'Try again');
      },
    },
  ],
};

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/**
 * A font whose letters claim far more room than a line has, as some do that cover many scripts. Whichever of these the
 * machine has: only its measures matter.
 */
const TALL = `
  @font-face {
    font-family: Tall;
    src: local('DejaVu Sans'), local('Noto Sans'), local('Liberation Sans'), local('Bitstream Vera Sans'),
      local('FreeSans'), local('Roboto'), local('Segoe UI'), local('Arial'), local('Helvetica');
    ascent-override: 160%;
    descent-override: 70%;
  }
  esim-checkout { --esim-font-family: Tall }
`;
const FONTS = { 'the machine’s font': '', 'a tall font': TALL };

async function open(scenario: Partial<Scenario>, width: number, font: string): Promise<Page> {
  pages.restart({ scenario });
  return pages.open({
    body: BODY,
    css: CSS + font,
    context: { viewport: { width, height: HEIGHT }, reducedMotion: 'no-preference' },
    async prepare(page) {
      await page.addInitScript(PAYMENT);
      await watchBoundary(page);
    },
  });
}

const LOOKS = [
  [390, 'the machine’s font'],
  [1280, 'the machine’s font'],
  [390, 'a tall font'],
] as const;
for (const [width, font] of LOOKS)
  describe(`in a box that is high enough, ${width} px wide, in ${font}, the page around stays as it is`, () => {
    for (const [name, [scenario, first, steps]] of Object.entries(JOURNEYS))
      test(name, async (t) => {
        const page = await open(scenario, width, FONTS[font]);
        await waitFor(page, first);
        const start = await outlook(page);
        for (const [phase, act] of Object.entries(steps))
          await t.test(phase, async () => {
            await act(page, pages.sandbox);
            await waitFor(page, phase as Phase);
            const now = await outlook(page);
            assert.deepEqual(now.boxes, start.boxes);
            assert.deepEqual(await jumped(page), []);
            assert.equal(await tooWide(page), 0);
            assert.deepEqual(await outside(page), []);
            const [top, bottom] = now.heading ?? [0, Number.POSITIVE_INFINITY];
            const isSeen = (scroll: number) => top >= scroll && bottom <= scroll + HEIGHT;
            assert.ok(isSeen(now.scrollY), 'the new heading is in sight');
            if (isSeen(now.scrolledAt)) assert.equal(now.scrollY, now.scrolledAt);
          });

        // The check does detect a change.
        await page.evaluate(() => {
          scrollTo(0, 0);
          const late = document.createElement('div');
          Object.assign(late.style, { height: '300px', width: '3000px' });
          document.body.prepend(late);
        });
        assert.ok((await jumped(page)).includes('row'));
        assert.ok((await tooWide(page)) > 0);
        await page.context().close();
      });
  });
