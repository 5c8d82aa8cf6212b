import type { Clock } from '../clock.js';
import type { Schedule } from './schedule.js';

/** Whether somebody can see the page and the network is there. */
export interface Activity {
  active(): boolean;
  /** Whether somebody can see the page. Where this is left out, nothing is looked at while not `active()`. */
  seen?(): boolean;
  /** Calls `listener` at every change; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

export interface PollerOptions {
  clock: Clock;
  random: () => number;
  activity: Activity;
  schedule: Schedule;
  /** One look, `pause` ms after the last. The result, in ms, asks for a longer pause (`Retry-After`). Must not reject. */
  check(pause: number): Promise<number | undefined>;
  /** The schedule has ended; the poller now looks only on return. */
  onEnd(): void;
}

/** @returns whether a look may be of use to somebody now */
export const isSeen = (activity: Activity): boolean => activity.seen?.() ?? activity.active();

/** Not looked at again on return within this time. */
const REST_MS = 5000;
const JITTER = 0.1;
/** Some browsers say "offline" all the time, behind a VPN for one. So an offline page looks as well, though not as often. */
const OFFLINE_MS = 60_000;

/** Looks again and again, never twice at once, never while hidden, and at once on return when due. */
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

  /** Never longer than the pause itself, whatever the clock was set to meanwhile; with `more` to wait on top. */
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
