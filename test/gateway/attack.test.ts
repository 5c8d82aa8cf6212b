import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type ServerType, serve } from '@hono/node-server';
import { createGateway } from '../../src/gateway/index.js';
import { createSandbox, DEMO_LOGIN, type Sandbox } from '../../src/sandbox/index.js';
import { createWorld, order, SECRET, whileTimePasses } from './world.js';

const ORDERS = '/esim/api/v1/esim/orders';

describe('an order without consent', () => {
  const bodies: [name: string, text: string, status: number][] = [
    [
      'the paid reference first, another after',
      '{"client_reference":"paid","client_reference":"unpaid","product_id":1000,"amount":4.5,"quantity":1}',
      402,
    ],
    [
      'another plan after the paid one',
      '{"amount":4.5,"amount":9.9,"client_reference":"paid","product_id":1000,"quantity":1}',
      402,
    ],
    [
      'two of them',
      '{"quantity":1,"quantity":2,"client_reference":"paid","product_id":1000,"amount":4.5}',
      400,
    ],
    ['quantity 0', '{"quantity":0,"client_reference":"paid","product_id":1000,"amount":4.5}', 400],
    [
      'quantity "1"',
      '{"quantity":"1","client_reference":"paid","product_id":1000,"amount":4.5}',
      400,
    ],
    [
      'a key of the prototype',
      '{"__proto__":{"client_reference":"paid","product_id":1000,"amount":4.5,"quantity":1}}',
      400,
    ],
    [
      'an inherited reference',
      '{"constructor":{"prototype":{"client_reference":"paid"}},"product_id":1000,"amount":4.5,"quantity":1}',
      400,
    ],
    [
      'a list of orders',
      '[{"client_reference":"paid","product_id":1000,"amount":4.5,"quantity":1}]',
      400,
    ],
    [
      'a wrapped order',
      '{"data":{"client_reference":"paid","product_id":1000,"amount":4.5,"quantity":1}}',
      400,
    ],
    [
      'a reference in a list',
      '{"client_reference":["paid"],"product_id":1000,"amount":4.5,"quantity":1}',
      400,
    ],
    [
      'a nested wallet',
      '{"wallet_id":{"id":1},"client_reference":"paid","product_id":1000,"amount":4.5,"quantity":1}',
      400,
    ],
    [
      'a reference with a line break',
      '{"client_reference":"paid\\r\\nX: y","product_id":1000,"amount":4.5,"quantity":1}',
      400,
    ],
    [
      'a reference that is not ASCII',
      '{"client_reference":"pаid","product_id":1000,"amount":4.5,"quantity":1}',
      400,
    ],
    [
      'an amount beyond numbers',
      '{"amount":1e999,"client_reference":"paid","product_id":1000,"quantity":1}',
      400,
    ],
    [
      'an amount as text',
      '{"amount":"4.5","client_reference":"paid","product_id":1000,"quantity":1}',
      400,
    ],
    [
      'another wallet',
      '{"wallet_id":72,"client_reference":"paid","product_id":1000,"amount":4.5,"quantity":1}',
      402,
    ],
    ['nothing', '', 400],
    ['no JSON', 'client_reference=paid&product_id=1000', 400],
    ['depth', `${'['.repeat(8000)}${']'.repeat(8000)}`, 400],
  ];
  for (const [name, text, expected] of bodies) {
    it(`${expected} for ${name}`, async () => {
      const world = createWorld({
        authorizeOrder: ({ customer, reference, plan, walletId }) =>
          customer === 'ada' &&
          reference === 'paid' &&
          plan.price.amount === 4.5 &&
          walletId === undefined,
      });
      const ada = await world.shopper('ada');
      const { status } = await whileTimePasses(world.clock, ada.call('POST', '/orders', text));
      assert.equal(status, expected);
      assert.deepEqual(world.sandbox.orders(), []);
      assert.deepEqual(Object.keys(Object.prototype), []);
    });
  }

  it('two at once under one reference debit once', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    const both = [
      ada.call('POST', '/orders', order('ref-1')),
      ada.call('POST', '/orders', order('ref-1')),
    ];
    const answers = await whileTimePasses(world.clock, Promise.all(both));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
    assert.equal(world.sandbox.ledger().length, 1);
  });

  it('consent for one customer is none for another, whatever is said of who asks', async () => {
    const world = createWorld({ authorizeOrder: ({ customer }) => customer === 'ada' });
    const bob = await world.shopper('bob');
    for (const headers of [
      { cookie: 'who=ada' },
      { 'x-customer': 'ada' },
      { 'x-forwarded-user': 'ada' },
    ]) {
      const answer = await bob.call(
        'POST',
        '/orders',
        order('ref-1'),
        headers as Record<string, string>,
      );
      assert.equal(answer.status, 402);
    }
  });
});

