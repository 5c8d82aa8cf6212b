import { get } from 'idb-keyval';
import type { Client } from '../core/client.js';
import { loadError } from '../core/errors.js';
import { purchasesKey } from '../core/purchase/key.js';
import type { ChoosingState } from '../core/purchase/machine.js';
import type { PurchaseRecord } from '../core/purchase/record.js';
import type { PurchaseSession } from '../core/purchase/session.js';
import type { SessionHost, Shelf } from './browser-session.js';
import { sharedStore } from './client-pool.js';
import { part } from './once.js';
import { type Guest, Presence } from './presence.js';

const sessionCode = part(() => import('./browser-session.js'));

export interface PurchaseHost extends SessionHost {
  /** What the catalogue has to show. */
  readonly catalogueState: ChoosingState;
  /** The session is being fetched: what shows an order is wanted, too. */
  prepare(): void;
  /** Called after every change of the session. */
  sessionChanged(): void;
}

/**
 * Connects one element to its purchase session, for as long as the element is in a living page. The session's code is
 * fetched at once where this device knows purchases of the customer, else when it may soon be needed.
 */
export class PurchaseController implements Guest {
  /** Whether it is known that there is nothing to resume, or the session has resumed it. */
  settled = false;
  /** Newest first, as far as the session has read them. */
  purchases: readonly PurchaseRecord[] = [];
  readonly #host: PurchaseHost;
  readonly #presence: Presence;
  #client: Client | undefined;
  #customer = '';
  #session: PurchaseSession | undefined;
  #loading: Promise<PurchaseSession | undefined> | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: PurchaseHost) {
    this.#host = host;
    this.#presence = new Presence(host, this);
  }

  /** The running session, once it knows what it has to show. */
  get session(): PurchaseSession | undefined {
    return this.#session;
  }

  /** Whose purchases these are. A change ends the session of the former. */
  use(client: Client | undefined): void {
    const { customer } = this.#host;
    if (client === this.#client && customer === this.#customer) return;
    this.leave();
    this.#client = client;
    this.#customer = customer;
    this.#session = this.#loading = undefined;
    this.settled = false;
    this.purchases = [];
    void this.#resume();
  }

  /** The session, fetched and started. `undefined` where its code could not be loaded, which is reported. */
  ready(): Promise<PurchaseSession | undefined> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<PurchaseSession | undefined> {
    const client = this.#client;
    const customer = this.#customer;
    if (!client) return undefined;
    this.#host.prepare();
    const isStale = () => client !== this.#client || customer !== this.#customer;
    try {
      const { browserSession } = await sessionCode();
      if (isStale()) return this.ready();
      const session = browserSession(this.#host, client);
      if (!this.#presence.here) {
        this.#loading = undefined;
        return undefined;
      }
      await session.start();
      if (isStale()) {
        session.stop();
        return this.ready();
      }
      session.choose(this.#host.catalogueState);
      this.#session = session;
      this.settled = true;
      if (this.#presence.here) this.enter();
      else session.stop();
      return session;
    } catch {
      this.#loading = undefined;
      this.#host.report(loadError());
      return undefined;
    }
  }

  /** What is on this device, with a client or without. Rejects where the code that reads it cannot be had. */
  async shelf(): Promise<Shelf> {
    return (await this.ready()) ?? (await sessionCode()).storedPurchases(this.#host);
  }

  /** Starts the session at once where this device has purchases stored. */
  async #resume(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const key = purchasesKey(client.base, this.#customer);
    const known = await get<unknown>(key, sharedStore()).catch(() => undefined);
    if (client !== this.#client) return;
    // Out of the page by now: put back, it resumes anew.
    if (known !== undefined && !(await this.ready()) && !this.#presence.here) return;
    this.settled = true;
    this.#host.requestUpdate();
  }

  #changed = async (): Promise<void> => {
    if (!this.#presence.here) return;
    const session = this.#session;
    this.#host.sessionChanged();
    const purchases = await session?.purchases();
    if (!purchases || session !== this.#session) return;
    this.purchases = purchases;
    this.#host.requestUpdate();
  };

  enter(): void {
    const session = this.#session;
    if (!this.settled) void this.#resume();
    if (!session) return;
    this.#unsubscribe ??= session.subscribe(this.#changed);
    void session.start().then(this.#changed);
  }

  leave(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#session?.stop();
  }
}
