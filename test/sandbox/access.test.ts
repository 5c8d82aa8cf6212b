import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRODUCTION_QUOTAS } from '../../src/sandbox/index.js';
import { createWorld, START } from './world.js';

const PRODUCTS = '/api/v1/esim/products';
const ORDERS = '/api/v1/esim/orders';
const LOGIN = { username: 'demo', password: 'demo-secret' };

describe('tokens', () => {
  it('POST /auth/login answers tokens, their expiry and the client id', async () => {
    const { call } = createWorld();
    const { raw, body } = await call('POST', '/auth/login', LOGIN);
    assert.equal((raw as { success: boolean }).success, true);
    assert.equal(Date.parse(String(body.access_expires_at)), START + 3_600_000);
    assert.equal(Date.parse(String(body.refresh_expires_at)), START + 7 * 86_400_000);
    assert.ok(body.client_id);
    const headers = { authorization: `Bearer ${body.access_token}` };
    assert.equal((await call('GET', PRODUCTS, undefined, { headers })).status, 200);
    const refresh = { authorization: `Bearer ${body.refresh_token}` };
    assert.equal((await call('GET', PRODUCTS, undefined, { headers: refresh })).status, 401);
  });

  it('refuses a wrong login', async () => {
    const { call } = createWorld();
    assert.equal((await call('POST', '/auth/login', { ...LOGIN, password: 'x' })).status, 401);
  });

  it('401 for a missing, an invalid and an expired token; nothing is placed', async () => {
    const { call, clock, order, sandbox } = createWorld();
    const { token } = sandbox.control.issueToken({ ttlSeconds: 10 });
    const withHeader = (headers: Record<string, string>) =>
      call('POST', ORDERS, order(), { headers });
    assert.equal((await withHeader({})).status, 401);
    const invalid = await withHeader({ authorization: 'Bearer nonsense' });
    assert.equal(invalid.status, 401);
    assert.equal(invalid.error.code, 'UNAUTHORIZED');
    await clock.pass(10_000);
    assert.equal((await withHeader({ authorization: `Bearer ${token}` })).status, 401);
    assert.deepEqual(sandbox.ledger(), []);
  });

  it('can all be expired at once', async () => {
    const { call, sandbox } = createWorld();
    assert.equal((await call('GET', PRODUCTS)).status, 200);
    sandbox.control.expireTokens();
    assert.equal((await call('GET', PRODUCTS)).status, 401);
  });

  it('403 when the account is blocked', async () => {
    const { call, sandbox } = createWorld({ scenario: { forbidden: true } });
    const { status, error } = await call('GET', PRODUCTS);
    assert.equal(status, 403);
    assert.equal(error.code, 'FORBIDDEN');
    assert.deepEqual(sandbox.orders(), []);
  });
});

describe('rate limits', () => {
  it('429 with Retry-After beyond 300 reads a minute; the next minute is free', async () => {
    const { call, clock } = createWorld({ scenario: { quotas: PRODUCTION_QUOTAS } });
    for (let count = 0; count < 300; count += 1) {
      assert.equal((await call('GET', `${PRODUCTS}/1000`)).status, 200);
    }
    await clock.pass(15_000);
    const { status, headers, error } = await call('GET', PRODUCTS);
    assert.equal(status, 429);
    assert.equal(error.code, 'TOO_MANY_REQUESTS');
    assert.equal(headers.get('retry-after'), '45');
    await clock.pass(45_000);
    assert.equal((await call('GET', PRODUCTS)).status, 200);
  });

  it('counts orders and logins apart: 60 and 10', async () => {
    const { call, clock, order, sandbox } = createWorld({
      scenario: { quotas: PRODUCTION_QUOTAS },
    });
    const orders = Array.from({ length: 61 }, (_, index) =>
      call('POST', ORDERS, order(`r${index}`)),
    );
    const logins = Array.from({ length: 11 }, () => call('POST', '/auth/login', LOGIN));
    await clock.pass(2000);
    assert.equal((await Promise.all(orders)).filter(({ status }) => status === 429).length, 1);
    assert.equal((await Promise.all(logins)).filter(({ status }) => status === 429).length, 1);
    assert.equal(sandbox.orders().length, 60);
  });
});

describe('every answer', () => {
  it('carries X-Request-Id, a different one each time, errors included', async () => {
    const { call, sandbox } = createWorld();
    sandbox.control.fault({ match: 'GET *', kind: 'status', skip: 2 });
    const answers = [
      await call('GET', PRODUCTS),
      await call('GET', '/nowhere'),
      await call('GET', PRODUCTS),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404, 503],
    );
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    assert.ok(ids.every((id) => /^req_[0-9a-f]{20}$/.test(String(id))));
    assert.equal(new Set(ids).size, 3);
  });

  it('tells what went wrong as {"error":{name,code,message}}', async () => {
    const { call } = createWorld();
    const { raw } = await call('GET', `${PRODUCTS}/1`);
    assert.deepEqual(raw, {
      error: { name: 'NotFoundError', code: 'NOT_FOUND', message: 'Product not found' },
    });
  });

  it('may be read cross-origin, its headers only when the scenario exposes them', async () => {
    const { call, sandbox } = createWorld();
    const open = await call('GET', PRODUCTS);
    assert.equal(open.headers.get('access-control-allow-origin'), '*');
    assert.match(open.headers.get('access-control-expose-headers') ?? '', /X-Has-More/);
    sandbox.control.setScenario({ exposeHeaders: false });
    const shut = await call('GET', PRODUCTS);
    assert.equal(shut.headers.get('access-control-expose-headers'), null);
    const preflight = await call('OPTIONS', ORDERS);
    assert.equal(preflight.status, 204);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Authorization/);
  });

  it('waits as long as the scenario says', async () => {
    const { call, clock } = createWorld({ latencyMs: 300 });
    let answered = false;
    void call('GET', PRODUCTS).then(() => {
      answered = true;
    });
    await clock.pass(299);
    assert.equal(answered, false);
    await clock.pass(1);
    assert.equal(answered, true);
  });
});
