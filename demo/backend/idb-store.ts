import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import type { SandboxStore } from '../../src/sandbox/index.js';

/** A store that writes after it has answered. */
export interface LateStore extends SandboxStore {
  /** Resolves when all that was put before is kept. @throws {DOMException} where the browser cannot keep it */
  flush(): Promise<void>;
}

interface Saved {
  collection: string;
  position: number;
  text: string;
}

const OBJECTS = 'documents';

/**
 * Keeps state in IndexedDB. All of it is in memory; changes are written in order, and those of one turn of the event
 * loop in one transaction: a debit and its order are kept both or neither.
 * @throws {DOMException} where there is no IndexedDB
 */
export async function openIdbStore(name: string): Promise<LateStore> {
  let use: UseStore = createStore(name, OBJECTS);
  /** Keys that have changed; `isCleared` says that everything is deleted first. */
  let changed = new Set<string>();
  let isCleared = false;
  let written: Promise<void> = Promise.resolve();
  const documents = await use('readonly', (store) => {
    giveWay(store);
    return read(store);
  });
  let position = Math.max(0, ...[...documents.values()].map((saved) => saved.position));

  /** Who deletes the database must not wait for this connection. The next write makes a new one, with everything. */
  function giveWay({ transaction }: IDBObjectStore): void {
    transaction.db.onversionchange = ({ target }) => {
      (target as IDBDatabase).close();
      use = createStore(name, OBJECTS);
      changed = new Set(documents.keys());
    };
  }

  async function write(): Promise<void> {
    const keys = changed;
    const isAll = isCleared;
    changed = new Set();
    isCleared = false;
    try {
      await use('readwrite', (store) => {
        giveWay(store);
        if (isAll) store.clear();
        for (const key of keys) store.put(documents.get(key), key);
        return promisifyRequest(store.transaction);
      });
    } catch (error) {
      // The next write tries them again.
      for (const key of keys) if (documents.has(key)) changed.add(key);
      isCleared ||= isAll;
      throw error;
    }
  }
  function later(): void {
    // A write before this one has failed for its own caller.
    written = written
      .catch(() => {})
      .then(() => (isCleared || changed.size > 0 ? write() : undefined));
    written.catch(() => {});
  }

  return {
    all: (collection) =>
      [...documents.values()]
        .filter((saved) => saved.collection === collection)
        .map(({ text }): unknown => JSON.parse(text)),
    put(collection, key, value) {
      const id = `${collection} ${key}`;
      const text = JSON.stringify(value);
      const known = documents.get(id)?.position;
      if (known === undefined) position += 1;
      documents.set(id, { collection, text, position: known ?? position });
      changed.add(id);
      later();
    },
    clear() {
      documents.clear();
      changed.clear();
      isCleared = true;
      later();
    },
    close: () => {},
    flush: () => written,
  };
}

async function read(store: IDBObjectStore): Promise<Map<string, Saved>> {
  const [keys, values] = await Promise.all([
    promisifyRequest(store.getAllKeys()),
    promisifyRequest(store.getAll()),
  ]);
  const entries = keys.map((key, index) => [String(key), values[index] as Saved] as const);
  return new Map(entries.sort(([, a], [, b]) => a.position - b.position));
}
