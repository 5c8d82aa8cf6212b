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

/** Plays a scenario on the stage, and tells what happens. Only one at a time: the next ends the one before. */
export class Director {
  readonly #stage: Stage;
  readonly #narrator: Narrator;
  #run = new AbortController();
  #playing: DemoScenario | undefined;

  constructor(stage: Stage, narrator: Narrator) {
    this.#stage = stage;
    this.#narrator = narrator;
  }

  stop(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#playing = undefined;
  }

  /** Starts over with the chosen scenario, and buys unless the presenter does that. */
  async play(settings: Settings): Promise<void> {
    this.stop();
    const { signal } = this.#run;
    const scenario = scenarioOf(settings.scenario);
    this.#playing = scenario;
    this.#narrator.say(scenario.says.armed ?? `${scenario.label}. Starting over…`);
    try {
      await this.#stage.restart();
      signal.throwIfAborted();
      if (settings.buy === 'hand') {
        this.#narrator.say(
          scenario.says.armed ?? `Ready: ${scenario.label}. Pick a plan and press Buy.`,
        );
        await this.#prepare(scenario, signal);
        await this.#follow(scenario, signal);
        return;
      }
      await this.#buy(scenario, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** What the connection of the pages does from now on. */
  async #prepare({ act }: DemoScenario, signal: AbortSignal): Promise<void> {
    if (act !== 'offline' && act !== 'spoil-token') return;
    // First the plans: without them there is nothing to buy.
    const seesPlans = (): boolean => this.#stage.main.phase === 'choosing-plan';
    await until(seesPlans, signal, 600_000);
    for (const frame of this.#stage.frames) {
      frame.post(act === 'offline' ? { type: 'offline', offline: true } : { type: act });
    }
  }

  async #buy(scenario: DemoScenario, signal: AbortSignal): Promise<void> {
    const frame = this.#stage.main;
    await until(() => (frame.phase ?? 'loading') !== 'loading', signal, 8000);
    if (frame.phase === 'choosing-destination') this.#narrator.travel(TRAVELS_TO);
    if (frame.phase === 'unavailable') return;
    await this.#prepare(scenario, signal);
    frame.showShop();
    if (!(await buyOn(frame, signal))) return;
    await this.#follow(scenario, signal);
  }

  async #follow(scenario: DemoScenario, signal: AbortSignal): Promise<void> {
    if (scenario.faults !== undefined) {
      await until(async () => (await sandbox.faults()).length === 0, signal, 120_000);
      this.#narrator.say(scenario.says.struck ?? '');
    }
    if (scenario.act === 'crash') await this.#crash(signal);
  }

  async #crash(signal: AbortSignal): Promise<void> {
    const frame = this.#stage.main;
    await orderIsPlaced(signal);
    this.#narrator.say('The order is on its way. The page is about to crash.');
    await pause(1500, signal);
    this.#stage.kill(frame);
    this.#narrator.say(
      'The page has crashed. The wallet is debited, and no page has seen the answer.',
    );
    await pause(2500, signal);
    this.#stage.open(frame);
    this.#narrator.say(
      'The customer opens the page again. It finds the order that it wrote down before it was sent.',
    );
  }

  /** A page has come to a phase: tells what that means. */
  reached(phase: Phase, frame: Frame): void {
    const scenario = this.#playing;
    const text = frame === this.#stage.main ? scenario?.says[phase] : undefined;
    if (scenario === undefined || text === undefined) return;
    const { offers } = scenario;
    if (offers?.at !== phase) this.#narrator.say(text);
    else this.#narrator.say(text, { label: offers.label, run: () => void this.#help(offers.does) });
  }

  async #help(does: 'mend' | 'reconnect' | 'token'): Promise<void> {
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
export const orderIsPlaced = (signal: AbortSignal): Promise<boolean> =>
  until(async () => (await sandbox.orders()).length > 0, signal, 20_000);
