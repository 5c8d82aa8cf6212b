/** One request of the page, without bodies and headers: those may hold codes and tokens. */
export interface PageRequest {
  method: string;
  /** Relative to the page's folder. */
  path: string;
  /** 0 while it is under way, -1 where the connection broke. */
  status: number;
  /** Milliseconds since the epoch. */
  at: number;
  ms: number;
}

/** What the stage does to a page's connection. */
export interface Network {
  goOffline(offline: boolean): void;
  /** The next order goes out with a token that has run out. */
  spoilToken(): void;
}

const ORDERS = /\/api\/v1\/esim\/orders$/;

const shortPath = (path: string): string =>
  path.replace(new URL('./', document.baseURI).pathname, '/');

/** Stands between the page and its network: notes every request, and breaks the connection when told. */
export function watchNetwork(note: (request: PageRequest) => void): Network {
  const send = globalThis.fetch.bind(globalThis);
  let isOffline = false;
  let spoils = false;
  // The API is on this device, whatever the browser says of its connection.
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !isOffline });

  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method } = request;
    const { pathname, search } = new URL(request.url);
    const entry: PageRequest = {
      method,
      path: shortPath(pathname) + search,
      status: 0,
      at: Date.now(),
      ms: 0,
    };
    note(entry);
    let status = -1;
    try {
      if (isOffline) throw new TypeError('Failed to fetch');
      if (spoils && method === 'POST' && ORDERS.test(pathname)) {
        spoils = false;
        request.headers.set('authorization', 'Bearer expired');
      }
      const response = await send(request);
      status = response.status;
      return response;
    } finally {
      note({ ...entry, status, ms: Date.now() - entry.at });
    }
  };

  return {
    goOffline(offline) {
      if (offline === isOffline) return;
      isOffline = offline;
      dispatchEvent(new Event(offline ? 'offline' : 'online'));
    },
    spoilToken() {
      spoils = true;
    },
  };
}
