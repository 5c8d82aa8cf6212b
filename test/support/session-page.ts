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

/** The host's consent, or its refusal, for a session. */
export function consent(agrees: boolean, seal: Consent['seal'] = () => undefined): Consent {
  if (!agrees) throw new CheckoutError('authorization', 'Declined.');
  return { seal };
}

export interface PageOptions {
  store?: UseStore;
  authorize?: (offer: Offer, signal: AbortSignal) => Promise<boolean>;
  seal?: Consent['seal'];
  hostReady?: () => Promise<void>;
  locks?: Locks;
}

/** One page's session with the host around it. */
export interface SessionPage {
  session: PurchaseSession;
  offers: Offer[];
  /** Milestones that were reported to the host, in order. */
  told: string[];
  troubles: string[];
}

/** A customer's browser with its real database, locks and channels. The API is fake. */
export class SessionBrowser {
  readonly clock = new FakeClock();
  readonly base: string;
  readonly api: FakeApi;
  readonly pages: SessionPage[] = [];
  /** The orders that the API has, by reference. */
  readonly orders = new Map<string, Record<string, unknown>>();
  /** The API's answer to the next order. */
  outcome: Record<string, unknown> = { status: 'DELIVERED', activation_code: CODE, iccid: '89' };

  constructor() {
    browsers += 1;
    this.base = `https://session-${Date.now()}-${browsers}.example`;
    this.api = new FakeApi({ clock: this.clock, base: this.base });
    this.api.answer = (request) => this.answer(request);
  }

  /** Opens a page. Every page has its own environment and shares the rest. */
  async open(options: PageOptions = {}): Promise<SessionPage> {
    const page = this.prepare(options);
    await page.session.start();
    page.session.choose({ phase: 'choosing-plan' });
    return page;
  }

  prepare({
    store = DATABASE,
    authorize = async () => true,
    seal,
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
        if (offers.length > 100) throw new Error('The host is asked for ever.');
        return consent(await authorize(offer, signal), seal);
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

  /** The order routes that a session needs. */
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
    // The list never has the code.
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

  /** Reads the database through a new connection, as another page would. */
  async stored(): Promise<PurchaseRecord[]> {
    const shelf = await get<Record<string, PurchaseRecord>>(purchasesKey(this.base, ''), DATABASE);
    return Object.values(shelf ?? {});
  }

  async store(...records: PurchaseRecord[]): Promise<void> {
    const shelf = Object.fromEntries(records.map((record) => [record.reference, record]));
    await set(purchasesKey(this.base, ''), shelf, DATABASE);
  }

  /** Lets time pass until the page shows `phase`. Fails after ten minutes of that time. */
  async reach({ session }: SessionPage, phase: Phase): Promise<void> {
    const end = this.clock.now() + 600_000;
    for (let frames = 0; this.clock.now() < end && frames < 300; frames += 1) {
      // Waits for a frame, so that the database of every engine keeps up with the fake clock.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await turns(10);
      if (session.state.phase === phase) return;
      // Time passes only if a timer is set: the database needs none. Long waits take bigger steps, because frames may
      // be slow.
      if (this.clock.waiting > 0) await this.clock.pass(frames < 30 ? 1000 : 10_000);
    }
    throw new Error(`It is ${session.state.phase}, not ${phase}.`);
  }

  /** The database, which calls `act` around each write. */
  watched(act: (write: () => Promise<unknown>) => Promise<unknown>): UseStore {
    return (async (mode, use) =>
      mode === 'readwrite'
        ? act(async () => DATABASE(mode, use))
        : DATABASE(mode, use)) as UseStore;
  }
}
