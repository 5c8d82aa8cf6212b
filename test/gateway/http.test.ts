import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { API, createWorld, order, SHOP } from './world.js';

const ID = /^[\w-]{8,}$/;

describe('routes', () => {
  const missing = [
    '/',
    '/esim',
    '/esim/',
    '/esim/tokens',
    '/esim/token/',
    '/api/v1/esim/products',
    `${API}/products/`,
    `${API}/products/abc`,
    `${API}/products/-1`,
    `${API}/products/1000/variants/1`,
    `${API}/products/1e3`,
    `${API}/products/9999999999999999`,
    `${API}/orders/`,
    `${API}/orders/0x1`,
    `${API}/orders/1/notification-email`,
    `${API}/charges`,
    '/esim/auth/login',
    '/esim/sandbox/control/orders',
    `/esim//api/v1/esim/orders`,
    `/esim/api/v1/esim//orders`,
    `/esim/api/v2/esim/orders`,
    `/ESIM/api/v1/esim/orders`,
  ];
  it('404 for everything else, in every method', async () => {
    const world = createWorld();
    const { token } = await world.shopper('ada');
    const headers = { authorization: `Bearer ${token}` };
    for (const path of missing) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const {
          status,
          error,
          headers: told,
        } = await world.send(new Request(SHOP + path, { method, headers }));
        assert.equal(status, 404, `${method} ${path}`);
        assert.equal(error.code, 'NOT_FOUND');
        assert.match(told.get('x-request-id') ?? '', ID);
      }
    }
    assert.deepEqual(world.upstream(), []);
  });

  it('tells the pattern of each route, and no id of it', async () => {
    const world = createWorld();
    const { token } = await world.shopper('ada');
    const headers = { authorization: `Bearer ${token}` };
    for (const [path, route] of [
      ['/esim/healthz', '/healthz'],
      ['/esim/readyz', '/readyz'],
      [`${API}/products`, '/products'],
      [`${API}/products/1000`, '/products/:id'],
      [`${API}/products/1000/variants`, '/products/:id/variants'],
      [`${API}/orders`, '/orders'],
      [`${API}/orders/500001`, '/orders/:id'],
      ['/esim/elsewhere', 'none'],
    ] as const) {
      world.events.length = 0;
      await world.send(new Request(SHOP + path, { headers }));
      const told = world.events.flatMap((event) => (event.type === 'request' ? event.route : []));
      assert.deepEqual(told, [route], path);
    }
  });

  it('405 for another method, with those there are', async () => {
    const world = createWorld();
    const { token } = await world.shopper('ada');
    const headers = { authorization: `Bearer ${token}` };
    for (const [path, allow] of [
      ['/esim/token', 'POST'],
      ['/esim/healthz', 'GET'],
      ['/esim/readyz', 'GET'],
      [`${API}/products`, 'GET'],
      [`${API}/products/1000`, 'GET'],
      [`${API}/products/1000/variants`, 'GET'],
      [`${API}/orders`, 'GET, POST'],
      [`${API}/orders/1`, 'GET'],
    ] as const) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'post']) {
        if (allow.includes(method.toUpperCase())) continue;
        const {
          status,
          error,
          headers: told,
        } = await world.send(new Request(SHOP + path, { method, headers }));
        assert.equal(status, 405, `${method} ${path}`);
        assert.equal(error.code, 'METHOD_NOT_ALLOWED');
        assert.equal(told.get('allow'), allow);
      }
    }
    assert.deepEqual(world.upstream(), []);
  });

  it('413 for a body of more than 16 KB, said or not, on every route that takes one', async () => {
    const world = createWorld();
    const { token } = await world.shopper('ada');
    const large = JSON.stringify(order('ref-1', { more: 'x'.repeat(16 * 1024) }));
    const streamed = () => new Blob([large]).stream();
    for (const [path, body, more] of [
      [`${API}/orders`, large, { 'content-length': String(large.length) }],
      [`${API}/orders`, large, {}],
      [`${API}/orders`, streamed(), {}],
      ['/esim/token', large, { origin: SHOP, cookie: 'who=ada' }],
    ] as const) {
      const headers = { authorization: `Bearer ${token}`, ...more };
      const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
      const { status, error } = await world.send(new Request(SHOP + path, init));
      assert.equal(status, 413);
      assert.equal(error.code, 'PAYLOAD_TOO_LARGE');
    }
    assert.deepEqual(world.asked, []);
  });

  it('a body that is longer than it says is refused as well', async () => {
    const world = createWorld();
    const { token } = await world.shopper('ada');
    const body = JSON.stringify(order('ref-1')) + ' '.repeat(17 * 1024);
    const headers = { authorization: `Bearer ${token}`, 'content-length': '10' };
    const answer = await world.send(
      new Request(`${SHOP}${API}/orders`, { method: 'POST', headers, body }),
    );
    assert.equal(answer.status, 413);
    assert.deepEqual(world.asked, []);
  });

  it('nobody may keep an order, or guess what a body is', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    const placed = await ada.buy('ref-1');
    for (const answer of [
      placed,
      await ada.call('GET', `/orders/${placed.body.id}`),
      await ada.call('GET', '/orders?client_reference=ref-1'),
      await ada.call('GET', '/orders/1'),
    ]) {
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.match(answer.headers.get('x-request-id') ?? '', ID);
    }
  });

  it('HEAD answers as GET without a body', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    const { status, text } = await ada.call('HEAD', '/products/1000');
    assert.equal(status, 200);
    assert.equal(text, '');
  });
});

describe('health', () => {
  it('is alive whatever the API does; ready when it can log in, or has something to serve', async () => {
    const world = createWorld();
    const ask = async (path: string) =>
      (await world.send(new Request(`${SHOP}/esim${path}`))).status;
    world.sandbox.control.fault({ match: '* /*', kind: 'drop-request', times: 2 });
    assert.equal(await ask('/healthz'), 200);
    assert.deepEqual(world.upstream(), []);
    assert.equal(await ask('/readyz'), 503);
    world.sandbox.control.clearFaults();
    assert.equal(await ask('/readyz'), 200);
    const ada = await world.shopper('ada');
    await ada.call('GET', '/products/1000');
    world.sandbox.control.expireTokens();
    world.sandbox.control.fault({ match: '* /*', kind: 'drop-request', times: 99 });
    assert.equal(await ask('/readyz'), 200);
  });
});
