import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Phase, Purchase } from '../../src/core/types.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import type { EsimBeforeOrderEvent } from '../../src/events.js';
import { type Sandbox, seededRandom } from '../../src/sandbox/index.js';
import { directTag, type HostPages } from '../support/host-pages/host-pages.js';
import { buy } from '../support/host-pages/phases.js';
import { type Kill, planKills } from './kill-plan.js';
import { verdict } from './verdict.js';

/** A page that has not settled after this many looks is stuck. */
const LOOKS = 120;
/** After this many looks, the longest wait of the protocol is skipped, to save time. */
const SKIP_AFTER = 40;
/** The longest wait, in ms, for a moment that may never come (e.g. there is no fourth request). */
const LATEST_MS = 2500;
/**
 * Browser calls have no timeout of their own. A call that takes longer than this, in ms, hangs. It fails the run with
 * a trace.
 */
const HANGS_MS = 120_000;

export interface KillResult {
  wrongs: string[];
  /** What happened, one line each, for whoever looks into a failure. */
  trace: string[];
  kills: number;
  orders: number;
  debits: number;
  phase: Phase;
  /** The number of repeated offers. */
  resumed: number;
}

interface Told {
  type: string;
  detail: { reference?: string; resumed?: boolean; phase?: string; code?: string };
  /** The page's time. */
  at: number;
}

/** One purchase on a page that is killed and opened again. */
export async function runKills(pages: HostPages, seed: number): Promise<KillResult> {
  const plan = planKills(seed);
  const sandbox = pages.restart({ random: seededRandom(seed), scenario: plan.scenario });
  const trace: string[] = [plan.name];
  const wrongs: string[] = [];
  const offered = new Set<string>();
  const refunded = new Set<string>();
  const ears = new Set<(kind: Kill['at'] | 'click') => void>();
  const hear = (kind: Kill['at'] | 'click'): void => {
    for (const ear of ears) ear(kind);
  };
  let resumed = 0;

  const opened: Page[] = [];
  const tell = (page: Page, { type, detail, at }: Told): void => {
    if (!opened.includes(page)) opened.push(page);
    trace.push(
      `tab ${opened.indexOf(page)}: ${type} ${detail.phase ?? detail.code ?? detail.reference ?? ''}`,
    );
    const { reference = '' } = detail;
    if (type === 'esim-before-order') {
      const order = sandbox.control.order(reference);
      if (order && order.createdAt < at) wrongs.push(`${reference} is offered once ordered`);
      if (!detail.resumed && offered.has(reference)) wrongs.push(`${reference} is offered as new`);
      if (detail.resumed) resumed += 1;
      offered.add(reference);
    }
    if (type === 'esim-order-failed') {
      refunded.add(reference);
      if (sandbox.control.outstanding(reference) > 0) {
        wrongs.push(`${reference} is called failed while its debit stands`);
      }
    }
    hear(type === 'click' ? 'click' : 'event');
  };

  let context: BrowserContext | undefined;
  const live = async (): Promise<KillResult> => {
    let page = await pages.open({
      body: `<main>${directTag({ country: 'JPN' })}</main>`,
      prepare: (first) => prepare(first.context(), plan.payMs, tell),
    });
    context = page.context();
    const url = page.url();
    const isApi = (address: string): boolean => /\/octopus\/api|\/esim\/token/.test(address);
    context.on('request', (request) => isApi(request.url()) && hear('request'));
    context.on('response', (response) => isApi(response.url()) && hear('answer'));
    if (plan.secondTab) {
      const second = await context.newPage();
      await second.clock.install({ time: Date.now() });
      await second.goto(url);
    }
    sandbox.control.fault(...plan.faults);

    for (const [index, kill] of plan.kills.entries()) {
      const devtools = await context.newCDPSession(page);
      const moment = momentOf(kill, ears, index === 0);
      // Pages die in the middle of an action, so an unfinished action is no failure.
      const busy = index === 0 ? buy(page) : page.goto(url).then(() => undefined);
      // If the purchase never began, there is no such moment, and the error of the beginning counts.
      busy.catch(() => undefined);
      await (index === 0 ? Promise.race([moment, busy.then(() => moment)]) : moment);
      trace.push(`${kill.way} at ${kill.count} ${kill.at}`);
      page = await die(page, kill.way, devtools);
      trace.push('dead');
    }

    sandbox.control.clearFaults();
    trace.push('opened for good');
    await page.clock.install({ time: Date.now() });
    await page.goto(url);
    const { state, rest } = await settle(page, sandbox, refunded);
    wrongs.push(...rest);
    const sent = new Set(sandbox.control.postedOrders().map(referenceOf));
    if (sent.size > 1) wrongs.push(`${sent.size} references were sent for one intent`);
    const ledger = sandbox.ledger().filter((entry) => sent.has(entry.clientReference ?? ''));
    return {
      wrongs,
      trace,
      kills: plan.kills.length,
      orders: sandbox.orders().length,
      debits: ledger.filter(({ kind }) => kind === 'debit').length,
      phase: state.phase,
      resumed,
    };
  };
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`hangs after: ${trace.at(-1)}`)), HANGS_MS);
  });
  try {
    return await Promise.race([live(), hangs]);
  } catch (error) {
    wrongs.push(`it did not come through: ${error instanceof Error ? error.message : error}`);
    const phase: Phase = 'loading';
    return { wrongs, trace, kills: plan.kills.length, orders: 0, debits: 0, phase, resumed };
  } finally {
    clearTimeout(timer);
    await close(context);
  }
}

