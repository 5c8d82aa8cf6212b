import type { Phase } from '../../src/index.js';
import { buyOn, pause } from './customer.js';
import type { Frame } from './frame.js';
import { sandbox } from './sandbox-client.js';
import { type DemoScenario, scenarioOf } from './scenarios.js';
import type { Settings } from './settings.js';
import type { Stage } from './stage.js';
import { until } from './until.js';

export interface Narrator {
  say(text: string, offer?: { label: string; run: () => void }): void;
  /** The customer picks a destination where the page leaves that to them. */
  travel(country: string): void;
}

const TRAVELS_TO = 'JPN';
/** How long a page may take to load on a bad connection. */
const LOADS_MS = 30_000;
/** How long a presenter who buys by hand may talk before. */
const BUYS_MS = 600_000;

/** What the status line says once the presenter has helped. */
const HELPED = {
  mend: 'The operator tries again…',
  reconnect: 'Back online. The page sends the order with its next try, by itself.',
  token: 'The token endpoint answers again, and the page shows its plans.',
};

/** Plays a scenario on the stage, and tells what happens. Only one at a time: the next ends the one before. */
export class Director {
  readonly #stage: Stage;
  readonly #narrator: Narrator;
  #run = new AbortController();
  #playing: DemoScenario | undefined;
  readonly #seen = new Set<Phase>();

  constructor(stage: Stage, narrator: Narrator) {
    this.#stage = stage;
    this.#narrator = narrator;
  }

  stop(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#playing = undefined;
    this.#seen.clear();
  }

  /** Starts over with the chosen scenario, and buys unless the presenter does that. */
  async play(settings: Settings): Promise<void> {
    this.stop();
    const { signal } = this.#run;
    const scenario = scenarioOf(settings.scenario);
    this.#playing = scenario;
    this.#narrator.say(scenario.says.armed ?? `${scenario.label}. Starting over…`);
    await this.#unlessStopped(signal, async () => {
      await this.#stage.restart();
      signal.throwIfAborted();
      if (settings.buy !== 'hand') return this.#buy(scenario, signal);
      this.#narrator.say(
        scenario.says.armed ?? `Ready: ${scenario.label}. Pick a plan and press Buy.`,
      );
      await this.#prepare(scenario, signal);
      await this.#follow(scenario, signal);
    });
  }

  /** Tells what happens on pages that are open already, and does the scenario's part if the presenter buys. */
  async join({ scenario: id, buy }: Settings): Promise<void> {
    const { signal } = this.#run;
    const scenario = scenarioOf(id);
    this.#playing = scenario;
    // After a reload the purchase has had its story already.
    if (buy !== 'hand' || (await sandbox.orders()).length > 0) return;
    await this.#unlessStopped(signal, async () => {
      await this.#prepare(scenario, signal);
      await this.#follow(scenario, signal);
    });
  }

  async #unlessStopped(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** What the connection of the pages does from now on. */
  async #prepare({ act }: DemoScenario, signal: AbortSignal): Promise<void> {
    if (act !== 'offline' && act !== 'spoil-token') return;
    // First the plans: without them there is nothing to buy.
    const seesPlans = (): boolean => this.#stage.main.phase === 'choosing-plan';
    await until(seesPlans, signal, BUYS_MS);
    for (const frame of this.#stage.frames) {
      frame.post(act === 'offline' ? { type: 'offline', offline: true } : { type: act });
    }
  }

  async #buy(scenario: DemoScenario, signal: AbortSignal): Promise<void> {
    const frame = this.#stage.main;
    await until(() => (frame.phase ?? 'loading') !== 'loading', signal, LOADS_MS);
    if (frame.phase === 'choosing-destination') this.#narrator.travel(TRAVELS_TO);
    if (frame.phase === 'unavailable') return;
    await this.#prepare(scenario, signal);
    frame.showShop();
    this.#narrator.say(`${scenario.label}. The customer picks a plan and presses Buy.`);
    if (!(await buyOn(frame, signal))) {
      this.#narrator.say('The page has no plan to buy here. Choose another destination.');
      return;
    }
    await this.#follow(scenario, signal);
  }

  async #follow(scenario: DemoScenario, signal: AbortSignal): Promise<void> {
    if (scenario.faults !== undefined) {
      const struck = async (): Promise<boolean> => (await sandbox.faults()).length === 0;
      if (await until(struck, signal, BUYS_MS)) this.#narrator.say(scenario.says.struck ?? '');
    }
    if (scenario.act === 'crash') await this.#crash(signal);
  }

  async #crash(signal: AbortSignal): Promise<void> {
    if (!(await orderIsPlaced(signal, BUYS_MS))) return;
    this.#narrator.say('The order is on its way. The page is about to crash.');
    await pause(1500, signal);
    this.#stage.crash();
    this.#narrator.say(
      'The page has crashed. The wallet is debited, and no page has seen the answer.',
    );
    await pause(2500, signal);
    this.#stage.reopen();
    this.#narrator.say(
      'The customer opens the page again. It finds the order that it wrote down before it was sent.',
    );
  }

  /** A page has come to a phase: tells what that means. */
  reached(phase: Phase, frame: Frame): void {
    if (frame !== this.#stage.main) return;
    const scenario = this.#playing;
    const text = scenario?.says[phase];
    this.#seen.add(phase);
    if (scenario === undefined || text === undefined) return;
    // The plans are on the page before the payment as well.
    if (phase === 'choosing-plan' && !this.#seen.has('authorizing')) return;
    const { offers } = scenario;
    if (!offers?.at.includes(phase)) this.#narrator.say(text);
    else this.#narrator.say(text, { label: offers.label, run: () => void this.#help(offers.does) });
  }

  async #help(does: keyof typeof HELPED): Promise<void> {
    this.#narrator.say(HELPED[does]);
    if (does === 'mend') await sandbox.deliverPending();
    if (does === 'token') await sandbox.setScenario({ tokenMode: 'ok' });
    for (const frame of this.#stage.frames) {
      if (does === 'reconnect') frame.post({ type: 'offline', offline: false });
      // As a partner's page may when its customer comes back to it.
      void frame.checkout?.refresh();
    }
  }
}

/** Resolves when the API has an order, whatever the page knows of it. */
export const orderIsPlaced = (signal: AbortSignal, mostMs: number): Promise<boolean> =>
  until(async () => (await sandbox.orders()).length > 0, signal, mostMs);
