import { Refusal, seconds } from '../errors.js';
import type { Settings } from '../options.js';
import type { Allowance } from './allowance.js';
import { Counter, MINUTE_MS } from './counter.js';
import { Pace } from './pace.js';
import { Queue } from './queue.js';

/**
 * What a call is for, the most urgent first, with the share of its allowance that it may use up: a purchase that
 * has begun, a customer who waits for an eSIM or chooses a plan, an eSIM that waits to be installed.
 */
const SHARES = { purchase: 1, customer: 0.9, watch: 0.6 } as const;
export type Purpose = keyof typeof SHARES;

/** The API allows ten a minute; other programs of the host log in as well. */
const LOGINS = 8;

/** Lets through what the account's quota has room for, and calls the others back in turn. */
export class Quota {
  readonly #settings: Settings;
  readonly #counter: Counter;
  readonly #pace: Record<Allowance, Pace>;
  readonly #queues = new Map<string, Queue>();

  constructor(settings: Settings) {
    const { redis, clock, account, observe, quota } = settings;
    this.#settings = settings;
    this.#counter = new Counter({
      redis,
      clock,
      prefix: `esim-gateway:${encodeURIComponent(account.username)}`,
      changed: (ok) => observe({ type: 'redis', ok }),
    });
    this.#pace = {
      reads: new Pace(quota.reads),
      orders: new Pace(quota.orders),
      login: new Pace(LOGINS),
    };
  }

  /**
   * One call of the account's.
   * @param caller who is called back: whoever asks again under the same name keeps the place
   * @throws Refusal 429
   */
  async take(allowance: Allowance, purpose: Purpose, caller: string): Promise<void> {
    const now = this.#settings.clock.now();
    const pace = this.#pace[allowance];
    const limit = this.#limit(allowance, purpose);
    const gap = MINUTE_MS / limit;
    const queue = this.#queue(allowance, purpose);
    const early = queue.wait(caller, now, gap);
    if (early !== undefined) throw this.#refuse(allowance, 'account', early);
    if (pace.blockedUntil <= now && (await this.#fits(allowance, limit))) {
      queue.leave(caller);
      return;
    }
    const opens = Math.max(pace.blockedUntil, now + this.#counter.left);
    throw this.#refuse(allowance, 'account', queue.join(caller, now, opens, gap));
  }

  /**
   * One call of a customer's. The host is asked as often a minute as a customer may read, and counted apart.
   * @throws Refusal 429
   */
  async takeOwn(what: 'reads' | 'orders' | 'questions', tag: string): Promise<void> {
    const allowance = what === 'questions' ? 'orders' : what;
    const limit = this.#settings.perCustomer[what === 'questions' ? 'reads' : what];
    const key = `${what}:${tag}`;
    if (this.#counter.seen(key) < limit && (await this.#counter.add(key)) <= limit) return;
    throw this.#refuse(allowance, 'customer', this.#counter.left);
  }

  /** Gives back an order of a customer's on which the host has not decided. */
  async giveBack(tag: string): Promise<void> {
    await this.#counter.add(`orders:${tag}`, -1);
  }

  /**
   * The API turned a call away: somebody else uses the account as well, or its minutes are not ours.
   * @returns what the caller is told
   */
  turnedAway(
    allowance: Allowance,
    purpose: Purpose,
    caller: string,
    retryAfterMs: number,
  ): Refusal {
    const now = this.#settings.clock.now();
    const pace = this.#pace[allowance];
    pace.lower(now, retryAfterMs);
    const gap = MINUTE_MS / this.#limit(allowance, purpose);
    const wait = this.#queue(allowance, purpose).join(caller, now, pace.blockedUntil, gap);
    return this.#refuse(allowance, 'api', wait);
  }

  /** Who is refused is not counted: a crowd must not use up what it does not get. */
  async #fits(allowance: Allowance, limit: number): Promise<boolean> {
    if (this.#counter.seen(allowance) >= limit) return false;
    const count = await this.#counter.add(allowance);
    if (count <= limit) return true;
    await this.#counter.add(allowance, -1);
    return false;
  }

  #limit(allowance: Allowance, purpose: Purpose): number {
    const limit = this.#pace[allowance].limit(this.#settings.clock.now());
    return Math.max(1, Math.floor(limit * SHARES[purpose]));
  }

  #queue(allowance: Allowance, purpose: Purpose): Queue {
    const name = `${allowance}:${purpose}`;
    const queue = this.#queues.get(name) ?? new Queue();
    this.#queues.set(name, queue);
    return queue;
  }

  #refuse(allowance: Allowance, by: 'account' | 'customer' | 'api', ms: number): Refusal {
    const retryAfter = seconds(ms);
    this.#settings.observe({ type: 'limited', allowance, by, retryAfter });
    return new Refusal(429, 'Too many requests', { retryAfter });
  }
}
