// The demo's host as a fetch handler. Node, the service worker and the page run the same one.
import { createGateway, type Gateway, type GatewayOptions } from '../../src/gateway/index.js';
import {
  createTokenEndpoint,
  DEMO_LOGIN,
  type Sandbox,
  type SeenRequest,
} from '../../src/sandbox/index.js';

/** Where the simulated API is mounted: a page finds its control and its images there, and in direct mode itself. */
export const API_BASE = '/octopus';
/** Where the page finds the gateway. */
export const GATEWAY_BASE = '/esim';
export const TOKEN_PATH = '/esim/token';

// The same over a restart: the tokens and the orders of a restarted demo stay the customer's own.
const SECRET = 'the secret of a demo that sells nothing real';
const OF_THE_PAGE = /^\/octopus\/(?:sandbox|images)\//;

/** Whether a host answers requests for this path. */
export const ownedByHost = (path: string): boolean =>
  path.startsWith(`${GATEWAY_BASE}/`) || OF_THE_PAGE.test(path);

export interface DemoHost {
  /** @param context keeps an order going where the runtime ends a request's work with its client */
  fetch(request: Request, context?: Parameters<Gateway['fetch']>[2]): Promise<Response>;
  /** What the page asked of its host, oldest first, without the gateway's base path. */
  requests: SeenRequest[];
  /** Puts a new gateway in the place of the old one, as a restart would: its cache is empty. */
  renew(): void;
}

/** A host as the demo is one: the gateway before the sandbox. Everybody is signed in, and nobody pays. */
export function createDemoHost(sandbox: Sandbox, options: Partial<GatewayOptions> = {}): DemoHost {
  const failing = createTokenEndpoint(sandbox, TOKEN_PATH);
  const requests: SeenRequest[] = [];
  let gateway: Gateway | undefined;
  const open = (origin: string): Gateway =>
    createGateway({
      account: DEMO_LOGIN,
      secret: SECRET,
      authenticate: () => 'northwind',
      authorizeOrder: () => true,
      // All visitors are one customer, who may use up the whole quota.
      perCustomer: { reads: 300, orders: 60 },
      // By the address of the page, so that it finds the images.
      apiBase: origin + API_BASE,
      fetch: (input, init) => sandbox.fetch(new Request(input, init)),
      ...options,
    });
  const note = ({ method }: Request, path: string): void => {
    requests.push({ method, path, at: sandbox.control.now() });
  };

  return {
    requests,
    async fetch(request, context) {
      const { pathname, search, origin } = new URL(request.url);
      if (OF_THE_PAGE.test(pathname)) {
        // Whoever changes the world wants to see it at once, not in an hour.
        if (request.method !== 'GET') gateway = undefined;
        return sandbox.fetch(request);
      }
      gateway ??= open(origin);
      const { fetch } = gateway;
      if (pathname !== TOKEN_PATH) {
        note(request, pathname.slice(GATEWAY_BASE.length) + search);
        return fetch(request, undefined, context);
      }
      note(request, pathname);
      // The panel's failures of the token endpoint are the host's own.
      const works = sandbox.control.scenario().tokenMode === 'ok';
      return sandbox.serve(request, async (handed) => (works ? fetch : failing.app.fetch)(handed));
    },
    renew() {
      gateway = undefined;
    },
  };
}
