import { expect } from '@open-wc/testing';
import { set, type UseStore } from 'idb-keyval';
import { Catalogue } from '../../src/core/catalogue.js';
import { systemClock } from '../../src/core/clock.js';
import { openStore } from '../../src/core/storage.js';
import { FakeApi, hang, json, rejection } from '../support/fake-api.js';
import { FakeClock } from '../support/fake-clock.js';
import { variant } from '../support/samples.js';
import { turns, until } from '../support/until.js';

const HOUR = 60 * 60_000;
const never = new AbortController().signal;
const row = { id: 1, name: 'Japan', country_code: 'JPN', currency_code: 'USD' };
let bases = 0;

describe('Catalogue, kept and shared', () => {
  const database = openStore(indexedDB, systemClock);
  let clock: FakeClock;
  let base: string;
  let api: FakeApi;
  let writes: number;
  /** Counts writes when they are durable. */
  const store: UseStore = async (mode, use) => {
    const result = await database(mode, use);
    if (mode === 'readwrite') writes += 1;
    return result;
  };
  /** What a new page has: an empty memory. */
  const visit = (through: UseStore = store): Catalogue =>
    new Catalogue(api.http, through, clock, base);

  beforeEach(() => {
    bases += 1;
    base = `https://catalogue-${Date.now()}-${bases}.example`;
    clock = new FakeClock();
    api = new FakeApi({ clock, base });
    api.answer = () => json([row]);
    writes = 0;
  });

  async function visited(): Promise<void> {
    await visit().products('JPN', never);
    await until(() => writes === 1);
  }

  describe('with the token', () => {
    /** A database that answers when the test says so. */
    function slow(): { store: UseStore; answer(): void } {
      let answer: () => void = () => undefined;
      const told = new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { store: (mode, use) => told.then(() => store(mode, use)), answer: () => answer() };
    }

    it('asks for it while the database is being read', async () => {
      const { store, answer } = slow();
      const read = visit(store).products('JPN', never);
      expect(api.tokens).to.equal(1);
      expect(api.sent).to.have.length(0);
      answer();
      await read;
      expect(api.tokens).to.equal(1);
    });

    it('asks once where that fails, and says so', async () => {
      api = new FakeApi({ clock, base, getToken: () => Promise.reject(new Error('Down.')) });
      const { store, answer } = slow();
      const read = rejection(visit(store).products('JPN', never));
      await turns();
      answer();
      expect((await read).code).to.equal('token-unavailable');
      expect([api.tokens, api.sent.length]).to.deep.equal([1, 0]);
    });

    it('needs none for a cached answer', async () => {
      await visited();
      api = new FakeApi({ clock, base, getToken: () => Promise.reject(new Error('Down.')) });
      expect(await visit().products('JPN', never)).to.have.length(1);
    });
  });

  it('does not read the database for a product if the list was fetched', async () => {
    let reads = 0;
    const counting: UseStore = (mode, use) => {
      if (mode === 'readonly') reads += 1;
      return store(mode, use);
    };
    const catalogue = visit(counting);
    await catalogue.products('JPN', never);
    api.answer = () => json({ ...row, variants: [variant] });
    await catalogue.product(1, never);
    expect(reads).to.equal(1);
    await until(() => writes === 2);
    const next = visit(counting);
    await next.products('JPN', never);
    await next.product(1, never);
    expect(reads).to.equal(3);
    expect(api.sent).to.have.length(2);
  });

  describe('for an hour', () => {
    it('asks once on a page', async () => {
      const catalogue = visit();
      await catalogue.products('JPN', never);
      clock.time += HOUR - 1;
      await catalogue.products('JPN', never);
      expect(api.sent).to.have.length(1);
    });

    it('asks for nothing on the next page', async () => {
      await visited();
      clock.time += HOUR - 1;
      const [product] = await visit().products('JPN', never);
      expect(product).to.include({ id: 1, name: 'Japan' });
      expect(api.sent).to.have.length(1);
    });

    it('has plans on the next page as well', async () => {
      api.answer = () => json({ ...row, variants: [variant] });
      const first = await visit().product(1, never);
      await until(() => writes === 1);
      expect(await visit().product(1, never)).to.deep.equal(first);
      expect(api.sent).to.have.length(1);
    });

    it('asks again after the hour, on the same page and on the next', async () => {
      const catalogue = visit();
      await catalogue.products('JPN', never);
      await until(() => writes === 1);
      clock.time += HOUR;
      await visit().products('JPN', never);
      await until(() => writes === 2);
      clock.time += HOUR;
      await catalogue.products('JPN', never);
      expect(api.sent).to.have.length(3);
    });

    it('but asks again if there was nothing to sell', async () => {
      const catalogue = visit();
      api.answer = () => json([]);
      expect(await catalogue.products('JPN', never)).to.deep.equal([]);
      api.answer = () => json({ ...row, variants: [] });
      expect((await catalogue.product(1, never)).plans).to.deep.equal([]);
      api.answer = () => json({ ...row, variants: [variant] });
      expect((await catalogue.product(1, never)).plans).to.have.length(1);
      api.answer = () => json([row]);
      expect(await catalogue.products('JPN', never)).to.have.length(1);
    });

    it('ignores an entry with a time in the future', async () => {
      await visited();
      clock.time -= HOUR;
      await visit().products('JPN', never);
      expect(api.sent).to.have.length(2);
    });

    it('keeps countries, products and APIs apart', async () => {
      await visited();
      await visit().products('FRA', never);
      await visit().products(undefined, never);
      base = `${base}/other`;
      api = new FakeApi({ clock, base });
      api.answer = () => json([]);
      expect(await visit().products('JPN', never)).to.deep.equal([]);
    });

    it('does not cache a failure', async () => {
      const catalogue = visit();
      api.answer = () => json({}, 500);
      await rejection(catalogue.products('JPN', never));
      api.answer = () => json([row]);
      expect(await catalogue.products('JPN', never)).to.have.length(1);
    });

    it('works without a database, and with a full one', async () => {
      for (const broken of [
        openStore(undefined, clock),
        (async (mode, use) => {
          if (mode === 'readwrite') throw new DOMException('Full.', 'QuotaExceededError');
          return database(mode, use);
        }) as UseStore,
      ]) {
        const catalogue = visit(broken);
        await catalogue.products('JPN', never);
        await catalogue.products('JPN', never);
      }
      expect(api.sent).to.have.length(2);
    });

    for (const odd of [null, 7, 'text', [], {}, { at: 'now', value: [] }]) {
      it(`asks the API if the cache holds ${JSON.stringify(odd)}`, async () => {
        const path = '/api/v1/esim/products?country_code=JPN&';
        await set(['catalogue', base, path], odd, database);
        expect(await visit().products('JPN', never)).to.have.length(1);
        expect(api.sent).to.have.length(1);
      });
    }
  });

  describe('readers at the same time', () => {
    it('share one request', async () => {
      const catalogue = visit();
      const [a, b] = await Promise.all([
        catalogue.products('JPN', never),
        catalogue.products('JPN', never),
      ]);
      expect(api.sent).to.have.length(1);
      expect(a).to.deep.equal(b);
    });

    it('share its failure, and the next one asks again', async () => {
      const catalogue = visit();
      let fail: (answer: Response) => void = () => undefined;
      api.answer = () => new Promise((resolve) => (fail = resolve));
      const reads = Promise.all([
        rejection(catalogue.products('JPN', never)),
        rejection(catalogue.products('JPN', never)),
      ]);
      await until(() => api.sent.length === 1);
      await turns();
      fail(json({}, 503));
      const errors = await reads;
      expect(errors.map(({ code }) => code)).to.deep.equal(['server', 'server']);
      expect(api.sent).to.have.length(1);
      api.answer = () => json([row]);
      expect(await catalogue.products('JPN', never)).to.have.length(1);
    });

    it('do not lose it when one of them leaves', async () => {
      const catalogue = visit();
      let give: (answer: Response) => void = () => undefined;
      api.answer = () => new Promise((resolve) => (give = resolve));
      const abort = new AbortController();
      const leaving = rejection(catalogue.products('JPN', abort.signal));
      const staying = catalogue.products('JPN', never);
      await until(() => api.sent.length === 1);
      await turns();
      abort.abort();
      expect(await leaving).to.have.property('name', 'AbortError');
      expect(api.sent[0]?.init.signal?.aborted).to.equal(false);
      give(json([row]));
      expect(await staying).to.have.length(1);
    });

    it('abort it when the last of them leaves', async () => {
      const catalogue = visit();
      api.answer = hang;
      const aborts = [new AbortController(), new AbortController()];
      const reads = aborts.map(({ signal }) => rejection(catalogue.products('JPN', signal)));
      await until(() => api.sent.length === 1);
      await turns();
      for (const abort of aborts) abort.abort();
      await Promise.all(reads);
      expect(api.sent[0]?.init.signal?.aborted).to.equal(true);
      expect(clock.waiting).to.equal(0);
      api.answer = () => json([row]);
      expect(await catalogue.products('JPN', never)).to.have.length(1);
    });

    it('that have left before they began send nothing', async () => {
      const error = await rejection(visit().products('JPN', AbortSignal.abort()));
      await turns();
      expect(error).to.have.property('name', 'AbortError');
      expect(api.sent).to.have.length(0);
    });

    it('that leave between two pages are not asked about the second', async () => {
      const catalogue = visit();
      const abort = new AbortController();
      const full = Array.from({ length: 50 }, (_, id) => ({ ...row, id }));
      let second = false;
      api.answer = (request) => {
        if (!request.path.includes('page=2')) return json(full);
        second = true;
        return hang(request);
      };
      const read = rejection(catalogue.products('JPN', abort.signal));
      await until(() => second);
      abort.abort();
      await read;
      await turns();
      expect(api.sent).to.have.length(2);
      // An incomplete list is not cached.
      api.answer = () => json([row]);
      expect(await visit().products('JPN', never)).to.have.length(1);
    });
  });
});
