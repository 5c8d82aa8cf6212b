import { setMaxListeners } from 'node:events';
import { Http } from '../../src/core/api/http.js';
import { OrdersApi } from '../../src/core/api/orders.js';
import { TokenSource } from '../../src/core/api/token.js';
import { tokenEndpoint } from '../../src/core/api/token-endpoint.js';
import type { Clock } from '../../src/core/clock.js';
import { CheckoutError } from '../../src/core/errors.js';
import { Journal } from '../../src/core/purchase/journal.js';
import type { PurchaseRecord } from '../../src/core/purchase/record.js';
import { PurchaseSession } from '../../src/core/purchase/session.js';
import type { Plan } from '../../src/core/types.js';
import { createSandbox, type Scenario, seededRandom } from '../../src/sandbox/index.js';
import { createTokenEndpoint } from '../../src/sandbox/token-endpoint.js';
import { settle } from '../support/event-loop.js';
import { FakeClock } from '../support/fake-clock.js';
import { Disk } from './disk.js';
import { type Network, pageFetch, type Trouble } from './network.js';
import { Browser, noLocks, silentLocks } from './tabs.js';

export const PLAN: Plan = {
  productId: 1000,
  variantId: 100001,
  name: '1 GB / 7 days',
  countryCode: 'JPN',
  price: { amount: 4.5, currency: 'USD' },
  dataGb: 1,
  validityDays: 7,
};

// One signal serves everything that a page does. Hundreds of schedules are no leak.
setMaxListeners(0);

/** Another plan of the same product. */
export const OTHER: Plan = {
  ...PLAN,
  variantId: 100002,
  name: '3 GB / 15 days',
  price: { amount: 9.9, currency: 'USD' },
};

const BASE = 'https://api.example';

export interface WorldOptions {
  seed: number;
  scenario: Partial<Scenario>;
  /** What happens to requests, in turn. After the last one nothing happens. */
  troubles: readonly Trouble[];
  locks: boolean;
  /** Tabs have a channel. */
  channel?: boolean;
  /** The page has run its scripts, so nothing waits for the host's listeners. */
  loaded?: boolean;
  /** `silent`: the browser's lock manager never grants a lock. */
  lockManager?: 'silent';
  /** The host's answers to offers, in turn. After the last one it agrees. */
  answers: readonly Answer[];
  /** Pages die at these steps, counted over all pages. A step is any call of a page to the outside. */
  deaths?: readonly number[];
}

export type Answer = (typeof ANSWERS)[number];
export const ANSWERS = ['agree', 'refuse', 'fail', 'late', 'late-refuse', 'never'] as const;

export interface Page {
  session: PurchaseSession;
  alive: boolean;
  /** What a frozen page does when it thaws; `undefined` if it is not frozen. */
  asleep: (() => void)[] | undefined;
  active: boolean;
  listeners: Set<() => void>;
  /** Plans of which the customer has seen here that they are ordered. */
  ordered: Set<number>;
}

