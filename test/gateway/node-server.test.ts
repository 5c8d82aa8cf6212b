// The gateway behind Node's own server, as `@hono/node-server` hands requests over in each of its ways.
import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { API, createWorld, order } from './world.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const SMALL = JSON.stringify(order('ref-1'));
const LARGE = JSON.stringify({ ...order('ref-1'), note: 'x'.repeat(20_000) });

/** Posts in pieces, so that the length is told only where `length` says so. */
function post(port: number, token: string, text: string, length: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        port,
        method: 'POST',
        path: `${API}/orders`,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(length ? { 'content-length': Buffer.byteLength(text) } : {}),
        },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    call.on('error', reject);
    const half = Math.floor(text.length / 2);
    call.write(text.slice(0, half));
    call.end(text.slice(half));
  });
}

for (const overrideGlobalObjects of [true, false])
  describe(`Node's server with overrideGlobalObjects: ${overrideGlobalObjects}`, () => {
    for (const [size, text, status] of [
      ['an order', SMALL, 200],
      ['a body over the limit', LARGE, 413],
    ] as const)
      for (const length of [true, false])
        it(`${size} of ${length ? 'known' : 'unknown'} length: ${status}`, async () => {
          const world = createWorld({}, { sandbox: { scenario: { fulfilAfterMs: 0 } } });
          const { token } = await world.shopper('ada');
          const own = globalThis.Request;
          const listen = getRequestListener(world.gateway.fetch, { overrideGlobalObjects });
          try {
            server = createServer((incoming, outgoing) => void listen(incoming, outgoing));
            await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
            const { port } = server.address() as AddressInfo;
            const answered = post(port, token, text, length);
            let done = false;
            void answered.finally(() => {
              done = true;
            });
            while (!done) await world.clock.pass(10);
            assert.equal(await answered, status);
            assert.equal(world.sandbox.control.postedOrders().length, status === 200 ? 1 : 0);
          } finally {
            globalThis.Request = own;
          }
        });
  });
