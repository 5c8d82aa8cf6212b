import type { Channel, Locks, Message } from '../../src/core/purchase/environment.js';

/** What the tabs of one browser share: Web Locks and a BroadcastChannel. */
export class Browser {
  readonly #queues = new Map<string, { tab: object; start: () => void }[]>();
  readonly #listeners = new Map<object, Set<(message: Message) => void>>();
  readonly #beforeNews: () => void;

  /** @param beforeNews called while a message is on its way */
  constructor(beforeNews: () => void) {
    this.#beforeNews = beforeNews;
  }

  locks(tab: object, alive: () => boolean, awake: (run: () => void) => void): Locks {
    return {
      run: (name, signal, task) =>
        new Promise((resolve, reject) => {
          const queue = this.#queues.get(name) ?? [];
          this.#queues.set(name, queue);
          const entry = {
            tab,
            start: () => {
              const done = (): void => {
                if (alive()) this.#leave(name, entry);
              };
              awake(() => void task().then(resolve, reject).finally(done));
            },
          };
          queue.push(entry);
          if (queue.length === 1) {
            entry.start();
            return;
          }
          signal.addEventListener('abort', () => {
            if (queue[0] === entry || !queue.includes(entry)) return;
            queue.splice(queue.indexOf(entry), 1);
            reject(signal.reason);
          });
        }),
    };
  }

  #leave(name: string, entry: object): void {
    const queue = this.#queues.get(name) ?? [];
    const at = queue.findIndex((each) => Object.is(each, entry));
    if (at < 0) return;
    queue.splice(at, 1);
    if (at === 0) queue[0]?.start();
  }

  /** @param works whether there is a BroadcastChannel */
  channel(
    tab: object,
    alive: () => boolean,
    awake: (run: () => void) => void,
    works = true,
  ): Channel {
    if (!works) return { post: () => undefined, listen: () => () => undefined };
    return {
      post: (message) => {
        if (!alive()) return;
        this.#beforeNews();
        for (const [other, listeners] of this.#listeners) {
          if (other === tab) continue;
          for (const listener of listeners) setImmediate(() => listener(message));
        }
      },
      listen: (listener) => {
        const mine = this.#listeners.get(tab) ?? new Set();
        this.#listeners.set(
          tab,
          mine.add((message) => awake(() => alive() && listener(message))),
        );
        return () => this.#listeners.delete(tab);
      },
    };
  }

  /** A tab that dies lets go of everything. */
  drop(tab: object): void {
    this.#listeners.delete(tab);
    for (const [name, queue] of this.#queues) {
      for (const entry of queue.filter((each) => each.tab === tab)) this.#leave(name, entry);
    }
  }
}

/** A lock manager that never answers. */
export const silentLocks: Locks = {
  run: (_name, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
};

/** Where a browser has no Web Locks. */
export const noLocks: Locks = { run: (_name, _signal, task) => task() };
