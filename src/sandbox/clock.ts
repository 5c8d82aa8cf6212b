import type { Clock } from './types.js';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => globalThis.setTimeout(run, ms),
  clearTimeout: (handle) => globalThis.clearTimeout(handle as ReturnType<typeof setTimeout>),
};

// setTimeout overflows beyond this and fires at once.
const LONGEST = 2 ** 31 - 1;

interface Timer {
  at: number;
  run: () => void;
  handle: unknown;
}

/** A clock over another one that can be moved forward and run at another speed. */
export class SandboxClock implements Clock {
  readonly #host: Clock;
  readonly #timers = new Set<Timer>();
  #origin: number;
  #since: number;
  #speed = 1;

  constructor(host: Clock, offset = 0, speed = 1) {
    this.#host = host;
    this.#since = host.now();
    this.#origin = this.#since + offset;
    this.#speed = speed;
  }

  get speed(): number {
    return this.#speed;
  }

  /** How far ahead of its host this clock is. */
  get offset(): number {
    return this.now() - this.#host.now();
  }

  now(): number {
    return this.#origin + (this.#host.now() - this.#since) * this.#speed;
  }

  iso(at = this.now()): string {
    return new Date(at).toISOString();
  }

  setTimeout(run: () => void, ms: number): unknown {
    const timer: Timer = { at: this.now() + ms, run, handle: undefined };
    this.#timers.add(timer);
    this.#arm(timer);
    return timer;
  }

  clearTimeout(handle: unknown): void {
    const timer = handle as Timer | undefined;
    if (timer !== undefined && this.#timers.delete(timer)) this.#host.clearTimeout(timer.handle);
  }

  /** Moves time forward; what is due by then runs before this returns. */
  advance(ms: number): void {
    this.#rebase(this.now() + ms, this.#speed);
  }

  setSpeed(speed: number): void {
    this.#rebase(this.now(), speed);
  }

  /** Forgets every timer. */
  stop(): void {
    for (const timer of this.#timers) this.#host.clearTimeout(timer.handle);
    this.#timers.clear();
  }

  #rebase(now: number, speed: number): void {
    this.#origin = now;
    this.#since = this.#host.now();
    this.#speed = speed;
    const timers = [...this.#timers].sort((a, b) => a.at - b.at);
    for (const timer of timers) {
      if (!this.#timers.has(timer)) continue;
      this.#host.clearTimeout(timer.handle);
      this.#fireOrArm(timer);
    }
  }

  #arm(timer: Timer): void {
    const wait = Math.max(0, Math.ceil((timer.at - this.now()) / this.#speed));
    timer.handle = this.#host.setTimeout(() => this.#fireOrArm(timer), Math.min(wait, LONGEST));
  }

  #fireOrArm(timer: Timer): void {
    if (timer.at > this.now()) {
      this.#arm(timer);
      return;
    }
    this.#timers.delete(timer);
    timer.run();
  }
}
