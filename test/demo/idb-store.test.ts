import { expect } from '@open-wc/testing';
import { openIdbStore } from '../../demo/backend/idb-store.js';

const DATABASE = 'idb-store-test';

function deleted(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** What another start of the backend would find. */
async function found(collection = 'orders'): Promise<unknown[]> {
  return (await openIdbStore(DATABASE)).all(collection);
}

/** Runs with every transaction that writes counted, or refused. */
async function watched(
  run: (writes: () => number) => Promise<void>,
  refuse = false,
): Promise<void> {
  const { transaction } = IDBDatabase.prototype;
  let writes = 0;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    if (mode === 'readwrite') {
      writes += 1;
      if (refuse) throw new DOMException('full', 'QuotaExceededError');
    }
    return transaction.call(this, names, mode, options);
  };
  try {
    await run(() => writes);
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
}

describe('the store in IndexedDB', () => {
  beforeEach(deleted);
  after(deleted);

  it('keeps documents as they were when put, in the order of their first put', async () => {
    const store = await openIdbStore(DATABASE);
    const order = { id: 'b', status: 'PENDING' };
    store.put('orders', 'b', order);
    store.put('orders', 'a', { id: 'a' });
    store.put('tokens', 'a', { other: true });
    await store.flush();
    order.status = 'CHANGED LATER';
    store.put('orders', 'b', { id: 'b', status: 'DELIVERED' });
    await store.flush();
    const expected = [{ id: 'b', status: 'DELIVERED' }, { id: 'a' }];
    expect(store.all('orders')).to.deep.equal(expected);
    expect(await found()).to.deep.equal(expected);
    expect(await found('tokens')).to.deep.equal([{ other: true }]);
  });

  it('writes a debit and its order together', async () => {
    const store = await openIdbStore(DATABASE);
    await watched(async (writes) => {
      store.put('ledger', '1', { kind: 'debit' });
      store.put('orders', '1', { id: 1 });
      await store.flush();
      expect(writes()).to.equal(1);
    });
  });

  it('has written when flush() resolves, what was put meanwhile included', async () => {
    const store = await openIdbStore(DATABASE);
    store.put('orders', '1', { id: 1 });
    const first = store.flush();
    store.put('orders', '2', { id: 2 });
    await Promise.all([first, store.flush()]);
    expect(await found()).to.deep.equal([{ id: 1 }, { id: 2 }]);
  });

  it('empties itself, and keeps what comes after', async () => {
    const store = await openIdbStore(DATABASE);
    store.put('orders', '1', { id: 1 });
    await store.flush();
    store.clear();
    store.put('orders', '2', { id: 2 });
    await store.flush();
    expect(await found()).to.deep.equal([{ id: 2 }]);
  });

  it('says when the browser does not keep it, and tries again with the next', async () => {
    const store = await openIdbStore(DATABASE);
    await watched(async () => {
      store.put('orders', '1', { id: 1 });
      const failed = await store.flush().then(
        () => false,
        () => true,
      );
      expect(failed).to.equal(true);
    }, true);
    store.put('orders', '2', { id: 2 });
    await store.flush();
    expect(await found()).to.deep.equal([{ id: 1 }, { id: 2 }]);
  });

  it('lets another page delete the database, and writes everything anew', async () => {
    const store = await openIdbStore(DATABASE);
    store.put('orders', '1', { id: 1 });
    await store.flush();
    await deleted();
    store.put('orders', '2', { id: 2 });
    await store.flush();
    expect(await found()).to.deep.equal([{ id: 1 }, { id: 2 }]);
  });
});
