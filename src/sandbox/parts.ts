import { Tokens } from './auth.js';
import { type Catalogue, catalogueFor } from './catalogue/catalogue.js';
import { SandboxClock, systemClock } from './clock.js';
import { FaultQueue } from './faults.js';
import { HostLogin } from './host-login.js';
import { Orders } from './orders.js';
import { QuotaMeter } from './quota.js';
import { changeScenario, DEFAULT_SCENARIO } from './scenario.js';
import { createMemoryStore } from './store-memory.js';
import type { Clock, Fault, ProductRecord, Random, SandboxStore, Scenario } from './types.js';
import { Wallet } from './wallet.js';

export interface SandboxOptions {
  /** Default: the machine's clock. */
  clock?: Clock;
  /** Default: `Math.random`. Seed it (`seededRandom`) for the same codes and ids every time. */
  random?: Random;
  /** Default: a new memory store. What it holds already is taken up again. */
  store?: SandboxStore;
  /** Where `control.reset()` leads back to; what the store remembers goes before it. */
  scenario?: Partial<Scenario>;
  /** Default 60 000; the same as `scenario.inlineDeadlineMs`. */
  inlineDeadlineMs?: number;
  /** Default 0; the same as `scenario.latencyMs`. */
  latencyMs?: number;
  /** A range of this many products instead of the usual one. */
  catalogueSize?: number;
  /** Own products instead of the usual ones. */
  products?: ProductRecord[];
  /** Where the sandbox is mounted, such as `/octopus`; default the root. */
  basePath?: string;
  /** Where the pictures are, without `/images`. Default: the address of the request and `basePath`. */
  imageBase?: string;
}

export interface SeenRequest {
  method: string;
  /** With the query, without the base path. */
  path: string;
  at: number;
}

interface Setting {
  key: 'scenario' | 'clock' | 'faults';
  value: unknown;
}

const LOG_LIMIT = 5000;
const NO_CHANGE = { offset: 0, speed: 1 };

/** The pieces of one sandbox, put together from its options and its store. */
export class SandboxParts {
  readonly basePath: string;
  readonly imageBase: string | undefined;
  readonly clock: SandboxClock;
  readonly random: Random;
  readonly store: SandboxStore;
  readonly wallet: Wallet;
  readonly tokens: Tokens;
  readonly hostLogin: HostLogin;
  readonly orders: Orders;
  readonly faults: FaultQueue;
  readonly meter: QuotaMeter;
  readonly seen: SeenRequest[] = [];
  /** Raw bodies of every order POST that reached the server. */
  readonly posted: string[] = [];
  readonly #host: Clock;
  readonly #initial: Scenario;
  readonly #ownCatalogue: Catalogue | undefined;
  readonly #catalogueSize: number | undefined;
  #scenario: Scenario;

  constructor(options: SandboxOptions, own?: Catalogue) {
    const { inlineDeadlineMs, latencyMs } = options;
    this.basePath = options.basePath ?? '';
    this.imageBase = options.imageBase;
    this.random = options.random ?? Math.random;
    this.store = options.store ?? createMemoryStore();
    this.#ownCatalogue = own;
    this.#catalogueSize = options.catalogueSize;
    this.#initial = changeScenario(DEFAULT_SCENARIO, {
      ...options.scenario,
      ...(inlineDeadlineMs === undefined ? {} : { inlineDeadlineMs }),
      ...(latencyMs === undefined ? {} : { latencyMs }),
    });
    const settings = this.store.all('settings') as Setting[];
    const saved = (key: Setting['key']): unknown => settings.find((one) => one.key === key)?.value;
    this.#scenario = { ...this.#initial, ...(saved('scenario') as Partial<Scenario> | undefined) };
    this.faults = new FaultQueue((saved('faults') ?? []) as Fault[], (value) =>
      this.#remember({ key: 'faults', value }),
    );
    this.#host = options.clock ?? systemClock;
    const { offset, speed, at } = {
      ...NO_CHANGE,
      at: this.#host.now(),
      ...(saved('clock') as object),
    };
    // Time has gone on at its own speed while the server was down.
    this.clock = new SandboxClock(
      this.#host,
      offset + (this.#host.now() - at) * (speed - 1),
      speed,
    );
    this.wallet = new Wallet(this.clock, this.store);
    this.tokens = new Tokens(this.clock, this.random, this.store);
    this.hostLogin = new HostLogin(this.clock, this.tokens);
    this.meter = new QuotaMeter(this.clock);
    this.orders = new Orders({
      clock: this.clock,
      random: this.random,
      store: this.store,
      wallet: this.wallet,
      scenario: () => this.#scenario,
      catalogue: () => this.catalogue,
    });
  }

  get scenario(): Scenario {
    return this.#scenario;
  }

  get catalogue(): Catalogue {
    const kind = this.#scenario.catalogue;
    if (kind === 'full' && this.#ownCatalogue !== undefined) return this.#ownCatalogue;
    return catalogueFor(kind, this.#catalogueSize);
  }

  change(change: Partial<Scenario>): Scenario {
    this.#scenario = changeScenario(this.#scenario, change);
    this.#remember({ key: 'scenario', value: this.#scenario });
    return this.#scenario;
  }

  restore(): void {
    this.change(this.#initial);
    this.faults.clear();
  }

  /** Moves the clock; remembered over a restart. */
  setTime({ advanceMs, speed }: { advanceMs?: number; speed?: number }): void {
    if (advanceMs !== undefined) this.clock.advance(advanceMs);
    if (speed !== undefined) this.clock.setSpeed(speed);
    this.#remember({
      key: 'clock',
      value: { offset: this.clock.offset, speed: this.clock.speed, at: this.#host.now() },
    });
  }

  note(request: Request, path: string): void {
    const { method } = request;
    this.seen.push({ method, path, at: this.clock.now() });
    if (this.seen.length > LOG_LIMIT) this.seen.shift();
  }

  wait(ms: number): Promise<void> {
    return ms <= 0
      ? Promise.resolve()
      : new Promise((resolve) => void this.clock.setTimeout(resolve, ms));
  }

  /** Back to the beginning: nothing sold, nothing wrong, time as it is. */
  reset(): void {
    this.orders.fulfilment.forget();
    this.faults.clear();
    this.store.clear();
    this.#scenario = this.#initial;
    this.orders.load();
    this.wallet.load();
    this.tokens.load();
    this.hostLogin.forget();
    this.seen.length = 0;
    this.posted.length = 0;
    this.clock.advance(-this.clock.offset);
    this.clock.setSpeed(1);
  }

  #remember(setting: Setting): void {
    this.store.put('settings', setting.key, setting);
  }
}
