import { expect } from '@open-wc/testing';
import type { Phase } from '../../src/core/types.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import type { Fault, Scenario } from '../../src/sandbox/index.js';
import { plan, purchase } from '../support/samples.js';
import { openShop, phaseOf, type Shop, until } from '../support/shop.js';
import { turns } from '../support/until.js';
import { type PageWatch, watchPage } from '../support/watch-page.js';

const NEVER = 3_600_000;
/** A plan of the simulated API. */
const PLAN = plan(0, { productId: 1000, variantId: 100001 });

/** The simulated API's timers are not the element's. */
const { setTimeout, clearTimeout } = globalThis;
const clock = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms),
  clearTimeout: (handle: unknown): void => clearTimeout(handle as number),
};

interface Case {
  fault?: Fault;
  scenario?: Partial<Scenario>;
  attributes?: Record<string, string>;
  /** Buys. The host agrees, or never answers. */
  buys?: 'agrees' | 'waits';
}

const CASES: Partial<Record<Phase, Case>> = {
  loading: { fault: { match: 'GET /api/v1/esim/products', kind: 'hang' } },
  'choosing-destination': { attributes: { country: '' } },
  'choosing-plan': {},
  unavailable: { attributes: { country: 'QQQ' } },
  authorizing: { buys: 'waits' },
  ordering: { buys: 'agrees', scenario: { fulfilAfterMs: NEVER, inlineDeadlineMs: NEVER } },
  pending: { buys: 'agrees', scenario: { outcome: 'never', inlineDeadlineMs: 0 } },
  processing: { buys: 'agrees', scenario: { outcome: 'failed-internal' } },
  delivered: { buys: 'agrees' },
  failed: { buys: 'agrees', scenario: { outcome: 'failed-plan' } },
};

describe('A removed <esim-checkout>', function () {
  this.timeout(120_000);
  let shop: Shop;
  let watch: PageWatch;
  let element: EsimCheckout;
  afterEach(async () => {
    watch.restore();
    await shop.close();
  });

  /** Brings an element to a phase, and watches the page from before the element is made. */
  async function reach(
    phase: Phase,
    { scenario = {}, attributes = {}, fault, buys }: Case,
  ): Promise<void> {
    shop = openShop({ scenario, clock });
    if (fault) shop.sandbox.control.fault(fault);
    watch = watchPage();
    element = shop.element({ country: 'JPN', ...attributes });
    if (buys === 'waits') {
      element.addEventListener('esim-before-order', (event) =>
        event.waitUntil(new Promise(() => undefined)),
      );
    }
    if (buys) {
      await phaseOf(element, 'choosing-plan');
      void element.buy(PLAN);
    }
    await phaseOf(element, phase);
    if (fault) await until(() => shop.sandbox.control.faults?.().length === 0);
    if (phase === 'ordering') {
      await until(() => shop.requests.some((each) => each.startsWith('POST /api')));
    }
    await turns(50);
  }

  /** What is still in use after everything that ends by itself has had time to end. */
  async function left(): Promise<string[]> {
    for (let frame = 0; frame < 60 && watch.inUse().length > 0; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return watch.inUse();
  }

  for (const [phase, given] of Object.entries(CASES) as [Phase, Case][]) {
    it(`leaves no timer, listener, request, channel or observer behind in ${phase}`, async () => {
      await reach(phase, given);
      const during = watch.inUse();
      expect(during, 'the watch sees that the page is in use').not.to.deep.equal([]);
      element.remove();
      expect(await left()).to.deep.equal([]);
    });
  }

  it('releases its resources, however often it is inserted again', async () => {
    // Some timers end by themselves.
    const inUse = (): string[] => watch.inUse().filter((use) => !use.startsWith('timer'));
    await reach('delivered', { buys: 'agrees' });
    const during = inUse();
    for (let turn = 0; turn < 5; turn += 1) {
      element.remove();
      await turns(20);
      document.body.append(element);
      await phaseOf(element, 'delivered');
      await turns(50);
    }
    for (let frame = 0; frame < 300 && inUse().length !== during.length; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    expect(inUse()).to.deep.equal(during);
  });

  it('ends the request for a token that nobody needs any more', async () => {
    await reach('loading', { fault: { match: 'POST /esim/token', kind: 'hang' } });
    element.remove();
    expect(await left()).to.deep.equal([]);
  });

  it('status ticks no longer, though an update was due when it was removed', async () => {
    shop = openShop({ clock });
    watch = watchPage();
    const status = document.createElement('esim-order-status');
    const createdAt = new Date().toISOString();
    Object.assign(status, { phase: 'ordering', order: purchase('ordering', { createdAt }) });
    document.body.append(status);
    await status.updateComplete;
    await until(() => watch.inUse().includes('timer of 1000 ms'));
    status.requestUpdate();
    status.remove();
    await status.updateComplete;
    expect(watch.inUse()).not.to.include('timer of 1000 ms');
  });

  for (const after of [0, 1, 20]) {
    it(`${after} turns after Buy asks for no payment and orders nothing from then on`, async () => {
      shop = openShop({ clock });
      watch = watchPage();
      element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'choosing-plan');
      const orders = () => shop.requests.filter((each) => each.startsWith('POST /api')).length;
      let offers = 0;
      element.addEventListener('esim-before-order', () => {
        offers += 1;
      });
      const buying = element.buy(PLAN);
      await turns(after);
      const before = { offers, orders: orders() };
      element.remove();
      await buying;
      await turns(50);
      expect({ offers, orders: orders() }).to.deep.equal(before);
    });
  }
});
