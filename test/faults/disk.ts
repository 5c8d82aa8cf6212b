import type { UseStore } from 'idb-keyval';

/** What survives a page: the database's committed content, and whether it can be used at the moment. */
export class Disk {
  readonly content = new Map<string, string>();
  failing = false;
  /** Called when something has been written. */
  afterWrite: (() => void) | undefined;
  #tail: Promise<unknown> = Promise.resolve();

  /**
   * A page's view of the disk, with the part of an object store that idb-keyval uses. Transactions run
   * one after the other and are committed whole or, where the page has died, not at all.
   */
  open(alive: () => boolean, step: () => void = () => undefined): UseStore {
    return <T>(mode: IDBTransactionMode, use: (store: IDBObjectStore) => T | PromiseLike<T>) => {
      const run = async (): Promise<T> => {
        await Promise.resolve();
        step();
        if (!alive()) return new Promise<never>(() => {});
        if (this.failing) throw new DOMException('The quota is used up.', 'QuotaExceededError');
        const transaction = new Transaction(this.content);
        const result = use(transaction.store as unknown as IDBObjectStore);
        await transaction.finish(alive);
        if (mode === 'readwrite') this.afterWrite?.();
        // It is written, and nobody is left to be told so.
        step();
        if (!alive()) return new Promise<never>(() => {});
        return result;
      };
      const turn = this.#tail.then(run, run);
      this.#tail = Promise.race([
        turn.catch(() => undefined),
        Promise.resolve().then(() => undefined),
      ]);
      return turn;
    };
  }
}

interface FakeRequest {
  result?: unknown;
  error?: unknown;
  onsuccess?: () => void;
  onerror?: () => void;
  oncomplete?: () => void;
  onabort?: () => void;
}

class Transaction {
  readonly #content: Map<string, string>;
  readonly #changes = new Map<string, string | undefined>();
  readonly #pending: (() => void)[] = [];
  readonly #events: FakeRequest = {};

  constructor(content: Map<string, string>) {
    this.#content = content;
  }

  get store(): object {
    return {
      transaction: this.#events,
      get: (key: unknown) => {
        const request: FakeRequest = {};
        this.#pending.push(() => {
          const stored = this.#content.get(JSON.stringify(key));
          request.result = stored === undefined ? undefined : JSON.parse(stored);
          request.onsuccess?.();
        });
        return request;
      },
      put: (value: unknown, key: unknown) => {
        this.#changes.set(JSON.stringify(key), JSON.stringify(value));
      },
      delete: (key: unknown) => {
        this.#changes.set(JSON.stringify(key), undefined);
      },
    };
  }

  async finish(alive: () => boolean): Promise<void> {
    while (this.#pending.length > 0) this.#pending.shift()?.();
    if (!alive()) return new Promise<never>(() => {});
    for (const [key, value] of this.#changes) {
      if (value === undefined) this.#content.delete(key);
      else this.#content.set(key, value);
    }
    await Promise.resolve();
    this.#events.oncomplete?.();
  }
}
