import { expect } from '@open-wc/testing';
import { del, get, set, type UseStore, update } from 'idb-keyval';
import { systemClock } from '../../../src/core/clock.js';
import { Journal } from '../../../src/core/purchase/journal.js';
import { type Facts, newRecord } from '../../../src/core/purchase/record.js';
import { openStore } from '../../../src/core/storage.js';
import { plan } from '../../support/samples.js';

const CODE = 'LPA:1$rsp.example.com$ABC';
let turn = 0;

describe('Journal', () => {
  const store = openStore(indexedDB, systemClock);
  let base = '';
  let troubles: number;
  let unreadable: number;
  const key = (kind: string, customer = 'ada'): IDBValidKey => [kind, base, customer];
  const open = (customer = 'ada', through: UseStore = store): Journal =>
    new Journal({
      store: through,
      base,
      customer,
      onTrouble: () => {
        troubles += 1;
      },
      onUnreadable: () => {
        unreadable += 1;
      },
    });
  const record = (reference: string, more: Partial<Facts> = {}) => ({
    ...newRecord(reference, plan(), Date.now() + turn++),
    ...more,
  });
  const none = (): undefined => undefined;

  beforeEach(() => {
    turn += 1;
    base = `https://journal-${Date.now()}-${turn}.example`;
    troubles = 0;
    unreadable = 0;
  });

  it('keeps purchases across pages, newest first', async () => {
    await open().begin(record('a'), none);
    await open().begin(record('b'), none);
    expect((await open().list()).map(({ reference }) => reference)).to.deep.equal(['b', 'a']);
  });

  it('keeps customers apart', async () => {
    await open('ada').begin(record('a'), none);
    expect(await open('bob').list()).to.deep.equal([]);
  });

  it('finds an intent that another tab has, in the same transaction', async () => {
    const begun = await Promise.all(
      ['a', 'b', 'c'].map((reference) => open().begin(record(reference), (all) => all[0])),
    );
    expect(new Set(begun.map(({ reference }) => reference)).size).to.equal(1);
    expect(await open().list()).to.have.length(1);
  });

  it('never lets a slower tab undo known facts', async () => {
    const first = record('a');
    await open().begin(first, none);
    await open().save({ ...first, phase: 'delivered', activationCode: CODE });
    const kept = await open().save({ ...first, phase: 'pending' });
    expect(kept).to.include({ phase: 'delivered', activationCode: CODE });
  });

  it('keeps the code when a tab that never saw it is ahead', async () => {
    const first = record('a');
    await open().save({ ...first, phase: 'delivered', activationCode: CODE, iccid: '89' });
    const kept = await open().save({ ...first, phase: 'installed' });
    expect(kept).to.include({ phase: 'installed', activationCode: CODE, iccid: '89' });
  });

  it('goes back to asking the host only if nothing was sent', async () => {
    const first = record('a');
    await open().begin(first, none);
    await open().save({ ...first, phase: 'ordering', step: 'post' });
    expect(await open().save(first)).to.include({ phase: 'authorizing' });
    await open().save({ ...first, phase: 'ordering', step: 'posting', sentAt: 1 });
    expect(await open().save(first)).to.include({ phase: 'ordering', step: 'posting' });
    await open().save({ ...first, phase: 'ordering', step: 'post', inDoubtSince: 1 });
    expect(await open().save(first)).to.include({ phase: 'ordering', step: 'post' });
  });

  it('moves unreadable records aside, and reports that', async () => {
    await open().begin(record('a'), none);
    const shelf = (await get(key('purchases'), store)) as Record<string, unknown>;
    await set(key('purchases'), { ...shelf, odd: { version: 99, hello: 1 } }, store);
    expect(await open().list()).to.have.length(1);
    expect(unreadable).to.equal(1);
    expect(await get(key('unreadable'), store)).to.deep.equal([{ version: 99, hello: 1 }]);
    expect(await open().list()).to.have.length(1);
    expect(unreadable).to.equal(1);
  });

  for (const odd of [['a', 'list'], 'text', 7]) {
    it(`keeps ${JSON.stringify(odd)} that is stored under the purchases' key`, async () => {
      await set(key('purchases'), odd, store);
      const first = record('a');
      await open().begin(first, none);
      await open().save({ ...first, phase: 'pending' });
      expect((await open().list()).map(({ phase }) => phase)).to.deep.equal(['pending']);
      expect(await get(key('unreadable'), store)).to.deep.equal([odd]);
    });
  }

  it('keeps a record of a newer version with the same reference', async () => {
    const newer = { version: 99, activationCode: CODE };
    await set(key('purchases'), { a: newer }, store);
    await open().save(record('a'));
    expect(await open().list()).to.have.length(1);
    expect(await get(key('unreadable'), store)).to.deep.equal([newer]);
  });

  it('keeps a record that another tab writes while it moves one aside', async () => {
    const [old, late] = [{ version: 98 }, { version: 99 }];
    await set(key('purchases'), { old }, store);
    let writes = 0;
    const meanwhile: UseStore = async (mode, use) => {
      const result = await store(mode, use);
      writes += mode === 'readwrite' ? 1 : 0;
      const between = mode === 'readwrite' && writes === 1;
      if (between) await update(key('purchases'), (shelf) => ({ ...shelf, late }), store);
      return result;
    };
    await open('ada', meanwhile).list();
    await open().list();
    expect(await get(key('unreadable'), store)).to.have.deep.members([old, late]);
  });

  it('withdraws an intent, but not one that another tab has continued', async () => {
    const [first, second] = [record('a'), record('b')];
    await open().begin(first, none);
    await open().begin(second, none);
    await open().save({ ...second, phase: 'ordering', step: 'posting' });
    const journal = open();
    expect(await journal.withdraw('a')).to.equal(true);
    expect(await journal.withdraw('b')).to.equal(false);
    expect(await journal.list()).to.have.length(1);
    expect(journal.isForgotten('b')).to.equal(false);
  });

  it('deletes one record, or all records with the unreadable ones', async () => {
    await open().begin(record('a'), none);
    await open().begin(record('b'), none);
    await open().forget('a');
    expect(await open().list()).to.have.length(1);
    await set(key('unreadable'), ['odd'], store);
    await open().forget();
    expect(await get(key('purchases'), store)).to.equal(undefined);
    expect(await get(key('unreadable'), store)).to.equal(undefined);
  });

  it('does not restore a deleted record', async () => {
    const journal = open();
    const first = record('a');
    await journal.begin(first, none);
    await journal.forget('a');
    await journal.save({ ...first, phase: 'delivered' });
    expect(await open().list()).to.deep.equal([]);
  });

  it('continues in memory without IndexedDB, and reports that', async () => {
    const journal = open('ada', openStore(undefined, systemClock));
    const first = record('a');
    await journal.begin(first, none);
    await journal.save({ ...first, phase: 'delivered', activationCode: CODE });
    expect(journal.isUnsaved('a')).to.equal(true);
    expect((await journal.read('a'))?.activationCode).to.equal(CODE);
    expect(troubles).to.be.greaterThan(0);
  });

  it('writes a record that failed to be written with the next successful change', async () => {
    let full = true;
    const journal = open('ada', async (mode, use) => {
      if (full) throw new DOMException('The quota is used up.', 'QuotaExceededError');
      return store(mode, use);
    });
    const first = record('a');
    await journal.save({ ...first, phase: 'delivered', activationCode: CODE });
    full = false;
    await journal.save(record('b'));
    expect(journal.isUnsaved('a')).to.equal(false);
    expect((await open().read('a'))?.activationCode).to.equal(CODE);
  });

  for (const [what, stage, left] of [
    ['does not bring back what was never sent', { phase: 'ordering', step: 'post' }, ['b']],
    ['keeps what may have been sent', { phase: 'ordering', step: 'posting' }, ['b', 'a']],
  ] as const) {
    it(`${what}, where another tab deleted it before storage took the change`, async () => {
      let full = false;
      const journal = open('ada', async (mode, use) => {
        if (full) throw new DOMException('The quota is used up.', 'QuotaExceededError');
        return store(mode, use);
      });
      const first = record('a');
      await journal.begin(first, none);
      full = true;
      await journal.save({ ...first, ...stage });
      await open().forget('a');
      full = false;
      await journal.save(record('b'));
      expect((await open().list()).map(({ reference }) => reference)).to.deep.equal(left);
    });
  }

  it('deletes everything from a storage that is full, and returns it', async () => {
    const full: UseStore = async (mode, use) =>
      store(mode, (objects) =>
        use(
          new Proxy(objects, {
            get(target, name) {
              if (name === 'put')
                return () => {
                  throw new DOMException('The quota is used up.', 'QuotaExceededError');
                };
              const value: unknown = Reflect.get(target, name);
              return typeof value === 'function' ? value.bind(target) : value;
            },
          }),
        ),
      );
    await open().save(record('a'));
    const journal = open('ada', full);
    const deleted = await journal.forget();
    expect(deleted.map(({ reference }) => reference)).to.deep.equal(['a']);
    expect(journal.isHeld('a')).to.equal(false);
    expect(await open().list()).to.deep.equal([]);
  });

  it('deletes a record that failed to be deleted with the next successful change', async () => {
    let full = false;
    const journal = open('ada', async (mode, use) => {
      if (full) throw new DOMException('The quota is used up.', 'QuotaExceededError');
      return store(mode, use);
    });
    await journal.begin(record('a'), none);
    full = true;
    await journal.forget('a');
    full = false;
    expect(await journal.list()).to.deep.equal([]);
    await journal.save(record('b'));
    expect((await open().list()).map(({ reference }) => reference)).to.deep.equal(['b']);
  });

  it('stores nothing after the last purchase is deleted', async () => {
    const journal = open();
    await journal.begin(record('a'), none);
    await journal.forget('a');
    expect(await get(key('purchases'), store)).to.equal(undefined);
  });

  it('writes again after a database that was closed or deleted', async () => {
    const journal = open();
    const first = record('a');
    await journal.begin(first, none);
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase('esim-checkout');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    });
    await journal.save({ ...first, phase: 'delivered', activationCode: CODE });
    expect(journal.isUnsaved('a')).to.equal(false);
    expect((await open().read('a'))?.activationCode).to.equal(CODE);
    await del(key('purchases'), store);
  });
});
