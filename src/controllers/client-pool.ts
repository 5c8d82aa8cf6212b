import type { UseStore } from 'idb-keyval';
import type { GetToken } from '../core/api/token.js';
import { tokenEndpoint } from '../core/api/token-endpoint.js';
import { Client } from '../core/client.js';
import { systemClock } from '../core/clock.js';
import { openStore } from '../core/storage.js';

/** What an element says about where it gets its data. */
export interface ClientSource {
  base: string;
  getToken: GetToken | undefined;
  tokenEndpoint: string | undefined;
  tokenCredentials: RequestCredentials;
}

interface Pooled {
  source: ClientSource;
  client: Client;
  users: number;
}

/**
 * The one piece of module-level state: elements with the same API base and token source share a
 * client, and so one token and one catalogue. An entry goes with its last user.
 */
const pool = new Set<Pooled>();
let store: UseStore | undefined;

/** The page's one connection to the element's database. */
export function sharedStore(): UseStore {
  store ??= openStore(indexedDatabase(), systemClock);
  return store;
}

/** In a sandboxed frame merely reading the property throws. */
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
  hold(): void;
  release(): void;
  /**
   * Has the client ask another function from now on, if this element is its only user: frameworks make
   * a new function at every render. @returns whether it does
   */
  renew(getToken: GetToken): boolean;
}

export function leaseClient(source: ClientSource): Lease {
  const pooled = find(source) ?? create(source);
  return {
    client: pooled.client,
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
      (source.getToken
        ? pooled.source.getToken === source.getToken
        : !pooled.source.getToken &&
          pooled.source.tokenEndpoint === source.tokenEndpoint &&
          pooled.source.tokenCredentials === source.tokenCredentials),
  );
}

function create(source: ClientSource): Pooled {
  // Looked up at each call, so that a host's later instrumentation of fetch is honoured.
  const fetch: typeof globalThis.fetch = (...args) => globalThis.fetch(...args);
  const endpoint = tokenEndpoint(source.tokenEndpoint ?? '', source.tokenCredentials, fetch);
  const getToken: GetToken = (options) => (pooled.source.getToken ?? endpoint)(options);
  const options = { base: source.base, getToken, fetch, clock: systemClock, store: sharedStore() };
  const pooled: Pooled = { source, client: new Client(options), users: 0 };
  return pooled;
}
