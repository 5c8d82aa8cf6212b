// The demo's host where there is no server: in the service worker, or in the page.
import { createSandbox, PRODUCTION_QUOTAS } from '../../src/sandbox/index.js';
import { createMemoryStore } from '../../src/sandbox/store-memory.js';
import { API_BASE, createDemoHost, type DemoHost } from './host.js';
import { openIdbStore } from './idb-store.js';

export interface BrowserHost {
  /** Answers when what the answer tells is kept. Rejects with a TypeError where the network would break. */
  fetch(request: Request, context?: Parameters<DemoHost['fetch']>[1]): Promise<Response>;
}

/** The host's own address, which no browser sees: so it need not know in which folder, or file, the page is. */
const INSIDE = 'http://demo.invalid';

/** @param base the folder of the page, ending in a slash */
export const pathBelow = ({ origin, pathname, protocol }: URL, base: URL): string | undefined =>
  protocol === base.protocol && origin === base.origin && pathname.startsWith(base.pathname)
    ? `/${pathname.slice(base.pathname.length)}`
    : undefined;

/** @param isKept whether the state is kept in IndexedDB, where the browser has it */
export async function openBrowserHost(base: URL, isKept: boolean): Promise<BrowserHost> {
  const kept = isKept
    ? await openIdbStore(`esim-demo ${base.pathname}`).catch(() => {})
    : undefined;
  const sandbox = createSandbox({
    basePath: API_BASE,
    imageBase: base.href.slice(0, -1) + API_BASE,
    store: kept ?? createMemoryStore(),
    scenario: { quotas: PRODUCTION_QUOTAS },
  });
  const host = createDemoHost(sandbox);
  return {
    async fetch(request, context) {
      const url = new URL(request.url);
      const inner = await moved(request, INSIDE + pathBelow(url, base) + url.search);
      try {
        return await host.fetch(inner, context);
      } finally {
        await kept?.flush();
      }
    },
  };
}

/** The request at another address, with what a browser tells a server and a page cannot. */
async function moved(request: Request, url: string): Promise<Request> {
  const { method, signal } = request;
  const bytes = await request.arrayBuffer();
  const headers = new Headers(request.headers);
  if (bytes.byteLength > 0) headers.set('content-length', String(bytes.byteLength));
  // Only the demo's own pages reach this host.
  headers.set('sec-fetch-site', 'same-origin');
  const inner = new Request(url, {
    method,
    headers,
    signal,
    ...(bytes.byteLength > 0 ? { body: bytes } : {}),
  });
  // A request drops such headers, so that it gets them whole.
  return Object.defineProperty(inner, 'headers', { value: headers });
}
