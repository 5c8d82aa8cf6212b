import { expect } from '@open-wc/testing';
import { del, get, set } from 'idb-keyval';
import {
  browserSession,
  type SessionHost,
  storedPurchases,
} from '../../src/controllers/browser-session.js';
import { sharedStore } from '../../src/controllers/client-pool.js';
import { purchasesKey } from '../../src/core/purchase/key.js';
import { newRecord, type PurchaseRecord } from '../../src/core/purchase/record.js';
import type { PurchaseSession } from '../../src/core/purchase/session.js';
import { FakeApi, hang } from '../support/fake-api.js';
import { FakeClock } from '../support/fake-clock.js';
import { FakeHost } from '../support/fake-host.js';
import { plan } from '../support/samples.js';
import { turns, until } from '../support/until.js';

let bases = 0;

/** Whose purchases they are. Each pair differs in one of the properties that separate customers and APIs. */
interface Whose {
  base: string;
  customer: string;
}

describe('Sessions of two customers on one device', () => {
  // Real references are never equal. Here they are, to show that nothing else is mixed up.
  const REFERENCE = 'the-same';
  const sessions: PurchaseSession[] = [];
  const all: Whose[] = [];
  afterEach(async () => {
    for (const session of sessions.splice(0)) session.stop();
    for (const { base, customer } of all.splice(0))
      await del(purchasesKey(base, customer), sharedStore());
  });

  const hostOf = ({ base, customer }: Whose): SessionHost =>
    Object.assign(new FakeHost(), {
      ...{ apiBase: base, customer, referencePrefix: '', requirePayment: false },
      report: () => undefined,
    }) as unknown as SessionHost;

  function start(whose: Whose): { session: PurchaseSession; api: FakeApi; started: Promise<void> } {
    const api = new FakeApi({ clock: new FakeClock(), base: whose.base });
    const session = browserSession(hostOf(whose), api.client());
    sessions.push(session);
    return { session, api, started: session.start() };
  }

  const stored = async ({ base, customer }: Whose): Promise<string[]> =>
    Object.keys((await get<object>(purchasesKey(base, customer), sharedStore())) ?? {});

  async function put(whose: Whose, changes: Partial<PurchaseRecord>): Promise<void> {
    all.push(whose);
    const record = { ...newRecord(REFERENCE, plan(), Date.now()), ...changes };
    await set(purchasesKey(whose.base, whose.customer), { [REFERENCE]: record }, sharedStore());
  }

  function pair(differ: 'customer' | 'base'): [Whose, Whose] {
    bases += 1;
    const base = `https://scope-${Date.now()}-${bases}.example`;
    const first = { base, customer: 'ada' };
    return [first, { ...first, [differ]: differ === 'base' ? `${base}/eu` : 'bob' }];
  }

  for (const differ of ['customer', 'base'] as const) {
    it(`with another ${differ}: a purchase that one deletes stays with the other`, async () => {
      const [ada, bob] = pair(differ);
      const delivered = { phase: 'delivered', announced: 'delivered' } as const;
      for (const whose of [ada, bob]) await put(whose, delivered);
      const mine = start(ada);
      const theirs = start(bob);
      await Promise.all([mine.started, theirs.started]);
      await storedPurchases(hostOf(ada)).forget(REFERENCE);
      await until(() => mine.session.state.phase !== 'delivered');
      await turns(50);
      expect(await stored(ada)).to.deep.equal([]);
      expect(await stored(bob)).to.deep.equal([REFERENCE]);
      expect(theirs.session.state.phase).to.equal('delivered');
    });

    it(`with another ${differ}: an order in flight does not block the other’s`, async () => {
      const [ada, bob] = pair(differ);
      const sent = { phase: 'ordering', step: 'look-up', inDoubtSince: 1, sentAt: 1 } as const;
      for (const whose of [ada, bob]) await put(whose, sent);
      const mine = start(ada);
      mine.api.answer = hang;
      await until(() => mine.api.sent.length === 1);
      const theirs = start(bob);
      theirs.api.answer = hang;
      await until(() => theirs.api.sent.length === 1);
      // Another element of the same customer waits for the lock.
      const other = start(ada);
      other.api.answer = hang;
      await other.started;
      await turns(50);
      expect(other.api.sent).to.have.length(0);
    });
  }
});
