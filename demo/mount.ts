import type { Connect, Plugin } from 'vite';
import { createGateway, type Gateway, type GatewayOptions } from '../src/gateway/index.js';
import {
  createTokenEndpoint,
  DEMO_LOGIN,
  type Sandbox,
  type SeenRequest,
} from '../src/sandbox/index.js';
import { nodeListener } from '../src/sandbox-server/index.js';

/** Where the simulated API is mounted: a page finds its control and its images there, and in direct mode itself. */
export const API_BASE = '/octopus';
/** Where the page finds the gateway. */
export const GATEWAY_BASE = '/esim';
export const TOKEN_PATH = '/esim/token';

// The same over a restart: the tokens and the orders of a restarted demo stay the customer's own.
const SECRET = 'the secret of a demo that sells nothing real';
const OF_THE_PAGE = /^\/octopus\/(?:sandbox|images)\//;

export interface HostMiddleware {
  middleware: Connect.NextHandleFunction;
  /** What the page asked of its host, oldest first, without the gateway's base path. */
  requests: SeenRequest[];
  /** Puts a new gateway in the place of the old one, as a restart would: its cache is empty. */
  renew(): void;
}

/** A host as the demo is one: the gateway before the sandbox. Everybody is signed in, and nobody pays. */
export function hostMiddleware(
  sandbox: Sandbox,
  options: Partial<GatewayOptions> = {},
): HostMiddleware {
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

  async function serve(request: Request): Promise<Response> {
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
      return fetch(request);
    }
    note(request, pathname);
    // The panel's failures of the token endpoint are the host's own.
    const works = sandbox.control.scenario().tokenMode === 'ok';
    return sandbox.serve(request, async (handed) => (works ? fetch : failing.app.fetch)(handed));
  }
  function note({ method }: Request, path: string): void {
    requests.push({ method, path, at: sandbox.control.now() });
  }

  return {
    middleware: behind(
      serve,
      (path) => path.startsWith(`${GATEWAY_BASE}/`) || OF_THE_PAGE.test(path),
    ),
    requests,
    renew() {
      gateway = undefined;
    },
  };
}

/** Direct mode: the sandbox itself and a token endpoint that gives the account's token away. */
export function sandboxMiddleware(sandbox: Sandbox): Connect.NextHandleFunction {
  const token = createTokenEndpoint(sandbox, TOKEN_PATH);
  return behind(
    (request) => {
      const { pathname } = new URL(request.url);
      return pathname === TOKEN_PATH ? token.fetch(request) : sandbox.fetch(request);
    },
    (path) => path === TOKEN_PATH || path.startsWith(`${API_BASE}/`),
  );
}

/** A fetch handler as a middleware of a Node server, for the paths that are its own. */
function behind(
  serve: (request: Request) => Promise<Response>,
  isOwn: (path: string) => boolean,
): Connect.NextHandleFunction {
  const listen = nodeListener(serve);
  return (incoming, outgoing, next) => {
    const [path = ''] = (incoming.url ?? '').split('?');
    if (isOwn(path)) listen(incoming, outgoing);
    else next();
  };
}

/** Mounts a host on Vite's own server, so that one process serves page, gateway and API. */
export function hostPlugin(
  open: () => { sandbox: Sandbox; middleware: Connect.NextHandleFunction },
): Plugin {
  return {
    name: 'esim-host',
    configureServer({ middlewares, httpServer }) {
      const { sandbox, middleware } = open();
      middlewares.use(middleware);
      httpServer?.on('close', () => sandbox.close());
    },
    configurePreviewServer({ middlewares, httpServer }) {
      const { sandbox, middleware } = open();
      middlewares.use(middleware);
      httpServer.on('close', () => sandbox.close());
    },
  };
}
