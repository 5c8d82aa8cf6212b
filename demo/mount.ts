import type { Connect, Plugin, ResolvedConfig } from 'vite';
import type { GatewayOptions } from '../src/gateway/index.js';
import { createTokenEndpoint, type Sandbox } from '../src/sandbox/index.js';
import { nodeListener } from '../src/sandbox-server/index.js';
import {
  API_BASE,
  createDemoHost,
  type DemoHost,
  ownedByHost,
  TOKEN_PATH,
} from './backend/host.js';
import { refusalOf } from './own-origin.js';

export { API_BASE, GATEWAY_BASE, TOKEN_PATH } from './backend/host.js';

export interface HostMiddleware extends Pick<DemoHost, 'requests' | 'renew'> {
  middleware: Connect.NextHandleFunction;
}

/**
 * The demo's host before a Node server's own files.
 * @param hosts names under which the server is known, besides `localhost` and addresses
 */
export function hostMiddleware(
  sandbox: Sandbox,
  options: Partial<GatewayOptions> = {},
  hosts: readonly string[] = [],
): HostMiddleware {
  const host = createDemoHost(sandbox, options);
  const { requests, renew } = host;
  return {
    middleware: behind((request) => host.fetch(request), ownedByHost, hosts),
    requests,
    renew,
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

/** A fetch handler as a middleware of a Node server, for the paths that are its own and for its own pages. */
function behind(
  serve: (request: Request) => Promise<Response>,
  isOwn: (path: string) => boolean,
  hosts: readonly string[] = [],
): Connect.NextHandleFunction {
  const listen = nodeListener((request) => refusalOf(request, hosts) ?? serve(request));
  return (incoming, outgoing, next) => {
    const [path = ''] = (incoming.url ?? '').split('?');
    if (isOwn(path)) listen(incoming, outgoing);
    else next();
  };
}

interface Mounted {
  sandbox: Sandbox;
  middleware: Connect.NextHandleFunction;
}

/**
 * Mounts a host on Vite's own server, so that one process serves page, gateway and API.
 * @param open gets the names under which the server was started
 */
export function hostPlugin(open: (hosts: string[]) => Mounted): Plugin {
  return {
    name: 'esim-host',
    configureServer({ middlewares, httpServer, config }) {
      const { sandbox, middleware } = open(namesOf(config.server));
      middlewares.use(middleware);
      httpServer?.on('close', () => sandbox.close());
    },
    configurePreviewServer({ middlewares, httpServer, config }) {
      const { sandbox, middleware } = open(namesOf(config.preview));
      middlewares.use(middleware);
      httpServer.on('close', () => sandbox.close());
    },
  };
}

function namesOf({ host, allowedHosts }: ResolvedConfig['server' | 'preview']): string[] {
  const allowed = Array.isArray(allowedHosts) ? allowedHosts : [];
  return typeof host === 'string' ? [host, ...allowed] : [...allowed];
}
