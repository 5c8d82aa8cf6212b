// One server of `npm run bench:gateway`, in a process of its own: api, bare, proxy or gateway.
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { createGateway } from '../src/gateway/index.js';
import { createSandbox, DEMO_LOGIN } from '../src/sandbox/index.js';

const [kind = '', api = ''] = process.argv.slice(2);
const PATH = '/esim/api/v1/esim/products/1000';

/** The simulated API, which counts what it is asked; `/asked` tells and begins anew. */
function simulated(): (request: Request) => Promise<Response> {
  const sandbox = createSandbox();
  return async (request) => {
    if (new URL(request.url).pathname !== '/asked') return sandbox.fetch(request);
    const asked = sandbox.control.requests().length;
    sandbox.control.clearRequests();
    return Response.json(asked);
  };
}

/** The least that Hono can do: one route that gives the same text. */
async function bare(): Promise<(request: Request) => Response | Promise<Response>> {
  const answer = await fetch(`${api}/api/v1/esim/products/1000`, { headers: await loggedIn() });
  const text = await answer.text();
  const app = new Hono();
  app.get(PATH, (context) => context.body(text, 200, { 'content-type': 'application/json' }));
  return (request) => app.fetch(request);
}

/** A reverse proxy that puts the account's token in and caches nothing. */
async function reverseProxy(): Promise<(request: Request) => Response | Promise<Response>> {
  const headers = await loggedIn();
  const app = new Hono();
  app.get('/esim/*', ({ req }) => proxy(api + new URL(req.url).pathname.slice(5), { headers }));
  return (request) => app.fetch(request);
}

async function loggedIn(): Promise<{ authorization: string }> {
  const answer = await fetch(`${api}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(DEMO_LOGIN),
  });
  return { authorization: `Bearer ${(await answer.json()).data.access_token}` };
}

const gateway = () =>
  createGateway({
    account: DEMO_LOGIN,
    secret: 'a secret that is long enough for a benchmark',
    authenticate: () => 'customer',
    authorizeOrder: () => false,
    apiBase: api,
  }).fetch;

const kinds: Record<string, () => unknown> = { api: simulated, bare, proxy: reverseProxy, gateway };
const serve = (await kinds[kind]?.()) as (request: Request) => Response | Promise<Response>;
const server = createAdaptorServer({ fetch: serve, overrideGlobalObjects: false });
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : 0);
});
