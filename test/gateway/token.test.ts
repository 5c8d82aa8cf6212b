import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { settle } from '../support/event-loop.js';
import { FakeClock } from '../support/fake-clock.js';
import { createWorld, order, SECRET, SHOP, START } from './world.js';

const OTHER_SECRET = 'another secret of the shop, as long as it has to be';
const bytes = (text: string) => new TextEncoder().encode(text);

function forge(secret: string, claims: Record<string, unknown> = {}, alg = 'HS256') {
  const now = START / 1000;
  const sound = { iss: 'esim-checkout/gateway', sub: 'ada', iat: now, exp: now + 600 };
  return new SignJWT({ ...sound, ...claims }).setProtectedHeader({ alg }).sign(bytes(secret));
}

describe('POST /token', () => {
  it('answers a token for this customer: HS256, ten minutes, not to be stored', async () => {
    const { tokenOf } = createWorld();
    const { status, headers, body } = await tokenOf('ada');
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(body.token_type, 'Bearer');
    assert.equal(body.expires_in, 600);
    const token = String(body.access_token);
    assert.equal(decodeProtectedHeader(token).alg, 'HS256');
    const { sub, iat, exp } = decodeJwt(token);
    assert.deepEqual([sub, iat, exp], ['ada', START / 1000, START / 1000 + 600]);
  });

  it('401 for nobody; the API is not asked', async () => {
    const { tokenOf, upstream } = createWorld();
    const { status, error, headers } = await tokenOf('');
    assert.equal(status, 401);
    assert.equal(error.code, 'UNAUTHORIZED');
    assert.ok(headers.get('x-request-id'));
    assert.deepEqual(upstream(), []);
  });

  const answers: [name: string, authenticate: () => unknown, status: number][] = [
    ['undefined', () => undefined, 401],
    ['null', () => null, 401],
    ['an empty name', () => '', 503],
    ['a number', () => 42, 503],
    ['an object', () => ({ id: 'ada' }), 503],
    ['true', () => true, 503],
    ['half a surrogate pair', () => 'ada\ud800', 503],
    ['a name without end', () => 'a'.repeat(1001), 503],
    [
      'an exception',
      () => {
        throw new Error('database');
      },
      503,
    ],
    ['a rejection', () => Promise.reject(new Error('database')), 503],
    ['a promise of a name', async () => 'ada', 200],
  ];
  for (const [name, authenticate, expected] of answers) {
    it(`${expected} where authenticate answers ${name}`, async () => {
      const { tokenOf } = createWorld({ authenticate: authenticate as () => string });
      const { status, text } = await tokenOf('ada');
      assert.equal(status, expected);
      assert.doesNotMatch(text, /database/);
    });
  }

  it('503 where authenticate never answers', async () => {
    const { tokenOf, clock } = createWorld({ authenticate: () => new Promise<never>(() => {}) });
    const asking = tokenOf('ada');
    await clock.pass(10_000);
    assert.equal((await asking).status, 503);
  });
});

describe('who may have a token', () => {
  const ask = (options: object, headers: Record<string, string>, url = `${SHOP}/esim/token`) => {
    const request = new Request(url, {
      method: 'POST',
      headers: { cookie: 'who=ada', ...headers },
    });
    return createWorld(options).send(request);
  };
  const partner = 'https://partner.test';
  const rows: [string, Record<string, string>, number, object?, string?][] = [
    ['its own page', { origin: SHOP, 'sec-fetch-site': 'same-origin' }, 200],
    ['its own page in an older browser', { origin: SHOP }, 200],
    [
      'its own page behind a proxy that ends TLS',
      { origin: SHOP },
      200,
      {},
      'http://shop.test/esim/token',
    ],
    [
      'its own page behind a proxy that changes the host',
      { origin: SHOP, 'sec-fetch-site': 'same-origin' },
      200,
      {},
      'http://10.0.0.7:8080/esim/token',
    ],
    [
      'a listed origin',
      { origin: partner, 'sec-fetch-site': 'cross-site' },
      200,
      { origins: [partner] },
    ],
    [
      'the origin it was told to be its own',
      { origin: SHOP },
      200,
      { origin: SHOP },
      'http://10.0.0.7/esim/token',
    ],
    ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, 403],
    ['another site in an older browser', { origin: 'https://evil.test' }, 403],
    ['another subdomain', { origin: 'https://blog.shop.test', 'sec-fetch-site': 'same-site' }, 403],
    ['another port', { origin: `${SHOP}:8443` }, 403],
    ['the same host without TLS', { origin: 'http://shop.test' }, 403],
    ['a name that begins alike', { origin: `${SHOP}.evil.test` }, 403],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['no page at all', { 'sec-fetch-site': 'none' }, 403],
    [
      'a form of another site',
      {
        origin: 'https://evil.test',
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
      },
      403,
    ],
    ['nobody who says where from', {}, 403],
    [
      'an origin that is listed with another scheme',
      { origin: 'http://partner.test' },
      403,
      { origins: [partner] },
    ],
    [
      'a name that was rebound to its address',
      { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
      403,
      { origin: SHOP },
      'https://evil.test/esim/token',
    ],
    [
      'a rebound name without an Origin',
      { 'sec-fetch-site': 'same-origin' },
      403,
      { origin: SHOP },
      'https://evil.test/esim/token',
    ],
  ];
  for (const [who, headers, expected, options = {}, url] of rows) {
    it(`${expected} for ${who}`, async () => {
      const { status, body } = await ask(options, headers, url);
      assert.equal(status, expected);
      assert.equal(body.access_token !== undefined, expected === 200);
    });
  }

  it("a rebound name has none of the customer's cookies, so that it gets nothing by default either", async () => {
    const headers = { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin', cookie: '' };
    assert.equal((await ask({}, headers, 'https://evil.test/esim/token')).status, 401);
  });

  it('lets listed origins, and only those, read its answers', async () => {
    const { send } = createWorld({ origins: [partner] });
    for (const [origin, allowed] of [
      [partner, partner],
      ['https://evil.test', null],
    ] as const) {
      const preflight = await send(
        new Request(`${SHOP}/esim/api/v1/esim/orders`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        }),
      );
      assert.equal(preflight.headers.get('access-control-allow-origin'), allowed);
      const answer = await send(new Request(`${SHOP}/esim/healthz`, { headers: { origin } }));
      assert.equal(answer.headers.get('access-control-allow-origin'), allowed);
    }
  });
});

