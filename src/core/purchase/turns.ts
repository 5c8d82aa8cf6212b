import { sleep } from '../sleep.js';
import type { Environment } from './environment.js';

/** Longer than an order may take to be answered. */
export const ACT_PATIENCE_MS = 80_000;
/** A read holds the lock for as long as its token and its answer may take. */
export const READ_PATIENCE_MS = 30_000;
/** A page that lives answers at once; one that is frozen does not. */
const ANSWER_MS = 2000;

type Needs = Pick<Environment, 'locks' | 'channel' | 'clock' | 'scope'>;

/**
 * Lets one page act on a purchase at a time. A page that waits for its turn longer than the work can take asks whoever
 * has the lock for a sign of life. Where none comes, the holder is frozen or the lock manager does not answer: the page
 * goes on as where there are no locks, and the reference protects.
 */
export class Turns {
  readonly #env: Needs;
  readonly #acting = new Set<string>();
  readonly #living = new Set<string>();

  constructor(env: Needs) {
    this.#env = env;
  }

  /** Another page waits for its turn, or answers one that does. */
  heard(type: 'who-acts' | 'acting', reference: string): void {
    if (type === 'acting') this.#living.add(reference);
    else if (this.#acting.has(reference)) this.#env.channel.post({ type: 'acting', reference });
  }

  /** Runs `task` when it is this page's turn; rejects with the abort reason while it waits. */
  take(
    reference: string,
    patienceMs: number,
    signal: AbortSignal,
    task: () => Promise<void>,
  ): Promise<void> {
    const { locks, scope } = this.#env;
    const patience = new AbortController();
    let work: Promise<void> | undefined;
    // A lock that is granted later is held for as long as the work that has begun without it.
    const begin = (): Promise<void> => {
      patience.abort();
      work ??= this.#act(reference, task);
      return work;
    };
    return new Promise<void>((resolve, reject) => {
      locks.run(`esim-checkout ${scope} ${reference}`, signal, begin).then(resolve, reject);
      this.#outwait(reference, patienceMs, patience.signal).then(
        () => begin().then(resolve, reject),
        // It has begun, or is not wanted any more.
        () => undefined,
      );
    }).finally(() => patience.abort());
  }

  async #act(reference: string, task: () => Promise<void>): Promise<void> {
    this.#acting.add(reference);
    try {
      await task();
    } finally {
      this.#acting.delete(reference);
    }
  }

  /** Resolves when nobody who lives has acted for that long. */
  async #outwait(reference: string, patienceMs: number, signal: AbortSignal): Promise<void> {
    const { clock, channel } = this.#env;
    do {
      this.#living.delete(reference);
      await sleep(clock, patienceMs, signal);
      channel.post({ type: 'who-acts', reference });
      await sleep(clock, ANSWER_MS, signal);
    } while (this.#living.has(reference));
  }
}
