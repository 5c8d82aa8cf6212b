// The journeys that every engine makes. A test file of each engine calls this.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Scenario } from '../../../src/sandbox/index.js';
import { type Engine, findBrowsers, howToInstall } from '../browsers.mjs';
import { type ServedPages, serveHostPages, tag } from '../host-pages/host-pages.js';
import { type Customer, customerOf } from './customer.js';
import { type EngineBrowser, openBrowser } from './engine.js';

export interface Stage {
  pages: ServedPages;
  browser: EngineBrowser;
  /** Opens a page with the element in a tab with its own storage, on a new API. */
  open(options?: {
    scenario?: Partial<Scenario>;
    attributes?: Record<string, string>;
    script?: string;
    /** The storage outlives a crash. */
    onDisk?: boolean;
  }): Promise<Customer>;
}

export interface Journey {
  name: string;
  run(stage: Stage): Promise<void>;
  /** The engines that cannot run it, each with the reason. */
  not?: Partial<Record<Engine, string>>;
}

/** As in the unit runner, a missing engine is a failure if all engines are required. */
function missing(engine: Engine): string | false {
  const isGate = Boolean(process.env.CI) && process.env.CI !== 'false';
  return !findBrowsers()[engine] && !isGate && howToInstall(engine);
}

/** Runs every journey in `engine`. */
export function journeysIn(engine: Engine, journeys: readonly Journey[]): void {
  describe(`in ${engine}`, { skip: missing(engine) }, () => {
    let stage: Stage;
    before(async () => {
      const pages = await serveHostPages();
      const browser = await openBrowser(engine);
      stage = {
        pages,
        browser,
        async open({
          scenario = {},
          attributes = { country: 'JPN' },
          script = '',
          onDisk = false,
        } = {}) {
          pages.restart({ scenario });
          const tab = await browser.open({ onDisk });
          const head = script && `<script>${script}</script>`;
          await tab.goto(pages.publish({ head, body: `<main>${tag(attributes)}</main>` }));
          return customerOf(tab);
        },
      };
    });
    after(async () => {
      await stage?.browser.close();
      await stage?.pages.close();
    });
    for (const { name, run, not = {} } of journeys)
      test(name, { skip: not[engine] ?? false }, () => run(stage));
  });
}

/** The kinds of the API's ledger, in order. */
export const ledger = ({ pages }: Stage): string[] =>
  pages.sandbox.ledger().map(({ kind }) => kind);

/** Resolves when the order has arrived at the API, which has not answered yet. */
export async function arrives({ pages }: Stage, { tab }: Customer): Promise<void> {
  while (pages.sandbox.control.postedOrders().length === 0) await tab.ask('0');
}

export async function buys(customer: Customer): Promise<void> {
  await customer.clicks({ role: 'radio', nth: 1 });
  await customer.clicks({ part: 'buy-button' });
}

/** The order is delivered, its code is on the screen, and the ledger has one debit for one order. */
export async function isBoughtOnce(stage: Stage, customer: Customer): Promise<void> {
  await customer.phase('delivered');
  const { sandbox } = stage.pages;
  const [order, ...more] = sandbox.orders();
  assert.equal(more.length, 0);
  assert.deepEqual(ledger(stage), ['debit']);
  await customer.reads(order?.activationCode ?? 'a code');
}
