/// <reference types="vite/client" />
import { connectWorker, keepFiles } from './connect-worker.js';
import type { Serve } from './page-host.js';

/** What answers the page's requests to its gateway and to the simulated API. */
export interface Backend {
  /** `server`: the Node server of `npm start`. `worker`: a service worker. `page`: the page itself. */
  readonly kind: 'server' | 'worker' | 'page';
  /** Whether the demo works without network from now on. A worker fetches the demo's files first. */
  readonly offlineReady: Promise<boolean>;
  /** Empties the simulated API and the gateway's cache. The element keeps its own purchases. */
  reset(): Promise<void>;
}

/** Where the control of the simulated API is, relative to the page: `${CONTROL}/scenario` and so on. */
export const CONTROL = './octopus/sandbox/control';

interface Started {
  backend: Backend;
  /** Of a host in the page, for the frames in it. */
  serve?: Serve;
}

const KEY = Symbol.for('esim-demo-backend');
type Holder = Window & { [KEY]?: Promise<Started> };

/**
 * Finds or starts the backend, once for each window. Await it before the first request and before the element is
 * defined. A frame of the same origin shares the backend of the page that it is in. The page and its frames are in
 * one folder: their requests for `./esim/` and `./octopus/` are the backend's.
 */
export async function connectBackend(): Promise<Backend> {
  const own = window as Holder;
  own[KEY] ??= start();
  return (await own[KEY]).backend;
}

async function start(): Promise<Started> {
  if (import.meta.env.MODE !== 'static') return { backend: backendOf('server') };
  const base = new URL('./', document.baseURI);
  const outer = await outerBackend();
  if (outer?.serve === undefined) {
    const worker = await connectWorker(base);
    if (worker !== undefined) return { backend: backendOf('worker', keepFiles(worker)) };
  }
  const { routeFetch, startPageHost } = await import('./page-host.js');
  const serve = outer?.serve ?? (await startPageHost(base));
  routeFetch(base, serve);
  return { backend: backendOf('page'), serve };
}

/** The backend of the page that this frame is in. */
async function outerBackend(): Promise<Started | undefined> {
  if (window.top === null || window.top === window) return undefined;
  try {
    return await (window.top as Holder)[KEY];
  } catch {
    // The page is of another origin.
    return undefined;
  }
}

const backendOf = (kind: Backend['kind'], offlineReady = Promise.resolve(false)): Backend => ({
  kind,
  offlineReady,
  async reset() {
    const answer = await fetch(`${CONTROL}/reset`, { method: 'POST' });
    if (!answer.ok) throw new Error(`The reset failed with HTTP ${answer.status}.`);
  },
});
