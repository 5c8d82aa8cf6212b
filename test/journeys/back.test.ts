// Back to a page in the browser's back/forward cache, in every engine.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Scenario } from '../../src/sandbox/index.js';
import { ENGINES, type Engine, findBrowsers, howToInstall } from '../support/browsers.mjs';
import { type EngineTabs, openTabs, type Tab } from '../support/engine-tabs.js';
import { type HostPages, openHostPages } from '../support/host-pages/host-pages.js';
import { buy, choose, goAndComeBack, openShop, rests, until } from '../support/kept-page.js';

/** An order that the operator answers only when the test says so. */
const HELD = { outcome: 'never', inlineDeadlineMs: 86_400_000 } as const;
const PENDING = { outcome: 'never', inlineDeadlineMs: 0 } as const;
// In the page: the customer makes a payment elsewhere.
const PAYMENT = `
  const offers = [];
  document.addEventListener('esim-before-order', (event) => {
    offers.push(event.detail.resumed);
    if (!event.detail.resumed) event.waitUntil(new Promise(() => {}));
  });
`;
/** Firefox decides before it sends `pagehide`. It does not cache a page with a request in flight or a lock. */
const KEEPS_NO_BUSY_PAGE: readonly Engine[] = ['firefox'];

/** Cases in which the engines differ. In other cases one engine is enough. */
const ELSEWHERE_TOO: readonly string[] = [
  'plans that were on their way',
  'an order under way',
  'an order that was pending',
];

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/** As in the unit runner, a missing engine is a failure if all engines are required. */
function missing(engine: Engine): string | false {
  const isGate = Boolean(process.env.CI) && process.env.CI !== 'false';
  return !findBrowsers()[engine] && !isGate && howToInstall(engine);
}

for (const engine of ENGINES)
  describe(`Back in ${engine}`, { skip: missing(engine) }, () => {
    let tabs: EngineTabs;
    before(async () => {
      tabs = await openTabs(engine);
    });
    after(() => tabs?.close());

    function back(to: string, then: string, run: () => Promise<void>): void {
      if (engine === 'chromium' || ELSEWHERE_TOO.includes(to)) test(`to ${to}: ${then}`, run);
    }

    function open(scenario: Partial<Scenario>, script?: string): Promise<Tab> {
      pages.restart({ scenario });
      return openShop(tabs, pages, script);
    }

    /** Leaves the page and returns to it from the cache. */
    async function away(tab: Tab, is: 'at rest' | 'busy', meanwhile?: () => unknown) {
      const elsewhere = pages.publish({ body: '<p>Elsewhere</p>', script: false });
      const { kept, reasons } = await goAndComeBack(tab, elsewhere, meanwhile);
      const isKept = is === 'at rest' || !KEEPS_NO_BUSY_PAGE.includes(engine);
      assert.deepEqual(
        kept,
        isKept ? ['pageshow false', 'pagehide true', 'pageshow true'] : ['pageshow false'],
        reasons,
      );
    }

    /** The order is delivered and its code is on the screen. It was sent once and debited once. */
    async function isBoughtOnce(tab: Tab): Promise<void> {
      await until(tab, `phase() === 'delivered' && find('[part=qr] path')`);
      const { sandbox } = pages;
      await until(tab, `shows('${sandbox.control.order('latest')?.activationCode}')`);
      assert.equal(sandbox.control.postedOrders().length, 1);
      assert.deepEqual(
        sandbox.ledger().map(({ kind }) => kind),
        ['debit'],
      );
    }

    back('plans that were on their way', 'they come', async () => {
      const tab = await open({ latencyMs: 1500 });
      await until(tab, `phase() === 'loading'`);
      await away(tab, 'busy', () => pages.sandbox.control.setScenario({ latencyMs: 0 }));
      await buy(tab);
      await isBoughtOnce(tab);
    });

    back('the plans', 'the chosen one is still chosen, and is bought', async () => {
      const tab = await open({});
      await choose(tab);
      await rests(tab);
      await away(tab, 'at rest');
      assert.equal(await tab.ask(`find('input[type=radio]').checked`), true);
      await tab.ask(`find('[part~=buy-button]').click()`);
      await isBoughtOnce(tab);
    });

    back('a payment under way', 'the host is asked again', async () => {
      const tab = await open({}, PAYMENT);
      await buy(tab);
      await until(tab, 'offers.length');
      await away(tab, 'busy');
      await isBoughtOnce(tab);
      assert.equal(await tab.ask('offers.at(-1)'), true);
    });

    back('an order under way', 'it is looked up, not sent again', async () => {
      const tab = await open(HELD);
      await buy(tab);
      while (pages.sandbox.control.postedOrders().length === 0) await tab.ask('0');
      await away(tab, 'busy', () => pages.sandbox.control.resolve('latest', 'delivered'));
      await isBoughtOnce(tab);
    });

    back('an order that was pending', 'it is delivered by itself', async () => {
      const tab = await open(PENDING);
      await buy(tab);
      await until(tab, `phase() === 'pending'`);
      await rests(tab);
      await away(tab, 'at rest', () => pages.sandbox.control.deliverPending());
      await isBoughtOnce(tab);
    });

    back('a delivered eSIM', 'it is still there, and can be looked at again', async () => {
      const tab = await open({});
      await buy(tab);
      await isBoughtOnce(tab);
      await rests(tab);
      await away(tab, 'at rest');
      await isBoughtOnce(tab);
      pages.sandbox.control.install('latest');
      await tab.ask(`void find('esim-checkout').refresh()`);
      await until(tab, `phase() === 'installed'`);
    });
  });