describe('which tokens are good', () => {
  const now = START / 1000;
  const forged: [name: string, token: () => Promise<string> | string][] = [
    ['none', () => ''],
    ['nonsense', () => 'nonsense'],
    [
      'alg none',
      () =>
        new UnsecuredJWT({ sub: 'ada', iss: 'esim-checkout/gateway' })
          .setIssuedAt(now)
          .setExpirationTime(now + 600)
          .encode(),
    ],
    ['another secret', () => forge(OTHER_SECRET)],
    ['another algorithm', () => forge(SECRET, {}, 'HS384')],
    ['expired', () => forge(SECRET, { iat: now - 661, exp: now - 61 })],
    ['without an expiry', () => forge(SECRET, { exp: undefined })],
    [
      'of a longer life than the gateway gives',
      () => forge(SECRET, { iat: now - 700, exp: now + 3600 }),
    ],
    ['not valid yet', () => forge(SECRET, { nbf: now + 61 })],
    ['of a future that is further than clocks differ', () => forge(SECRET, { iat: now + 61 })],
    ['without a customer', () => forge(SECRET, { sub: undefined })],
    ['for an empty customer', () => forge(SECRET, { sub: '' })],
    ['of another issuer with the same secret', () => forge(SECRET, { iss: 'shop' })],
    ['cut off', async () => (await forge(SECRET)).slice(0, -2)],
    [
      'with another customer put in',
      async () => {
        const [head, , signature] = (await forge(SECRET)).split('.');
        const payload = { iss: 'esim-checkout/gateway', sub: 'bob', iat: now, exp: now + 600 };
        return `${head}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${signature}`;
      },
    ],
  ];
  for (const [name, token] of forged) {
    it(`401 on every route for one that is ${name}`, async () => {
      const { send, upstream, asked } = createWorld();
      const authorization = `Bearer ${await token()}`;
      for (const [method, path] of [
        ['GET', '/products'],
        ['GET', '/products/1000'],
        ['GET', '/orders/500001'],
        ['GET', '/orders?client_reference=ref-1'],
        ['POST', '/orders'],
      ] as const) {
        const body = method === 'POST' ? { body: JSON.stringify(order('ref-1')) } : {};
        const url = `${SHOP}/esim/api/v1/esim${path}`;
        const answer = await send(
          new Request(url, { method, headers: { authorization }, ...body }),
        );
        assert.equal(answer.status, 401, path);
        assert.equal(answer.error.code, 'UNAUTHORIZED');
      }
      assert.deepEqual(upstream(), []);
      assert.deepEqual(asked, []);
    });
  }

  it('one is good for ten minutes, and one more for clocks that differ', async () => {
    const { shopper, clock } = createWorld();
    const ada = await shopper('ada');
    await clock.pass(659_000);
    assert.equal((await ada.call('GET', '/products')).status, 200);
    await clock.pass(1_000);
    assert.equal((await ada.call('GET', '/products')).status, 401);
  });

  for (const seconds of [-60, -3, -1, 1, 3, 60])
    it(`an instance whose clock is ${seconds} s off takes a fresh one`, async () => {
      const one = createWorld();
      const clock = new FakeClock({ start: START + seconds * 1000, settle });
      const other = createWorld({ clock }, { world: one });
      const headers = { authorization: `Bearer ${(await one.shopper('ada')).token}` };
      const request = new Request(`${SHOP}/esim/api/v1/esim/orders/1`, { headers });
      assert.equal((await other.send(request)).status, 404);
    });

  it("the account's own token is none, and neither is a customer's at the API", async () => {
    const { sandbox, send, shopper } = createWorld();
    const { token } = sandbox.control.issueToken();
    const url = `${SHOP}/esim/api/v1/esim/products`;
    const authorization = `Bearer ${token}`;
    assert.equal((await send(new Request(url, { headers: { authorization } }))).status, 401);
    const headers = { authorization: `Bearer ${(await shopper('ada')).token}` };
    const direct = await sandbox.fetch('https://api.test/api/v1/esim/products', { headers });
    assert.equal(direct.status, 401);
  });

  it('those of an older secret stay good while it is listed; new ones bear the first', async () => {
    const old = createWorld();
    const { token } = await old.shopper('ada');
    const authorization = `Bearer ${token}`;
    const ask = (secret: string | string[]) =>
      createWorld({ secret }).send(
        new Request(`${SHOP}/esim/api/v1/esim/products`, { headers: { authorization } }),
      );
    assert.equal((await ask([OTHER_SECRET, SECRET])).status, 200);
    assert.equal((await ask(OTHER_SECRET)).status, 401);
    const fresh = createWorld({ secret: [OTHER_SECRET, SECRET] });
    const headers = { authorization: `Bearer ${(await fresh.shopper('ada')).token}` };
    const later = createWorld({ secret: OTHER_SECRET });
    const url = `${SHOP}/esim/api/v1/esim/products`;
    assert.equal((await later.send(new Request(url, { headers }))).status, 200);
  });
});