/** The host: it takes every payment that it is asked for, and records the reports. */
async function prepare(
  context: BrowserContext,
  payMs: number,
  tell: (page: Page, told: Told) => void,
): Promise<void> {
  await context.exposeBinding('tell', ({ page }, told: Told) => tell(page, told));
  await context.addInitScript((ms) => {
    const { tell: send } = window as unknown as { tell(told: unknown): void };
    const names =
      'before-order order-placed order-pending delivered order-failed error state-change';
    for (const name of names.split(' ')) {
      document.addEventListener(`esim-${name}`, (event) => {
        const { reference, resumed, phase, code } = (event as CustomEvent).detail;
        const detail = { reference, resumed, phase, code };
        // The report to the host must outlive the page, even if the test does not get it.
        if (event.type === 'esim-order-failed') localStorage.setItem(`failed ${reference}`, '');
        send({ type: event.type, detail, at: Date.now() });
        if (event.type !== 'esim-before-order') return;
        const paid = new Promise<void>((resolve) => setTimeout(resolve, ms));
        (event as EsimBeforeOrderEvent).waitUntil(paid);
      });
    }
    const click = { type: 'click', detail: {}, at: 0 };
    document.addEventListener('click', () => send(click), true);
  }, payMs);
}

/** Resolves at the moment when the page must die. */
function momentOf(
  { at, count }: Kill,
  ears: Set<(kind: Kill['at'] | 'click') => void>,
  fromClick: boolean,
): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    let counting = false;
    const timers: NodeJS.Timeout[] = [];
    const done = (): void => {
      ears.delete(ear);
      for (const timer of timers) clearTimeout(timer);
      resolve();
    };
    const begin = (): void => {
      counting = true;
      timers.push(setTimeout(done, at === 'ms' ? count : LATEST_MS));
    };
    const ear = (kind: Kill['at'] | 'click'): void => {
      // The choice of the plan is a click too. The last click before the count is Buy.
      if (kind === 'click' && fromClick) {
        clicks += 1;
        if (clicks === 2) begin();
      } else if (counting && kind === at) {
        left -= 1;
        if (left === 0) done();
      }
    };
    let clicks = 0;
    ears.add(ear);
    if (!fromClick) begin();
  });
}

/** @returns the page to open the shop in again */
async function die(page: Page, way: Kill['way'], devtools: CDPSession): Promise<Page> {
  const context = page.context();
  if (way === 'reload') return page;
  if (way === 'crash') {
    // During a navigation the old renderer crashes and the new one lives. Then the page is closed.
    const crashed = page.waitForEvent('crash', { timeout: 1000 }).catch(() => undefined);
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
  }
  await close(page);
  return context.newPage();
}

/** Closing a page may wait for a request that hangs, also during a navigation. The test does not wait. */
async function close(target: Page | BrowserContext | undefined): Promise<void> {
  await Promise.race([target?.close(), new Promise((resolve) => setTimeout(resolve, 5000))]);
}

interface Seen {
  phase: Phase;
  purchases: Purchase[];
  /** References whose failure was reported to the host, in any page. */
  heard: string[];
}

/** Looks and asks again, until nothing is wrong or the error stays. */
async function settle(
  page: Page,
  sandbox: Sandbox,
  refunded: Set<string>,
): Promise<{ state: Seen; rest: string[] }> {
  for (let look = 1; ; look += 1) {
    const state = await see(page);
    for (const reference of state.heard) refunded.add(reference);
    const rest = verdict(sandbox, state.purchases, refunded);
    const [purchase] = state.purchases;
    // The page died before the intent was stored: the customer presses Buy again.
    if (!purchase && sandbox.orders().length === 0) await buy(page);
    else if (purchase && !shows(state.phase, purchase)) rest.push(`it shows ${state.phase}`);
    else if (rest.length === 0) return { state, rest };
    if (look === LOOKS) return { state, rest: [...rest, 'it does not come to rest'] };
    if (look === SKIP_AFTER) {
      for (const each of page.context().pages()) await each.clock.fastForward(80_000);
    }
    await page.waitForTimeout(50);
  }
}

/** A visit begins with an unfinished purchase, or a usable eSIM, else with the plans. */
function shows(phase: Phase, purchase: Purchase): boolean {
  const over = purchase.phase === 'failed' || purchase.phase === 'cancelled';
  return phase === purchase.phase || (over && phase === 'choosing-plan');
}

function see(page: Page): Promise<Seen> {
  return page.locator('esim-checkout').evaluate(async (element: EsimCheckout) => {
    await customElements.whenDefined('esim-checkout');
    const purchases = await element.purchases();
    void element.refresh();
    const heard = Object.keys(localStorage).flatMap((key) => /^failed (.*)/.exec(key)?.[1] ?? []);
    return { phase: element.state.phase, purchases, heard };
  });
}

function referenceOf(body: string): string {
  return (JSON.parse(body) as { client_reference: string }).client_reference;
}
