import type { Clock } from '../../src/core/clock.js';

interface Timer {
  at: number;
  order: number;
  run: () => void;
}

/** Time that passes only when told to. Between two moments everything that can settle does. */
export class FakeClock implements Clock {
  #now = Date.parse('2026-05-01T08:00:00Z');
  #order = 0;
  readonly #timers = new Map<number, Timer>();

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, ms: number): unknown {
    this.#order += 1;
    this.#timers.set(this.#order, { at: this.#now + Math.max(ms, 0), order: this.#order, run });
    return this.#order;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /** Lets `ms` pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#next(end);
      if (!next) break;
      this.#timers.delete(next.order);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.at > end) continue;
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) {
        first = timer;
      }
    }
    return first;
  }
}

/** Streams and promises of the sandbox need a few turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
