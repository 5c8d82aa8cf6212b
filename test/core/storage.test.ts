import { expect } from '@open-wc/testing';
import { del, get, set, update } from 'idb-keyval';
import { systemClock } from '../../src/core/clock.js';
import { openStore } from '../../src/core/storage.js';
import { FakeClock } from '../support/fake-clock.js';

describe('openStore', () => {
  const KEY = ['storage test'];

  /** A database whose connections break when `broken` is true. */
  function counting(broken: (connection: number) => boolean): {
    factory: IDBFactory;
    opened: () => number;
  } {
    let opened = 0;
    const factory = {
      open(name: string, version: number) {
        opened += 1;
        const connection = opened;
        const request = indexedDB.open(name, version);
        request.addEventListener('success', () => {
          const database = request.result;
          const transaction = database.transaction.bind(database);
          database.transaction = (...args) => {
            if (broken(connection)) database.close();
            return transaction(...args);
          };
        });
        return request;
      },
    };
    return { factory: factory as unknown as IDBFactory, opened: () => opened };
  }

  it('asks for strict durability in every write, also after it has reopened the connection', async () => {
    const asked: [mode: unknown, options: unknown][] = [];
    let connections = 0;
    const factory = {
      open(name: string, version: number) {
        const request = indexedDB.open(name, version);
        request.addEventListener('success', () => {
          connections += 1;
          const database = request.result;
          const transaction = database.transaction.bind(database);
          const isBroken = connections === 1;
          database.transaction = (stores, mode, options) => {
            asked.push([mode, options?.durability]);
            if (isBroken) database.close();
            return transaction(stores, mode, options);
          };
        });
        return request;
      },
    };
    const store = openStore(factory as unknown as IDBFactory, systemClock);
    await set(KEY, 1, store);
    await update(KEY, () => 2, store);
    await del(KEY, store);
    expect(asked).to.deep.equal(Array(4).fill(['readwrite', 'strict']));
  });

  it('reopens a closed connection', async () => {
    const { factory, opened } = counting((connection) => connection === 1);
    const store = openStore(factory, systemClock);
    await set(KEY, 1, store);
    expect(await get(KEY, store)).to.equal(1);
    expect(opened()).to.equal(2);
  });

  it('reopens it once per call', async () => {
    const { factory, opened } = counting(() => true);
    const store = openStore(factory, systemClock);
    const error = await set(KEY, 1, store).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('name', 'InvalidStateError');
    expect(opened()).to.equal(2);
  });

  it('uses a database that took too long to open, once it is there', async () => {
    const clock = new FakeClock();
    await set(KEY, 1, openStore(indexedDB, systemClock));
    const request = indexedDB.open('esim-checkout', 1);
    await new Promise<void>((resolve) => {
      request.onsuccess = () => resolve();
    });
    const slow = { result: request.result, onsuccess: () => {} };
    let opened = 0;
    const factory = {
      open() {
        opened += 1;
        return slow;
      },
    };
    const store = openStore(factory as unknown as IDBFactory, clock);
    const first = set(KEY, 2, store).catch((thrown: unknown) => thrown);
    await clock.pass(3001);
    expect(await first).to.have.property('name', 'TimeoutError');
    slow.onsuccess();
    await clock.pass(0);
    await set(KEY, 3, store);
    expect(await get(KEY, store)).to.equal(3);
    expect(opened).to.equal(1);
  });

  it('keeps its connection when a write is refused', async () => {
    const { factory, opened } = counting(() => false);
    const store = openStore(factory, systemClock);
    const error = await set(KEY, () => 1, store).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('name', 'DataCloneError');
    await set(KEY, 2, store);
    expect(opened()).to.equal(1);
  });
});
