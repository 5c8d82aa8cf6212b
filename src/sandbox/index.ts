import { Hono } from 'hono';
import { LinearRouter } from 'hono/router/linear-router';
import { Catalogue } from './catalogue/catalogue.js';
import { createControl, type SandboxControl } from './control.js';
import { ApiError, notFound } from './errors.js';
import { type Handle, strike } from './faults.js';
import { type SandboxOptions, SandboxParts } from './parts.js';
import { preflight, stamped } from './respond.js';
import { addAccountRoutes } from './routes/account.js';
import { addCatalogueRoutes } from './routes/catalogue.js';
import { addControlRoutes } from './routes/control.js';
import { addOrderRoutes } from './routes/orders.js';
import type { LedgerEntry, OrderRecord } from './types.js';

export { DEMO_LOGIN, type IssuedToken } from './auth.js';
export { connectSandbox, type SandboxConnection } from './connect.js';
export type { OrderSelector, SandboxControl } from './control.js';
export type { SandboxOptions, SeenRequest } from './parts.js';
export { seededRandom } from './random.js';
export { DEFAULT_SCENARIO, PRODUCTION_QUOTAS } from './scenario.js';
export { createMemoryStore } from './store-memory.js';
export { createTokenEndpoint, type TokenEndpoint } from './token-endpoint.js';
export type * from './types.js';

export interface Sandbox {
  /** The API and its control endpoints, without faults and latency: those are in `fetch`. */
  app: { fetch(request: Request): Response | Promise<Response> };
  /**
   * Serves a request as the network would: with latency and faults, rejecting with a TypeError where
   * the connection breaks and with the signal's reason where the caller aborts. What the server has begun
   * goes on all the same. Can be handed over as a `fetch` function.
   */
  fetch(request: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Serves a request of another app (the host's token endpoint) under the same latency and faults. */
  serve(request: Request, handle: Handle): Promise<Response>;
  control: SandboxControl;
  ledger(): LedgerEntry[];
  /** Everything the server knows of every order, codes included. */
  orders(): OrderRecord[];
  /** Stops every timer and breaks every open connection; closes the store. */
  close(): void;
}

/** A stateful model of the eSIM API. Two sandboxes share nothing but immutable product data. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const own = options.products === undefined ? undefined : new Catalogue(options.products);
  const parts = new SandboxParts(options, own);
  const control = createControl(parts);
  const broken = new Set<(reason: unknown) => void>();

  const app = new Hono({ router: new LinearRouter() });
  app.use('*', async (context, next) => {
    if (context.req.method === 'OPTIONS') return preflight();
    await next();
    stamped(context.res, parts.random, parts.scenario.exposeHeaders);
    return undefined;
  });
  app.onError((error) =>
    error instanceof ApiError ? error.toResponse() : new ApiError(500, error.message).toResponse(),
  );
  app.notFound(() => notFound('Resource').toResponse());
  const mounted = parts.basePath === '' ? app : app.basePath(parts.basePath);
  addCatalogueRoutes(mounted, parts);
  addOrderRoutes(mounted, parts);
  addAccountRoutes(mounted, parts);
  addControlRoutes(mounted, parts, control);

  const handleApi: Handle = async (request) => app.fetch(request);

  async function withTrouble(request: Request, handle: Handle): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const path = pathname.startsWith(parts.basePath)
      ? pathname.slice(parts.basePath.length)
      : pathname;
    if (/^\/(?:sandbox|images)\//.test(path) || request.method === 'OPTIONS') {
      return handle(request);
    }
    parts.note(request, path + search);
    await parts.wait(parts.scenario.latencyMs);
    const fault = parts.faults.take(request.method, path);
    if (fault === undefined) return handle(request);
    const response = await strike(fault, request, handle, (ms) => parts.wait(ms));
    return stamped(response, parts.random, parts.scenario.exposeHeaders);
  }

  function connected(request: Request, handle: Handle): Promise<Response> {
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise<Response>((resolve, reject) => {
      const aborted = (): void => reject(signal.reason);
      signal.addEventListener('abort', aborted);
      broken.add(reject);
      withTrouble(request, handle)
        .then(resolve, reject)
        .finally(() => {
          signal.removeEventListener('abort', aborted);
          broken.delete(reject);
        });
    });
  }

  return {
    app,
    fetch: (request, init) =>
      connected(request instanceof Request ? request : new Request(request, init), handleApi),
    serve: connected,
    control,
    ledger: () => parts.wallet.entries(),
    orders: () => structuredClone(parts.orders.all()),
    close() {
      parts.clock.stop();
      for (const reject of broken) reject(new TypeError('Failed to fetch'));
      broken.clear();
      parts.store.close();
    },
  };
}
