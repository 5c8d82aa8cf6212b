// The demo's host in the page itself, where service workers cannot be had.
import { openBrowserHost, pathBelow } from './browser-host.js';
import { ownedByHost } from './host.js';

export type Serve = (request: Request) => Promise<Response>;

/** Starts the host. One page at a time keeps the state; a second one beside it starts with nothing. */
export async function startPageHost(base: URL): Promise<Serve> {
  // A worker that did not start in time may do so later. Then it keeps the state.
  const isAlone = !(await hasWorker(base)) && (await isFirst(`esim-demo ${base.pathname}`));
  const host = await openBrowserHost(base, isAlone);
  return (request) => host.fetch(request);
}

/** Hands this window's requests for the host over to it, in the place of the network. */
export function routeFetch(base: URL, serve: Serve): void {
  const { fetch } = window;
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (!ownedByHost(pathBelow(url, base) ?? '')) return fetch.call(window, input, init);
    const request = new Request(input, init);
    return unlessAborted(request.signal, serve(request));
  };
}

function unlessAborted(signal: AbortSignal, answer: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

async function hasWorker(base: URL): Promise<boolean> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const found = await workers?.getRegistration(base.href).catch(() => undefined);
  return found?.scope === base.href;
}

/** Whether no other page has the lock; this one keeps it for as long as it is open. */
function isFirst(lock: string): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined;
  // Without locks, two pages could write over each other.
  if (locks === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    locks
      .request(lock, { ifAvailable: true }, (held) => {
        resolve(held !== null);
        return held === null ? undefined : new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}
