import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js';
import { type Clock, withTimeout } from '../../core/clock.js';

export interface CounterOptions {
  /** Of ioredis or node-redis. */
  redis: object | undefined;
  clock: Clock;
  /** Apart from those of other accounts. */
  prefix: string;
  /** Redis does not answer, or answers again. */
  changed: (ok: boolean) => void;
}

export const MINUTE_MS = 60_000;
/** A minute's count is kept until no clock that is a little behind asks for it. */
const KEPT_SECONDS = 150;
/** A limit is the caller's to keep: the library counts. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
const REDIS_TIMEOUT_MS = 500;
/** How long Redis is left alone after it failed. */
const REST_MS = 1000;

/**
 * Counts in fixed minutes: in Redis for all instances, and in memory where there is none. While Redis is gone, an
 * instance takes it that all others do as much as itself, and so keeps to its share.
 */
export class Counter {
  readonly #options: CounterOptions;
  readonly #own: RateLimiterMemory;
  readonly #shared: RateLimiterRedis | undefined;
  /** The highest count of each key that is known, of this minute. */
  readonly #seen = new Map<string, number>();
  #minute = 0;
  #restUntil = 0;
  #ok = true;
  /** The minute in which Redis came back, perhaps with nothing of what it knew. */
  #backIn = -1;
  #instances = 1;

  constructor(options: CounterOptions) {
    this.#options = options;
    const { redis, prefix: keyPrefix } = options;
    const common = { keyPrefix, points: NO_LIMIT, duration: KEPT_SECONDS };
    this.#own = new RateLimiterMemory(common);
    if (redis) {
      this.#shared = new RateLimiterRedis({
        ...common,
        storeClient: redis,
        // Rather than a queue that is worked off when Redis is back.
        rejectIfRedisNotReady: true,
        useRedisPackage: !('defineCommand' in redis),
      });
    }
  }

  /** Milliseconds until the next minute begins. */
  get left(): number {
    return MINUTE_MS - (this.#options.clock.now() % MINUTE_MS);
  }

  /** The highest count of this minute that is known here, without asking anybody. */
  seen(key: string): number {
    this.#turn();
    return this.#seen.get(key) ?? 0;
  }

  /** Adds to a count of this minute, or takes off. @returns what it is then, of all instances */
  async add(key: string, points = 1): Promise<number> {
    this.#turn();
    const minute = this.#minute;
    const name = `${key}:${minute}`;
    const shared = await this.#addShared(name, points);
    let count = shared ?? (await this.#addOwn(key, name, points));
    if (minute !== this.#minute) return count;
    if (this.#backIn === minute) count = Math.max(count, (this.#seen.get(key) ?? 0) + points);
    this.#seen.set(key, Math.max(0, count));
    return count;
  }

  /** What was counted here while Redis was gone is told to it with the next. */
  async #addShared(name: string, points: number): Promise<number | undefined> {
    const { clock, changed } = this.#options;
    const shared = this.#shared;
    if (!shared || clock.now() < this.#restUntil) return undefined;
    // Both at once, so that two requests do not tell the same.
    const [own] = await Promise.all([this.#own.get(name), this.#own.delete(name)]);
    const unshared = own?.consumedPoints ?? 0;
    try {
      const { consumedPoints } = await withTimeout(clock, REDIS_TIMEOUT_MS, undefined, () =>
        shared.penalty(name, points + unshared),
      );
      if (!this.#ok) {
        this.#ok = true;
        this.#backIn = Math.floor(clock.now() / MINUTE_MS);
        changed(true);
      }
      return consumedPoints;
    } catch {
      if (unshared > 0) await this.#own.penalty(name, unshared);
      this.#restUntil = clock.now() + REST_MS;
      if (this.#ok) changed(false);
      this.#ok = false;
      return undefined;
    }
  }

  async #addOwn(key: string, name: string, points: number): Promise<number> {
    const { consumedPoints } = await this.#own.penalty(name, points);
    if (!this.#shared) return consumedPoints;
    return (this.#seen.get(key) ?? 0) + points * this.#instances;
  }

  #turn(): void {
    const minute = Math.floor(this.#options.clock.now() / MINUTE_MS);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#seen.clear();
    if (this.#shared && this.#options.clock.now() >= this.#restUntil) void this.#countInstances();
  }

  /** Every instance writes itself down once a minute. */
  async #countInstances(): Promise<void> {
    const shared = this.#shared;
    if (!shared) return;
    try {
      const now = await shared.penalty(`instances:${this.#minute}`, 1);
      const before = await shared.get(`instances:${this.#minute - 1}`);
      this.#instances = Math.max(now.consumedPoints, before?.consumedPoints ?? 1);
    } catch {
      // As many as there were.
    }
  }
}
