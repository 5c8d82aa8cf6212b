import type { Clock } from '../../src/core/clock.js';

interface Timer {
  at: number;
  order: number;
  run: (() => void) | undefined;
}

/** Promises and streams need a few turns of the event loop. */
const IDLE_TURNS = 4;

/**
 * Time that passes as fast as the work allows, for tens of thousands of timers. Between two moments everything that
 * can go on without time does; signatures, which are made on other threads, are waited for.
 */
export class FastClock implements Clock {
  #now: number;
  #last = 0;
  /** A binary heap, the next timer first. */
  readonly #heap: Timer[] = [];
  readonly #signatures = new Pending();

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(run: () => void, ms: number): unknown {
    this.#last += 1;
    const timer: Timer = { at: this.#now + Math.max(ms, 0), order: this.#last, run };
    this.#push(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    if (handle) (handle as Timer).run = undefined;
  }

  /** Lets time pass until `isOver`, which is asked after every moment, or until `end`. */
  async run(end: number, isOver: () => boolean): Promise<void> {
    const stop = this.#signatures.count();
    try {
      await this.#settle();
      while (!isOver()) {
        const next = this.#heap[0];
        if (!next || next.at > end) break;
        this.#now = Math.max(this.#now, next.at);
        for (let timer = next; timer && timer.at <= this.#now; timer = this.#heap[0] as Timer) {
          this.#pop();
          timer.run?.();
        }
        await this.#settle();
      }
    } finally {
      stop();
    }
  }

  async #settle(): Promise<void> {
    for (let idle = 0; idle < IDLE_TURNS; idle += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#signatures.now > 0) idle = -1;
    }
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as Timer;
      if (!isBefore(timer, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const right = heap[child + 1];
      if (right && isBefore(right, heap[child] as Timer)) child += 1;
      const below = heap[child];
      if (!below || !isBefore(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }
}

const isBefore = (a: Timer, b: Timer): boolean =>
  a.at < b.at || (a.at === b.at && a.order < b.order);

const ON_THREADS = ['sign', 'verify', 'digest', 'importKey'] as const;

/** How many operations of `crypto.subtle` are under way. */
class Pending {
  now = 0;

  /** @returns how to stop counting */
  count(): () => void {
    const subtle = crypto.subtle as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >;
    for (const name of ON_THREADS) {
      const own = subtle[name]?.bind(crypto.subtle);
      subtle[name] = (...args) => {
        this.now += 1;
        return Promise.resolve(own?.(...args)).finally(() => {
          this.now -= 1;
        });
      };
    }
    return () => {
      for (const name of ON_THREADS) delete subtle[name];
    };
  }
}
