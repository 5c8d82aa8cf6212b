import type { UseStore } from 'idb-keyval';
import type { GetToken } from '../core/api/token.js';
import { tokenEndpoint } from '../core/api/token-endpoint.js';
import { Client } from '../core/client.js';
import { systemClock } from '../core/clock.js';
import { openStore } from '../core/storage.js';
import { type LoggedRequest, logged } from './request-log.js';

/** The properties of an element that name its API and token source. */
export interface ClientSource {
  base: string;
  getToken: GetToken | undefined;
  tokenEndpoint: string | undefined;
  tokenCredentials: RequestCredentials;
  /** Whom the token is for. */
  customer: string;
}

interface Pooled {
  source: ClientSource;
  client: Client;
  requests: LoggedRequest[];
  users: number;
}

/**
 * Elements with the same API base, token source and customer share a client, and so one token and one catalogue. This pool is
 * module-level state, because the page has one of it. The last user of a client removes it from the pool.
 */
const pool = new Set<Pooled>();
let store: UseStore | undefined;

/** The page's one connection to the element's database. */
export function sharedStore(): UseStore {
  store ??= openStore(indexedDatabase(), systemClock);
  return store;
}

/** In a sandboxed frame, reading the property throws. */
function indexedDatabase(): IDBFactory | undefined {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

/** One element's hold on a shared client. */
export interface Lease {
  readonly client: Client;
  /** The latest requests of the client and of its token source, oldest first. */
  readonly requests: readonly LoggedRequest[];
  hold(): void;
  release(): void;
  /**
   * Makes the client call another function from now on, if this element is its only user. Frameworks make a new
   * function at every render.
   * @returns whether the client uses the new function
   */
  renew(getToken: GetToken): boolean;
}

export function leaseClient(source: ClientSource): Lease {
  const pooled = find(source) ?? create(source);
  return {
    client: pooled.client,
    requests: pooled.requests,
    hold() {
      pooled.users += 1;
      pool.add(pooled);
    },
    release() {
      pooled.users -= 1;
      if (pooled.users > 0) return;
      pool.delete(pooled);
      pooled.client.tokens.stop();
    },
    renew(getToken) {
      if (pooled.users > 1 || !pooled.source.getToken) return false;
      pooled.source = { ...pooled.source, getToken };
      return true;
    },
  };
}

function find(source: ClientSource): Pooled | undefined {
  return [...pool].find(
    (pooled) =>
      pooled.source.base === source.base &&
      pooled.source.customer === source.customer &&
      (source.getToken
        ? pooled.source.getToken === source.getToken
        : !pooled.source.getToken &&
          pooled.source.tokenEndpoint === source.tokenEndpoint &&
          pooled.source.tokenCredentials === source.tokenCredentials),
  );
}

function create(source: ClientSource): Pooled {
  preconnect(source.base);
  const requests: LoggedRequest[] = [];
  // Looks up `fetch` at each call, so that a host can instrument it later.
  const fetch = logged((...args) => globalThis.fetch(...args), requests);
  const endpoint = tokenEndpoint(source.tokenEndpoint ?? '', source.tokenCredentials, fetch);
  const getToken: GetToken = (options) => (pooled.source.getToken ?? endpoint)(options);
  const options = { base: source.base, getToken, fetch, clock: systemClock, store: sharedStore() };
  const pooled: Pooled = { source, client: new Client(options), requests, users: 0 };
  return pooled;
}

/** Tells the browser to connect to an API of another origin while the token is requested. Done once per origin. */
function preconnect(base: string): void {
  const { origin } = new URL(base);
  if (origin === location.origin || document.querySelector(`link[href="${origin}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'preconnect';
  // The requests are sent without cookies. The browser reuses the connection only if the link says so too.
  link.crossOrigin = 'anonymous';
  link.href = origin;
  document.head.append(link);
}
