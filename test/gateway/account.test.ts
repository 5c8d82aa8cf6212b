import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRODUCTION_QUOTAS } from '../../src/sandbox/index.js';
import { createWorld, whileTimePasses } from './world.js';

const LOGIN = 'POST /auth/login';
const logins = (calls: string[]) => calls.filter((call) => call === LOGIN).length;

describe('the account', () => {
  it('is logged in to once, however many wait for it, and not before it is needed', async () => {
    const world = createWorld({}, { sandbox: { latencyMs: 500 } });
    const ada = await world.shopper('ada');
    assert.deepEqual(world.upstream(), []);
    const all = Array.from({ length: 20 }, (_, index) =>
      ada.call('GET', `/products/${1000 + 7 * index}`),
    );
    const answers = await whileTimePasses(world.clock, Promise.all(all));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(logins(world.upstream()), 1);
  });

  it('is logged in to anew before its token expires', async () => {
    const world = createWorld();
    const read = async (id: number) =>
      (await (await world.shopper('ada')).call('GET', `/orders/${id}`)).status;
    await read(1);
    await world.clock.pass(54 * 60_000);
    await read(2);
    assert.equal(logins(world.upstream()), 1);
    await world.clock.pass(2 * 60_000);
    assert.equal(await read(3), 404);
    assert.equal(logins(world.upstream()), 2);
  });

  it('is logged in to anew after a 401, and the request sent once more: reads and orders', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    await ada.call('GET', '/products/1000');
    world.sandbox.control.expireTokens();
    assert.equal((await ada.call('GET', '/products/1007')).status, 200);
    world.sandbox.control.expireTokens();
    assert.equal((await ada.buy('ref-1')).status, 200);
    assert.equal(world.sandbox.ledger().length, 1);
    assert.equal(logins(world.upstream()), 3);
  });

  it('a 401 that stays is no 401 to the customer, and ends in no storm of log-ins', async () => {
    const world = createWorld({}, { sandbox: { scenario: { quotas: PRODUCTION_QUOTAS } } });
    const ada = await world.shopper('ada');
    world.sandbox.control.fault({
      match: 'GET /api/v1/esim/*',
      kind: 'status',
      status: 401,
      times: 999,
    });
    for (let turn = 0; turn < 30; turn += 1) {
      assert.equal((await ada.call('GET', `/products/${1000 + 7 * turn}`)).status, 503);
    }
    assert.ok(logins(world.upstream()) <= 8, String(logins(world.upstream())));
  });

  for (const [name, arrange] of [
    ['wrong password', undefined],
    ['API down', { kind: 'status', status: 503 }],
    ['connection broken', { kind: 'drop-request' }],
    ['no JSON', { kind: 'html', status: 200 }],
    ['no token', { kind: 'garbage', body: '{"success":true,"data":{}}' }],
    ['too many log-ins', { kind: '429' }],
  ] as const) {
    it(`503 where the log-in fails (${name}), at most 8 attempts a minute, nothing of it told`, async () => {
      const password = 'not-the-password';
      const account = arrange ? undefined : { account: { username: 'demo', password } };
      const world = createWorld(account);
      if (arrange) world.sandbox.control.fault({ match: LOGIN, times: 999, ...arrange });
      const ada = await world.shopper('ada');
      for (let turn = 0; turn < 20; turn += 1) {
        const { status, text } = await ada.call('GET', `/products/${1000 + 7 * turn}`);
        assert.equal(status, 503, text);
        assert.doesNotMatch(text, /demo|password|log-?in|401/i);
      }
      assert.ok(logins(world.upstream()) <= 8);
      assert.ok(world.events.some((event) => event.type === 'login' && !event.ok));
    });
  }

  it('recovers with the log-in', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    world.sandbox.control.fault({ match: LOGIN, kind: 'status', times: 2 });
    assert.equal((await ada.call('GET', '/products/1000')).status, 503);
    assert.equal((await ada.call('GET', '/products/1000')).status, 503);
    assert.equal((await ada.call('GET', '/products/1000')).status, 200);
  });

  it('503 where the log-in never answers', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    world.sandbox.control.fault({ match: LOGIN, kind: 'hang' });
    const { status } = await whileTimePasses(world.clock, ada.call('GET', '/products/1000'));
    assert.equal(status, 503);
  });

  it('is blocked for good: a 403 is passed on', async () => {
    const world = createWorld({}, { sandbox: { scenario: { forbidden: true } } });
    const ada = await world.shopper('ada');
    const { status, error } = await ada.call('GET', '/products/1000');
    assert.equal(status, 403);
    assert.equal(error.code, 'FORBIDDEN');
  });

  it('its token follows no redirect', async () => {
    const seen: RequestInit[] = [];
    const world = createWorld({
      fetch: (async (input: string, init: RequestInit) => {
        seen.push(init);
        if (String(input).endsWith('/auth/login')) return world.sandbox.fetch(input, init);
        return new Response(null, { status: 307, headers: { location: 'https://evil.test/' } });
      }) as typeof fetch,
    });
    const ada = await world.shopper('ada');
    assert.equal((await ada.call('GET', '/products/1000')).status, 502);
    assert.ok(seen.length === 2 && seen.every(({ redirect }) => redirect === 'manual'));
  });
});
