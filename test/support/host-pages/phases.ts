// Brings the element on a real page to any phase, with the sandbox alone.
import type { Frame, Page } from 'playwright-core';
import type { Phase } from '../../../src/core/types.js';
import type { EsimCheckout } from '../../../src/elements/esim-checkout/esim-checkout.js';
import type { EsimBeforeOrderEvent } from '../../../src/events.js';
import type { Scenario } from '../../../src/sandbox/index.js';
import { type HostPages, type PageOptions, tag } from './host-pages.js';
import { ownTime, passUntil } from './time.js';

const ORDER = 'POST /api/v1/esim/orders';
const NEVER = 86_400_000;

interface Path {
  scenario?: Partial<Scenario>;
  attributes?: Record<string, string>;
  /** Uses a fake clock, because the phase comes after minutes. */
  clock?: boolean;
  buys?: boolean;
  /** Runs after the API has answered the order. */
  after?(page: Page, pages: HostPages): Promise<unknown>;
  before?(pages: HostPages): void;
}

const bought = (path: Path = {}): Path => ({ ...path, buys: true });

const PATHS: Record<Phase, Path> = {
  loading: { scenario: { tokenMode: 'hang' }, attributes: { country: 'JPN' } },
  'choosing-destination': { attributes: {} },
  'choosing-plan': {},
  authorizing: bought(),
  ordering: bought({
    scenario: { fulfilAfterMs: NEVER, inlineDeadlineMs: NEVER },
    // The screen says another thing until the order is on its way.
    after: (page) => page.getByText('Closing this page is safe').first().waitFor(),
  }),
  pending: bought({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } }),
  overdue: bought({ scenario: { outcome: 'never', inlineDeadlineMs: 0 }, clock: true }),
  processing: bought({ scenario: { outcome: 'failed-internal', retryAfterMs: NEVER } }),
  delivered: bought(),
  installed: bought({
    async after(page, pages) {
      await waitFor(page, 'delivered');
      pages.sandbox.control.install('latest');
      await refresh(page);
    },
  }),
  expired: bought({
    async after(page, pages) {
      await waitFor(page, 'delivered');
      pages.sandbox.control.expire('latest');
      await refresh(page);
    },
  }),
  failed: bought({ scenario: { outcome: 'failed-plan' } }),
  cancelled: bought({ scenario: { outcome: 'cancelled' } }),
  unconfirmed: bought({
    clock: true,
    before: ({ sandbox }) =>
      sandbox.control.fault(
        { match: ORDER, kind: 'drop-request', times: 999 },
        { match: 'GET /api/v1/esim/orders*', kind: 'drop-request', times: 999 },
      ),
  }),
  unavailable: { scenario: { tokenMode: 'down' } },
};

/** Every phase, in the order of a purchase. */
export const PHASES = Object.keys(PATHS) as Phase[];

async function refresh(page: Page): Promise<void> {
  await page.locator('esim-checkout').evaluate((element: EsimCheckout) => element.refresh());
}

/** Resolves when the element is in `phase` and all of its screen is drawn. */
export async function waitFor(page: Page | Frame, phase: Phase): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const element = document.querySelector<EsimCheckout>('esim-checkout');
      if (element?.state?.phase !== wanted) return false;
      const root = element.shadowRoot as ShadowRoot;
      const roots = [...root.querySelectorAll('*')].flatMap((each) => each.shadowRoot ?? []);
      if (wanted === 'loading') return [root, ...roots].some((each) => each.querySelector('.bone'));
      const busy = [root, ...roots].some(
        (each) => !each.firstElementChild || each.querySelector('[aria-busy=true]'),
      );
      const needs =
        wanted === 'delivered'
          ? roots.some((each) => each.querySelector('[part=qr] path'))
          : root.querySelector('h2') || roots.some((each) => each.querySelector('h2'));
      return !busy && Boolean(needs);
    },
    phase,
    { polling: 30 },
  );
}

/** Chooses a plan, as a customer does. */
export async function choose(page: Page | Frame, plan = 1): Promise<void> {
  await waitFor(page, 'choosing-plan');
  await page.locator('esim-checkout input[type=radio]').nth(plan).check();
}

/** Chooses a plan and presses Buy. */
export async function buy(page: Page | Frame, plan = 1): Promise<void> {
  await choose(page, plan);
  await page.locator('esim-checkout [part~=buy-button]').click();
}

export interface ReachOptions extends PageOptions {
  attributes?: Record<string, string>;
  /** Wraps the element in other markup. */
  around?: (element: string) => string;
}

/** Opens a page and brings its element to `phase`. */
export async function reach(
  pages: HostPages,
  phase: Phase,
  options: ReachOptions = {},
): Promise<Page> {
  const path = PATHS[phase];
  const { around = (element: string) => `<main>${element}</main>` } = options;
  pages.restart({ scenario: path.scenario ?? {} });
  path.before?.(pages);
  const attributes = {
    'support-url': 'https://example.com/help',
    ...(path.attributes ?? { country: 'JPN' }),
    ...options.attributes,
  };
  const page = await pages.open({
    body: around(tag(attributes)),
    ...options,
    async prepare(page) {
      if (path.clock) await ownTime(page);
      await options.prepare?.(page);
    },
  });
  if (phase === 'authorizing')
    await page.evaluate(() =>
      document.addEventListener('esim-before-order', (event) =>
        (event as EsimBeforeOrderEvent).waitUntil(new Promise(() => {})),
      ),
    );
  if (path.buys) await buy(page);
  await path.after?.(page, pages);
  if (path.clock) await passUntil(page, phase);
  await waitFor(page, phase);
  return page;
}
