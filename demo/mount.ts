import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Connect, Plugin } from 'vite';
import type { Sandbox } from '../src/sandbox/index.js';
import { createTokenEndpoint } from '../src/sandbox/token-endpoint.js';

/** Where the page finds the API and its host's token endpoint. */
export const API_BASE = '/octopus';
export const TOKEN_PATH = '/esim/token';

// A broken connection is one that the server hangs up on, without a word.
const GONE = new Response(null, { headers: { 'x-hono-already-sent': 'true' } });

/** The sandbox and the token endpoint as a middleware of a Node server. */
export function sandboxMiddleware(sandbox: Sandbox): Connect.NextHandleFunction {
  const token = createTokenEndpoint(sandbox, TOKEN_PATH);
  const listen = getRequestListener(
    async (request, env) => {
      const { pathname } = new URL(request.url);
      const serve = pathname === TOKEN_PATH ? token.fetch : sandbox.fetch;
      try {
        return await serve(request);
      } catch {
        (env as HttpBindings).outgoing.destroy();
        return GONE;
      }
    },
    { overrideGlobalObjects: false },
  );
  return (incoming: IncomingMessage, outgoing: ServerResponse, next) => {
    const [path = ''] = (incoming.url ?? '').split('?');
    if (path === TOKEN_PATH || path.startsWith(`${API_BASE}/`)) void listen(incoming, outgoing);
    else next();
  };
}

/** Mounts a sandbox on Vite's own server, so that one process serves page, API and token. */
export function sandboxPlugin(open: () => Sandbox): Plugin {
  return {
    name: 'esim-sandbox',
    configureServer({ middlewares, httpServer }) {
      const sandbox = open();
      middlewares.use(sandboxMiddleware(sandbox));
      httpServer?.on('close', () => sandbox.close());
    },
    configurePreviewServer({ middlewares, httpServer }) {
      const sandbox = open();
      middlewares.use(sandboxMiddleware(sandbox));
      httpServer.on('close', () => sandbox.close());
    },
  };
}
