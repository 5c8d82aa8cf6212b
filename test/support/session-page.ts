import { get, set, type UseStore } from 'idb-keyval';
import { browserChannel } from '../../src/controllers/browser.js';
import { browserLocks } from '../../src/controllers/locks.js';
import { OrdersApi } from '../../src/core/api/orders.js';
import { systemClock } from '../../src/core/clock.js';
import { CheckoutError } from '../../src/core/errors.js';
import type { Consent, Locks, Offer } from '../../src/core/purchase/environment.js';
import { Journal } from '../../src/core/purchase/journal.js';
import { purchasesKey } from '../../src/core/purchase/key.js';
import type { PurchaseRecord } from '../../src/core/purchase/record.js';
import { PurchaseSession } from '../../src/core/purchase/session.js';
import { openStore } from '../../src/core/storage.js';
import type { Phase } from '../../src/core/types.js';
import { FakeApi, json, type Sent } from './fake-api.js';
import { FakeClock } from './fake-clock.js';
import { turns } from './until.js';

export const CODE = 'LPA:1$rsp.example.com$SESSION-TOKEN';
const DATABASE = openStore(indexedDB, systemClock);
let browsers = 0;

/** The host's word as a session takes it. */
export function consent(agrees: boolean): Consent {
  if (!agrees) throw new CheckoutError('authorization', 'Declined.');
  return { seal: () => undefined };
}

export interface PageOptions {
  store?: UseStore;
  authorize?: (offer: Offer, signal: AbortSignal) => Promise<boolean>;
  hostReady?: () => Promise<void>;
  locks?: Locks;
}

/** One page's session with the host around it. */
export interface SessionPage {
  session: PurchaseSession;
  offers: Offer[];
  /** Milestones that the host was told of, in order. */
  told: string[];
  troubles: string[];
}

/** A customer's browser with its real database, locks and channels, before an API that is not. */
export class SessionBrowser {
  readonly clock = new FakeClock();
  readonly base: string;
  readonly api: FakeApi;
  readonly pages: SessionPage[] = [];
  /** What the API has taken, by reference. */
  readonly orders = new Map<string, Record<string, unknown>>();
  /** What becomes of the next order. */
  outcome: Record<string, unknown> = { status: 'DELIVERED', activation_code: CODE, iccid: '89' };

  constructor() {
    browsers += 1;
    this.base = `https://session-${Date.now()}-${browsers}.example`;
    this.api = new FakeApi({ clock: this.clock, base: this.base });
    this.api.answer = (request) => this.answer(request);
  }

  /** Of one page; every page has its own environment and shares the rest. */
  async open(options: PageOptions = {}): Promise<SessionPage> {
    const page = this.prepare(options);
    await page.session.start();
    page.session.choose({ phase: 'choosing-plan' });
    return page;
  }

  prepare({
    store = DATABASE,
    authorize = async () => true,
    hostReady,
    locks = browserLocks,
  }: PageOptions = {}): SessionPage {
    const { base } = this;
    const offers: Offer[] = [];
    const told: string[] = [];
    const troubles: string[] = [];
    const journal = new Journal({
      store,
      base,
      customer: '',
      onTrouble: () => troubles.push('storage'),
      onUnreadable: () => troubles.push('storage-unreadable'),
    });
    const session = new PurchaseSession({
      clock: this.clock,
      random: () => 0,
      sender: Math.random(),
      journal,
      orders: new OrdersApi(this.api.http),
      locks,
      channel: browserChannel(base),
      activity: { active: () => true, subscribe: () => () => undefined },
      scope: base,
      newReference: () => `ref-${crypto.randomUUID()}`,
      hostReady: () => hostReady?.(),
      authorize: async (offer, signal) => {
        offers.push(offer);
        return consent(await authorize(offer, signal));
      },
      announce: (milestone) => told.push(milestone),
      trouble: ({ code }) => troubles.push(code),
    });
    const page = { session, offers, told, troubles };
    this.pages.push(page);
    return page;
  }

  close(): void {
    for (const { session } of this.pages) session.stop();
  }

  /** The order routes: enough of them for a session. */
  answer({ method, path, body }: Sent): Response {
    if (method === 'POST') {
      const { client_reference: reference } = JSON.parse(body ?? '{}');
      if (this.orders.has(reference)) {
        return json({ error: { message: 'Duplicate client_reference' } }, 400);
      }
      return json(this.place(reference));
    }
    const reference = new URL(path, this.base).searchParams.get('client_reference');
    const found = [...this.orders.values()].filter((order) =>
      reference === null ? path.endsWith(`/${order.id}`) : order.client_reference === reference,
    );
    if (reference === null) return found[0] ? json(found[0]) : json({}, 404);
    // The list never tells the code.
    return json(found.map(({ activation_code: _, ...row }) => row));
  }

  place(reference: string): Record<string, unknown> {
    const order = { id: 700 + this.orders.size, client_reference: reference, ...this.outcome };
    this.orders.set(reference, order);
    return order;
  }

  get posts(): Sent[] {
    return this.api.sent.filter(({ method }) => method === 'POST');
  }

  get posted(): string[] {
    return this.posts.map(({ body }) => JSON.parse(body ?? '{}').client_reference);
  }

  /** Through a connection of its own, as another page would. */
  async stored(): Promise<PurchaseRecord[]> {
    const shelf = await get<Record<string, PurchaseRecord>>(purchasesKey(this.base, ''), DATABASE);
    return Object.values(shelf ?? {});
  }

  async store(...records: PurchaseRecord[]): Promise<void> {
    const shelf = Object.fromEntries(records.map((record) => [record.reference, record]));
    await set(purchasesKey(this.base, ''), shelf, DATABASE);
  }

  /** Lets time pass until the page shows `phase`; gives up after ten minutes of it. */
  async reach({ session }: SessionPage, phase: Phase): Promise<void> {
    const end = this.clock.now() + 600_000;
    for (let frames = 0; this.clock.now() < end && frames < 600; frames += 1) {
      // A frame, so that no engine's database is slower than the time that passes here.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await turns(10);
      if (session.state.phase === phase) return;
      // Only where something waits for it: the database does not. Long waits go faster, as frames may be slow.
      if (this.clock.waiting > 0) await this.clock.pass(frames < 30 ? 1000 : 10_000);
    }
    throw new Error(`It is ${session.state.phase}, not ${phase}.`);
  }

  /** The database, with `act` called around each write. */
  watched(act: (write: () => Promise<unknown>) => Promise<unknown>): UseStore {
    return (async (mode, use) =>
      mode === 'readwrite'
        ? act(async () => DATABASE(mode, use))
        : DATABASE(mode, use)) as UseStore;
  }
}
