import { CheckoutError } from '../errors.js';
import { Poller } from '../polling/poller.js';
import { doubling } from '../polling/schedule.js';
import { advance } from './advance.js';
import { readAgain } from './effects.js';
import type { Environment } from './environment.js';
import { isUndecided, isUnfinished } from './progress.js';
import type { PurchaseRecord } from './record.js';
import { tell } from './tell.js';

/** A day: an order that fails inside has an end by then. */
const schedule = doubling(30_000, 300_000, 86_400_000);

/**
 * Orders that the customer deleted before they had an outcome. They are followed in memory, and only so that the host
 * hears how they end; a page that is closed follows no more.
 */
export class Unseen {
  readonly #env: Environment;
  readonly #records = new Map<string, PurchaseRecord>();
  readonly #pollers = new Map<string, Poller>();
  #abort: AbortController | undefined;

  constructor(env: Environment) {
    this.#env = env;
  }

  start(): void {
    this.#abort = new AbortController();
    for (const reference of this.#records.keys()) this.#watch(reference, this.#abort.signal);
  }

  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    for (const poller of this.#pollers.values()) poller.stop();
    this.#pollers.clear();
  }

  /** Follows an order that was placed and has no outcome. */
  add(record: PurchaseRecord): void {
    if (record.orderId === undefined || isUndecided(record) || !isUnfinished(record)) return;
    this.#records.set(record.reference, record);
    if (this.#abort) this.#watch(record.reference, this.#abort.signal);
  }

  #watch(reference: string, signal: AbortSignal): void {
    if (this.#pollers.has(reference)) return;
    const { clock, random, activity } = this.#env;
    const poller = new Poller({
      clock,
      random,
      activity,
      schedule,
      check: () => this.#look(reference, signal),
      onEnd: () => undefined,
    });
    this.#pollers.set(reference, poller);
  }

  /** @returns how long the API asks to be left alone, in ms */
  async #look(reference: string, signal: AbortSignal): Promise<number | undefined> {
    const record = this.#records.get(reference);
    if (!record) return undefined;
    try {
      const event = await readAgain(record, this.#env, signal);
      if (event instanceof CheckoutError) return event.facts.retryAfterMs;
      const told = await tell(this.#env, advance(record, event), signal);
      this.#records.set(reference, told);
      if (!isUnfinished(told)) this.#end(reference);
    } catch {
      // The element has gone: it goes on where it is put back.
    }
    return undefined;
  }

  #end(reference: string): void {
    this.#records.delete(reference);
    this.#pollers.get(reference)?.stop();
    this.#pollers.delete(reference);
  }
}
