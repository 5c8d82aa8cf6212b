import type { Clock } from '../../src/core/clock.js';

interface Timer {
  at: number;
  order: number;
  run: () => void;
}

interface FakeClockOptions {
  /** Milliseconds since the epoch. */
  start?: number;
  /** Resolves when everything that needs no time has settled. */
  settle?: () => Promise<void>;
}

/** The most timers that may run at one moment. More means an endless loop of new timers. */
const MOST_AT_ONCE = 10_000;

/** Time that passes only when a test says so. Between two timers, all promises settle. */
export class FakeClock implements Clock {
  time: number;
  readonly #settle: () => Promise<void>;
  readonly #timers = new Map<number, Timer>();
  #last = 0;

  constructor({
    start = Date.parse('2026-05-01T08:00:00Z'),
    settle = promises,
  }: FakeClockOptions = {}) {
    this.time = start;
    this.#settle = settle;
  }

  now(): number {
    return this.time;
  }

  setTimeout(run: () => void, ms: number): unknown {
    this.#last += 1;
    this.#timers.set(this.#last, { at: this.time + Math.max(ms, 0), order: this.#last, run });
    return this.#last;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  /** The number of timers that are set. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Lets `ms` pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await this.#settle();
    let atOnce = 0;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next.order);
      atOnce = next.at > this.time ? 0 : atOnce + 1;
      if (atOnce > MOST_AT_ONCE) throw new Error('Timers are set for ever, and no time passes.');
      this.time = Math.max(this.time, next.at);
      next.run();
      await this.#settle();
    }
    this.time = end;
  }

  /** The first timer that is due by `end`. Of several with the same time, it is the one that was set first. */
  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values())
      if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    return first;
  }
}

/** Enough turns for code that uses only promises. */
async function promises(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
