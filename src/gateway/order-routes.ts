import type { Context } from 'hono';
import { BODY_LIMIT, invalid, tooLarge } from './errors.js';
import type { Told } from './own-orders.js';
import type { Parts } from './parts.js';
import { placeOrder } from './purchase.js';
import { type AddRoute, type Env, signedIn } from './routes.js';
import { API } from './upstream.js';

const ORDERS = `${API}/orders`;

/** A customer's orders. None of these answers may be kept by anybody. */
export function addOrderRoutes(route: AddRoute, parts: Parts): void {
  const { identity, own } = parts;

  route(ORDERS, {
    GET: signedIn(identity, async ({ req }, customer) => {
      const reference = req.query('client_reference');
      if (!reference || !/^[\x20-\x7e]+$/.test(reference)) {
        throw invalid('client_reference must be printable ASCII characters');
      }
      return answer(await own.find(customer, reference));
    }),
    POST: signedIn(identity, async (context, customer) => {
      const text = await context.req.text().catch(() => {
        throw invalid('The body did not arrive');
      });
      // It may be longer than it said.
      if (new TextEncoder().encode(text).length > BODY_LIMIT) throw tooLarge();
      const placing = placeOrder(parts, customer, text, context.req.raw);
      outlive(context, placing);
      return answer(await placing);
    }),
  });

  route(`${ORDERS}/:id{[0-9]{1,15}}`, {
    GET: signedIn(identity, async ({ req }, customer) =>
      answer(await own.read(customer, Number(req.param('id')))),
    ),
  });
}

function answer({ body, requestId }: Told): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (requestId !== undefined) headers.set('x-request-id', requestId);
  return Response.json(body, { headers });
}

/** Some runtimes end the work for a request when its client has gone, unless they are asked not to. */
function outlive(context: Context<Env>, work: Promise<unknown>): void {
  try {
    context.executionCtx.waitUntil(work.catch(() => undefined));
  } catch {
    // This runtime has no such thing and goes on by itself.
  }
}
