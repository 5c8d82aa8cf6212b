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
  /** The catalogue's state. */
  readonly catalogueState: ChoosingState;
  /** The session's code is being fetched. The parts that show an order should be fetched too. */
  prepare(): void;
  /** Called after every change of the session. */
  sessionChanged(): void;
}

/**
 * Connects one element to its purchase session while the element is in a living page. If this device has purchases of
 * the customer, the session's code is fetched at once, else when it may soon be needed.
 */
export class PurchaseController implements Guest {
  /** Whether the session has resumed the stored purchases, or there are none. */
  settled = false;
  /** The purchases that the session has read, newest first. */
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

  /** The running session; `undefined` until its first state is known. */
  get session(): PurchaseSession | undefined {
    return this.#session;
  }

  /** Sets the client. If the client or the customer has changed, the old session ends. */
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

  /** Fetches and starts the session. Resolves to `undefined` if its code cannot be loaded, which is reported. */
  ready(): Promise<PurchaseSession | undefined> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** Fetches the code for an order while the customer chooses. From then on the element also follows other tabs. */
  fetchAhead(): void {
    const fetch = () => {
      if (this.#presence.here) void this.ready();
    };
    // Some pages have the name and no function.
    if (typeof requestIdleCallback === 'function') requestIdleCallback(fetch);
    else setTimeout(fetch, 200);
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

  /**
   * The purchases on this device. It works with and without a client. Rejects if the code that reads them cannot be
   * loaded.
   */
  async shelf(): Promise<Shelf> {
    return (await this.ready()) ?? (await sessionCode()).storedPurchases(this.#host);
  }

  /** Starts the session at once if this device has purchases stored. */
  async #resume(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const key = purchasesKey(client.base, this.#customer);
    const known = await get<unknown>(key, sharedStore()).catch(() => undefined);
    if (client !== this.#client) return;
    // The element has left the page. When it is inserted again, it resumes.
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