/** One customer's browser, the network and the API. */
export class World {
  readonly clock = new FakeClock({ settle });
  readonly disk = new Disk();
  readonly sandbox;
  readonly wrongs: string[] = [];
  readonly network: Network;
  readonly pages: Page[] = [];
  /** References whose failure was reported to a host. */
  readonly refunded = new Set<string>();
  /** The final reports to hosts, in order: milestone and reference. */
  readonly told: string[] = [];
  /** References that the customer has deleted. */
  readonly forgotten = new Set<string>();
  /** References that a host has agreed to. */
  readonly paid = new Set<string>();
  /** How often a host was asked for a payment. */
  offers = 0;
  /** Called once, when a tab has sent a message and the other tabs have not received it yet. */
  beforeNews: (() => void) | undefined;
  readonly #browser = new Browser(() => {
    const act = this.beforeNews;
    this.beforeNews = undefined;
    act?.();
  });
  /** Answers the order calls in the API's place. */
  answerOrder: ((carryOut: () => Promise<Response>) => Promise<Response>) | undefined;
  readonly #deaths: Set<number>;
  #steps = 0;
  /** A purchase became unconfirmed. The next visit continues it, if the host's consent is known then. */
  gaveUp = false;
  readonly #options: WorldOptions;
  readonly #random: () => number;
  readonly #tokens;
  #troubles: Trouble[];
  #answers: Answer[];
  #references = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#troubles = [...options.troubles];
    this.#answers = [...options.answers];
    this.#deaths = new Set(options.deaths);
    this.sandbox = createSandbox({
      clock: this.clock,
      random: this.#random,
      scenario: options.scenario,
    });
    this.#tokens = createTokenEndpoint(this.sandbox);
    this.network = {
      next: () => this.#troubles.shift() ?? 'none',
      random: this.#random,
      posting: new Map(),
      overlaps: 0,
      sent: new Set(),
      unasked: [],
      answerOrder: () => this.answerOrder,
    };
  }

  /** The pages that are alive and not frozen. */
  get living(): Page[] {
    return this.pages.filter(({ alive, asleep }) => alive && !asleep);
  }

  /** Whether the customer has seen an eSIM of this plan. */
  owns({ variantId }: Plan): boolean {
    return this.#stored().some(
      ({ activationCode, plan }) => activationCode && plan?.variantId === variantId,
    );
  }

  #stored(): Partial<PurchaseRecord>[] {
    return [...this.disk.content.values()].flatMap((text) => Object.values(JSON.parse(text)));
  }

  calm(): void {
    this.#troubles = [];
    this.#answers = [];
    this.#deaths.clear();
    this.disk.failing = false;
  }

  open(): Page {
    const page: Page = {
      alive: true,
      asleep: undefined,
      active: true,
      listeners: new Set(),
      ordered: new Set(),
    } as Partial<Page> as Page;
    const alive = (): boolean => page.alive;
    /** Nothing reaches a frozen page before it thaws. */
    const awake = (run: () => void): void => {
      if (page.asleep) page.asleep.push(run);
      else run();
    };
    const clock: Clock = {
      now: () => this.clock.now(),
      setTimeout: (run, ms) => this.clock.setTimeout(() => awake(() => page.alive && run()), ms),
      clearTimeout: (handle) => this.clock.clearTimeout(handle),
    };
    /** A step of a page. It may be the last one. */
    const step = (): void => {
      if (!page.alive) return;
      this.#steps += 1;
      if (this.#deaths.has(this.#steps)) this.kill(page);
    };
    const agreed = new Set<string>();
    const maySend = (reference: string): boolean =>
      this.gaveUp || agreed.has(reference) || this.#inDoubt(reference);
    const fetch = pageFetch(
      this.network,
      this.sandbox,
      this.#tokens,
      this.clock,
      alive,
      step,
      maySend,
      awake,
    );
    const getToken = tokenEndpoint(`${BASE}/esim/token`, 'same-origin', fetch);
    const http = new Http({ base: BASE, fetch, clock, tokens: new TokenSource(getToken, clock) });
    page.session = new PurchaseSession({
      clock,
      random: this.#random,
      sender: this.pages.length,
      journal: this.journal(alive, step),
      orders: new OrdersApi(http),
      locks: this.#options.lockManager
        ? silentLocks
        : this.#options.locks
          ? this.#browser.locks(page, alive, awake)
          : noLocks,
      channel: this.#browser.channel(page, alive, awake, this.#options.channel),
      scope: 'test',
      activity: {
        active: () => page.active,
        subscribe(listener) {
          page.listeners.add(listener);
          return () => page.listeners.delete(listener);
        },
      },
      newReference: () => {
        this.#references += 1;
        return `ref-${this.#references}`;
      },
      hostReady: () => (this.#options.loaded ? undefined : Promise.resolve()),
      authorize: async ({ reference }) => {
        if (!alive()) return new Promise<never>(() => {});
        this.offers += 1;
        if (this.sandbox.control.order(reference)) {
          this.wrongs.push(`a payment is asked for ${reference}, which was ordered`);
        }
        const yes = await this.#answer();
        if (yes) {
          agreed.add(reference);
          this.paid.add(reference);
        }
        if (!yes) throw new CheckoutError('authorization', 'Declined.');
        return { seal: () => undefined };
      },
      announce: (milestone, record) => {
        if (!alive()) return;
        this.told.push(`${milestone} ${record.reference}`);
        if (milestone === 'failed') this.#failed(record);
        step();
      },
      trouble: ({ code }) => {
        this.gaveUp ||= code === 'unconfirmed';
      },
    });
    const { session } = page;
    session.subscribe(() => {
      const { state } = session;
      if ('record' in state && state.record.orderId !== undefined)
        page.ordered.add(state.record.plan.variantId);
    });
    this.pages.push(page);
    void page.session.start();
    page.session.choose({ phase: 'choosing-plan' });
    return page;
  }

  close(): void {
    for (const page of this.pages) page.session.stop();
    this.sandbox.close();
  }

  /** Kills a page without any event. */
  kill(page: Page): void {
    page.alive = false;
    this.#browser.drop(page);
  }

  /** The browser freezes a hidden page, which keeps its locks. */
  freeze(page: Page): void {
    page.asleep ??= [];
  }

  thaw(page: Page): void {
    const waiting = page.asleep ?? [];
    page.asleep = undefined;
    for (const run of waiting) run();
  }

  /** The customer deletes the purchase on the screen. */
  forget({ session }: Page): void {
    if (!('record' in session.state)) return;
    const { reference } = session.state.record;
    this.forgotten.add(reference);
    void session.forget(reference);
  }

  /** The customer deletes the newest purchase in this page's list, whatever is on the screen. */
  async forgetNewest({ session }: Page): Promise<void> {
    const [newest] = await session.purchases();
    if (!newest) return;
    this.forgotten.add(newest.reference);
    void session.forget(newest.reference);
  }

  setActive(page: Page, active: boolean): void {
    page.active = active;
    for (const listener of page.listeners) listener();
  }

  journal(alive: () => boolean = () => true, step?: () => void): Journal {
    return new Journal({
      store: this.disk.open(alive, step),
      base: BASE,
      customer: 'ada',
      onTrouble: () => undefined,
      onUnreadable: () => this.wrongs.push('a record could not be read'),
    });
  }

  /** Whether the disk says that a page may have sent the order. */
  #inDoubt(reference: string): boolean {
    return [...this.disk.content.values()].some((text) => {
      const record = JSON.parse(text)[reference];
      return record?.arrived || record?.inDoubtSince !== undefined;
    });
  }

  async #answer(): Promise<boolean> {
    const answer = this.#answers.shift() ?? 'agree';
    switch (answer) {
      case 'refuse':
        return false;
      case 'fail':
        throw new Error('declined');
      case 'late':
      case 'late-refuse':
        await new Promise<void>((resolve) => this.clock.setTimeout(resolve, 5000));
        return answer === 'late';
      case 'never':
        return new Promise<never>(() => {});
      default:
        return true;
    }
  }

  #failed(record: PurchaseRecord): void {
    this.refunded.add(record.reference);
    if (this.sandbox.control.outstanding(record.reference) > 0) {
      this.wrongs.push(`${record.reference} is called failed while its debit stands`);
    }
  }
}
