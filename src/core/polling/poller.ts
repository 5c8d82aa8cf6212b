import type { Clock } from '../clock.js';
import type { Schedule } from './schedule.js';

/** Tells whether the page is visible and online. */
export interface Activity {
  /** Whether the page is visible and online. */
  active(): boolean;
  /** Whether the page is visible. If it is left out, the poller pauses while `active()` is false. */
  seen?(): boolean;
  /**
   * Calls `listener` at every change.
   * @returns a function that unsubscribes
   */
  subscribe(listener: () => void): () => void;
}

export interface PollerOptions {
  clock: Clock;
  random: () => number;
  activity: Activity;
  schedule: Schedule;
  /**
   * Asks the API once, `pause` ms after the last time. The result asks for a longer pause, in ms (`Retry-After`).
   * Must not reject.
   */
  check(pause: number): Promise<number | undefined>;
  /** The schedule has ended. From now on the poller asks only when the customer returns to the page. */
  onEnd(): void;
}

/** @returns whether the page is visible, so that polling is useful */
export const isSeen = (activity: Activity): boolean => activity.seen?.() ?? activity.active();

/** When the customer returns, the poller does not ask again within this time, in ms. */
const REST_MS = 5000;
const JITTER = 0.1;
/**
 * The least pause while the browser says "offline", in ms. Some browsers always say so, e.g. behind a VPN. So the
 * poller asks all the same, but less often.
 */
const OFFLINE_MS = 60_000;

/**
 * Asks the API on a schedule. Only one request is in flight at a time. The poller pauses while the page is hidden.
 * When the customer returns, it asks at once if a request is due.
 */
export class Poller {
  readonly #options: PollerOptions;
  readonly #unsubscribe: () => void;
  #timer: unknown;
  #checks = 0;
  #dueAt = 0;
  #pause = 0;
  #checking = false;
  #ended = false;
  #stopped = false;
  #seen: boolean;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#seen = isSeen(options.activity);
    this.#unsubscribe = options.activity.subscribe(() => this.#resume());
    this.#plan(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
    this.#options.clock.clearTimeout(this.#timer);
  }

  #plan(atLeast: number): void {
    const pause = this.#options.schedule(this.#checks);
    if (pause === undefined && !this.#ended) {
      this.#ended = true;
      this.#options.onEnd();
    }
    const spread = 1 + JITTER * this.#options.random();
    this.#pause = Math.max((pause ?? REST_MS) * spread, atLeast);
    this.#dueAt = this.#options.clock.now() + this.#pause;
    if (!this.#stopped) this.#arm();
  }

  #arm(): void {
    const { clock, activity } = this.#options;
    clock.clearTimeout(this.#timer);
    if (this.#ended || !this.#seen) return;
    const more = activity.active() ? 0 : Math.max(OFFLINE_MS - this.#pause, 0);
    this.#timer = clock.setTimeout(() => void this.#look(), this.#remaining(more));
  }

  /**
   * The rest of the pause, plus `more`; both in ms. It is never longer than the whole pause, even if the clock was
   * set back.
   */
  #remaining(more = 0): number {
    const left = this.#dueAt + more - this.#options.clock.now();
    return Math.min(Math.max(left, 0), this.#pause + more);
  }

  #resume(): void {
    const { activity } = this.#options;
    const came = !this.#seen;
    this.#seen = isSeen(activity);
    if (this.#stopped || this.#checking) return;
    const returned = activity.active() || (came && this.#seen);
    if (this.#ended && returned && this.#remaining() === 0) {
      void this.#look();
      return;
    }
    this.#arm();
  }

  async #look(): Promise<void> {
    if (this.#stopped) return;
    this.#checking = true;
    this.#checks += 1;
    const atLeast = await this.#options.check(this.#pause);
    this.#checking = false;
    if (!this.#stopped) this.#plan(atLeast ?? 0);
  }
}
