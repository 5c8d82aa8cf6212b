// What runs in each runtime: the gateway before a simulated API, in one bundle. Nothing here is Node's.
import { createGateway, type Gateway } from '../../src/gateway/index.js';
import { createSandbox, DEMO_LOGIN } from '../../src/sandbox/index.js';

let gateway: Gateway | undefined;
const sandbox = { current: undefined as ReturnType<typeof createSandbox> | undefined };

/** In a Worker nothing may be random or timed before the first request: so it is made at that one. */
function open(): Gateway {
  const api = createSandbox({ scenario: { fulfilAfterMs: 0 } });
  sandbox.current = api;
  return createGateway({
    account: DEMO_LOGIN,
    secret: 'a secret that is long enough for a test',
    authenticate: (request) => request.headers.get('x-customer') ?? undefined,
    authorizeOrder: ({ reference }) => reference.startsWith('paid-'),
    apiBase: 'https://api.example',
    fetch: (input, init) => api.fetch(new Request(input, init)),
  });
}

/** As Workers, Deno and Bun call it. `/debits` tells how many debits there are. */
export default {
  async fetch(
    request: Request,
    environment?: unknown,
    context?: { waitUntil(promise: Promise<unknown>): void },
  ): Promise<Response> {
    gateway ??= open();
    if (new URL(request.url).pathname === '/debits') {
      const ledger = sandbox.current?.ledger() ?? [];
      return Response.json(ledger.filter(({ kind }) => kind === 'debit').length);
    }
    return gateway.fetch(request, environment, context);
  },
};
