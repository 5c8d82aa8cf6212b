import { LRUCache } from 'lru-cache';

const LONGEST_QUEUE = 50_000;
/** The element gives a round up that has to wait for more than two minutes: it is called back before, and told again. */
const LONGEST_WAIT_MS = 100_000;
/** Who comes back this much too early is on time: `Retry-After` has whole seconds. */
const EARLY_MS = 500;

/**
 * Calls those who found no room back one after another, in the order they came, as fast as the quota allows. It
 * lives in memory: an instance that restarts has them queue again, which costs them time and nothing else.
 */
export class Queue {
  readonly #slots = new LRUCache<string, number>({ max: LONGEST_QUEUE });
  #next = 0;

  /** Whether somebody else is first. @returns how long to wait, or `undefined`: one's turn */
  wait(key: string, now: number, gap: number): number | undefined {
    const slot = this.#slots.get(key);
    if (slot !== undefined) return slot > now + EARLY_MS ? bounded(slot - now) : undefined;
    return this.#next > now ? this.join(key, now, now, gap) : undefined;
  }

  /**
   * There is no room: a place behind all others. @returns how long to wait
   * @param opens when there is room again, epoch ms
   * @param gap between two who are called back, ms
   */
  join(key: string, now: number, opens: number, gap: number): number {
    const slot = Math.max(this.#next, opens);
    this.#next = slot + gap;
    this.#slots.set(key, slot);
    return bounded(slot - now);
  }

  leave(key: string): void {
    this.#slots.delete(key);
  }
}

const bounded = (ms: number): number => Math.min(Math.max(ms, 1000), LONGEST_WAIT_MS);