describe('over a real connection', () => {
  let sandbox: Sandbox;
  let upstream: ServerType;
  let server: ServerType;
  let port = 0;
  let token = '';
  const listen = (fetch: (request: Request) => Promise<Response>) =>
    new Promise<[ServerType, number]>((resolve) => {
      const started = serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
        resolve([started, info.port]),
      );
    });

  before(async () => {
    sandbox = createSandbox({ scenario: { fulfilAfterMs: 0 } });
    const [api, apiPort] = await listen((request) => sandbox.fetch(request));
    upstream = api;
    const gateway = createGateway({
      ...{ account: DEMO_LOGIN, secret: SECRET, apiBase: `http://127.0.0.1:${apiPort}` },
      authenticate: () => 'ada',
      authorizeOrder: ({ reference }) => reference === 'paid',
      perCustomer: { reads: 1000, orders: 1000 },
    });
    [server, port] = await listen(gateway.fetch);
    const origin = `http://127.0.0.1:${port}`;
    const answer = await fetch(`${origin}/esim/token`, { method: 'POST', headers: { origin } });
    token = String(((await answer.json()) as { access_token: string }).access_token);
  });

  after(() => {
    server.close();
    upstream.close();
    sandbox.close();
  });

  /** Sends bytes as they are. @returns everything that comes back until the server hangs up */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let told = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      // Some tricks leave the server waiting for more.
      socket.setTimeout(1500, () => socket.destroy());
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        told += chunk;
      });
      socket.on('close', () => resolve(told));
      socket.on('error', reject);
    });
  const statuses = (told: string) =>
    [...told.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
  const unpaid = JSON.stringify(order('unpaid'));
  const head = (line: string, more: string[] = []) =>
    [
      `${line} HTTP/1.1`,
      'Host: shop.test',
      `Authorization: Bearer ${token}`,
      'Connection: close',
      ...more,
      '',
      '',
    ].join('\r\n');

  it('sells what is paid, and only that', async () => {
    const paid = JSON.stringify(order('paid'));
    assert.deepEqual(
      statuses(await raw(head(`POST ${ORDERS}`, [`Content-Length: ${paid.length}`]) + paid)),
      ['200'],
    );
    assert.deepEqual(
      statuses(await raw(head(`POST ${ORDERS}`, [`Content-Length: ${unpaid.length}`]) + unpaid)),
      ['402'],
    );
    assert.equal(sandbox.orders().length, 1);
  });

  const length = `Content-Length: ${unpaid.length}`;
  const smuggled = `POST ${ORDERS} HTTP/1.1\r\nHost: x\r\n${length}\r\n\r\n${unpaid}`;
  const tricks: [name: string, line: string, headers: string[], body?: string][] = [
    ['two lengths', `POST ${ORDERS}`, [length, 'Content-Length: 2']],
    [
      'a length and chunks',
      `POST ${ORDERS}`,
      [length, 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${smuggled}`,
    ],
    [
      'chunks that lie',
      `POST ${ORDERS}`,
      ['Transfer-Encoding: chunked'],
      `2\r\n${unpaid}\r\n0\r\n\r\n`,
    ],
    ['an encoding nobody knows', `POST ${ORDERS}`, ['Transfer-Encoding: xchunked', length]],
    ['two tokens', `POST ${ORDERS}`, ['Authorization: Bearer x', length]],
    [
      'an override of the method',
      `GET ${ORDERS}?client_reference=x`,
      ['X-HTTP-Method-Override: POST', length],
    ],
    ['a body with GET', `GET ${ORDERS}?client_reference=x`, [length]],
    ['an absolute address', `POST http://evil.test${ORDERS}`, [length]],
    ['dots', `POST /esim/x/../api/v1/esim/orders`, [length]],
    ['encoded dots', `POST /esim/x/%2e%2e/api/v1/esim/orders`, [length]],
    ['encoded slashes', `POST /esim%2Fapi%2Fv1%2Fesim%2Forders`, [length]],
    ['encoded letters', `POST /esim/api/v1/esim/%6frders`, [length]],
    ['double slashes', `POST /esim//api//v1//esim//orders`, [length]],
    ['a slash at the end', `POST ${ORDERS}/`, [length]],
    ['a matrix parameter', `POST ${ORDERS};a=b`, [length]],
    ['a null byte', `POST ${ORDERS}%00`, [length]],
    ['a backslash', `POST /esim\\api/v1/esim/orders`, [length]],
    ["the API's own path", 'POST /api/v1/esim/orders', [length]],
    ['a folded header', `POST ${ORDERS}`, ['X-A: b\r\n Authorization: Bearer x', length]],
    [
      "a proxy's address",
      `POST ${ORDERS}`,
      ['X-Original-URL: /esim/healthz', 'X-Rewrite-URL: /esim/healthz', length],
    ],
  ];
  for (const [name, line, headers, body = unpaid] of tricks) {
    it(`nothing is ordered by ${name}`, async () => {
      const before = sandbox.control.postedOrders().length;
      const told = await raw(head(line, headers) + body);
      for (const status of statuses(told))
        assert.match(String(status), /^(200|400|401|402|404|405)$/, told);
      assert.ok(!statuses(told).includes('200') || line.startsWith('GET'), told);
      assert.equal(sandbox.control.postedOrders().length, before);
      assert.doesNotMatch(told, /oc_access|LPA:/);
    });
  }
});
