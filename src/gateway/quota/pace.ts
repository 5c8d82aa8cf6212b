import { MINUTE_MS } from './counter.js';

const LOWERED = 0.8;
const LOWEST = 0.25;
const RAISED_A_MINUTE = 0.05;

/** How much of an allowance is used: less after the API has refused something, and again more with every minute it did not. */
export class Pace {
  /** Epoch ms. */
  blockedUntil = 0;
  readonly #full: number;
  #share = 1;
  #changedAt = 0;

  /** @param full requests a minute */
  constructor(full: number) {
    this.#full = full;
  }

  /** Requests a minute. */
  limit(now: number): number {
    return Math.max(1, Math.floor(this.#full * this.#shareAt(now)));
  }

  /** Once a minute at most: what was under way is refused all at once. */
  lower(now: number, retryAfterMs: number): void {
    this.blockedUntil = Math.max(this.blockedUntil, now + retryAfterMs);
    if (now - this.#changedAt < MINUTE_MS && this.#share < 1) return;
    this.#share = Math.max(LOWEST, this.#shareAt(now) * LOWERED);
    this.#changedAt = now;
  }

  #shareAt(now: number): number {
    const minutes = Math.max(0, Math.floor((now - this.#changedAt) / MINUTE_MS));
    return Math.min(1, this.#share + minutes * RAISED_A_MINUTE);
  }
}
