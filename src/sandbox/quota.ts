import type { SandboxClock } from './clock.js';
import { ApiError } from './errors.js';
import type { Quotas } from './types.js';

const MINUTE = 60_000;

/** Counts requests in fixed minutes, per account and kind. */
export class QuotaMeter {
  readonly #clock: SandboxClock;
  #minute = 0;
  #counts: Quotas = { reads: 0, orders: 0, login: 0 };

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  /** @throws {ApiError} 429 with `Retry-After` until the next minute. */
  spend(kind: keyof Quotas, quotas: Quotas | null): void {
    if (quotas === null) return;
    const now = this.#clock.now();
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts = { reads: 0, orders: 0, login: 0 };
    }
    this.#counts[kind] += 1;
    if (this.#counts[kind] <= quotas[kind]) return;
    const seconds = Math.max(1, Math.ceil(((minute + 1) * MINUTE - now) / 1000));
    throw new ApiError(429, 'Too many requests', { headers: { 'retry-after': String(seconds) } });
  }
}
