// The service worker of the static demo: the demo's host, and the demo's files for when there is no network.
import { type BrowserHost, openBrowserHost, pathBelow } from './browser-host.js';
import { createFileCache } from './file-cache.js';
import { ownedByHost } from './host.js';
import type { WorkerScope } from './worker-scope.js';

declare const self: WorkerScope;
/** Put in by the build: every file of the demo, relative to the worker, and a hash of them all. */
declare const DEMO_FILES: readonly string[];
declare const DEMO_VERSION: string;

const base = new URL('./', self.location.href);
const files = createFileCache(base, DEMO_VERSION, DEMO_FILES);
let opening: Promise<BrowserHost> | undefined;

self.addEventListener('install', (event) => {
  // The first visit waits for the worker; it fetches the files when asked. A later worker waits for the pages of
  // the one before it to close, whose files are kept until then.
  if (self.registration.active !== null) event.waitUntil(files.fill());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), files.dropOld()]));
});

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
  // The answer is whether the demo works without network from now on.
  if (event.data === 'keep') {
    const kept = files.fill().then(
      () => true,
      () => false,
    );
    event.waitUntil(kept.then((isKept) => port?.postMessage(isKept)));
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathBelow(new URL(request.url), base);
  if (path === undefined) return;
  if (!ownedByHost(path)) {
    if (request.method === 'GET') event.respondWith(files.read(request, path));
    return;
  }
  // Another site can send its visitor here, with a form too, and nothing else.
  if (request.mode === 'navigate') {
    event.respondWith(new Response('Only the demo’s own page may ask for this.', { status: 403 }));
    return;
  }
  opening ??= openBrowserHost(base, true);
  const answering = opening.then((host) => host.fetch(request, event));
  // What was begun goes on, whether or not the page still waits.
  event.waitUntil(answering.catch(() => {}));
  event.respondWith(answering.catch(() => Response.error()));
});
