import { sleep } from '../sleep.js';
import type { Environment } from './environment.js';

/** How long to wait for the lock before acting, in ms. Longer than the API may take to answer an order. */
export const ACT_PATIENCE_MS = 80_000;
/** How long to wait for the lock before a read, in ms. Longer than a token request and a read may take together. */
export const READ_PATIENCE_MS = 30_000;
/** How long to wait for the acting page's answer, in ms. A frozen page does not answer. */
const ANSWER_MS = 2000;

type Needs = Pick<Environment, 'locks' | 'channel' | 'clock' | 'scope'>;

/**
 * Lets one page act on a purchase at a time. When a page's wait for the lock times out, the page asks the holder of
 * the lock for an answer. If no answer comes, the holder is frozen or the lock manager does not work. The page then
 * acts without the lock, as in a browser without locks: the shared `client_reference` still prevents a double debit.
 */
export class Turns {
  readonly #env: Needs;
  readonly #acting = new Set<string>();
  readonly #living = new Set<string>();

  constructor(env: Needs) {
    this.#env = env;
  }

  /** Handles a message of another page: it waits for its turn, or it answers a page that waits. */
  heard(type: 'who-acts' | 'acting', reference: string): void {
    if (type === 'acting') this.#living.add(reference);
    else if (this.#acting.has(reference)) this.#env.channel.post({ type: 'acting', reference });
  }

  /**
   * Waits for this page's turn, then runs `task`. Rejects with the abort reason if `signal` is aborted during the
   * wait.
   */
  take(
    reference: string,
    patienceMs: number,
    signal: AbortSignal,
    task: () => Promise<void>,
  ): Promise<void> {
    const { locks, scope } = this.#env;
    const patience = new AbortController();
    let work: Promise<void> | undefined;
    // A lock that is granted late is held until the work that began without it has ended.
    const begin = (): Promise<void> => {
      patience.abort();
      work ??= this.#act(reference, task);
      return work;
    };
    return new Promise<void>((resolve, reject) => {
      locks.run(`esim-checkout ${scope} ${reference}`, signal, begin).then(resolve, reject);
      this.#outwait(reference, patienceMs, patience.signal).then(
        () => begin().then(resolve, reject),
        // The work has begun, or the wait was aborted.
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

  /** Resolves when `patienceMs` has passed and no other page answers that it acts. */
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
