import type { RequestListener } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';

// A broken connection is one that the server hangs up on, without a word.
const GONE = new Response(null, { headers: { 'x-hono-already-sent': 'true' } });

/** A fetch handler as a listener of a Node server. Where the handler rejects, the connection breaks. */
export function nodeListener(
  serve: (request: Request) => Response | Promise<Response>,
): RequestListener {
  const listen = getRequestListener(async (request, env) => {
    try {
      return await serve(request);
    } catch {
      (env as HttpBindings).outgoing.destroy();
      return GONE;
    }
  });
  return (incoming, outgoing) => void listen(incoming, outgoing);
}
