import type { Clock } from '../../src/core/clock.js';

/** Time that passes only when told to; promises settle between two timers. */
export class FakeClock implements Clock {
  time = Date.parse('2026-05-01T08:00:00Z');
  readonly #timers = new Map<number, { at: number; run: () => void }>();
  #last = 0;

  now(): number {
    return this.time;
  }

  setTimeout(run: () => void, ms: number): unknown {
    this.#last += 1;
    this.#timers.set(this.#last, { at: this.time + ms, run });
    return this.#last;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(handle as number);
  }

  get waiting(): number {
    return this.#timers.size;
  }

  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end);
      const [next] = due.sort(([, a], [, b]) => a.at - b.at);
      if (!next) break;
      this.#timers.delete(next[0]);
      this.time = Math.max(this.time, next[1].at);
      next[1].run();
      await settled();
    }
    this.time = end;
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
