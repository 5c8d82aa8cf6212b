import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scenario } from '../../src/sandbox/index.js';
import { createTokenEndpoint } from '../../src/sandbox/token-endpoint.js';
import { createWorld, START } from './world.js';

function host(scenario: Partial<Scenario> = {}) {
  const world = createWorld({ scenario });
  const endpoint = createTokenEndpoint(world.sandbox);
  const ask = (init: RequestInit = {}): Promise<Response> =>
    endpoint.fetch(new Request('https://host.test/esim/token', { method: 'POST', ...init }));
  return { ...world, ask };
}

describe('POST /esim/token', () => {
  it('answers in every documented shape, with a token the API takes', async () => {
    const shapes = {
      access: ['access_token', 'access_expires_at'],
      wrapped: ['success', 'data'],
      oauth: ['access_token', 'token_type', 'expires_in'],
      token: ['token'],
      jwt: ['token'],
    };
    for (const [tokenShape, keys] of Object.entries(shapes)) {
      const { ask, call } = host({ tokenShape: tokenShape as Scenario['tokenShape'] });
      const body = await (await ask()).json();
      assert.deepEqual(Object.keys(body), keys);
      const { access_token, token = access_token } = body.data ?? body;
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await call('GET', '/api/v1/esim/orders', undefined, { headers })).status, 200);
    }
  });

  it('gives the token the life the scenario says', async () => {
    const { ask } = host({ tokenTtlSeconds: 90 });
    const body = await (await ask()).json();
    assert.equal(Date.parse(body.access_expires_at), START + 90_000);
  });

  it('fails in every way a host can', async () => {
    assert.equal((await host({ tokenMode: 'down' }).ask()).status, 503);
    assert.equal((await host({ tokenMode: 'unauthorized' }).ask()).status, 401);
    const html = await host({ tokenMode: 'html' }).ask();
    assert.equal(html.status, 200);
    assert.match(await html.text(), /^<!doctype html>/);
    assert.deepEqual(await (await host({ tokenMode: 'malformed' }).ask()).json(), {
      access: 'granted',
    });
    const controller = new AbortController();
    const hanging = host({ tokenMode: 'hang' }).ask({ signal: controller.signal });
    controller.abort();
    await assert.rejects(hanging, { name: 'AbortError' });
  });

  for (const [tokenMode, status, type] of [
    ['redirect', 302, null],
    ['empty', 204, null],
    ['crowded', 429, 'application/json'],
    ['prefixed', 200, 'application/json'],
    ['line-break', 200, 'application/json'],
  ] as const) {
    it(`answers as a host that is wrong does: ${tokenMode}`, async () => {
      const answer = await host({ tokenMode }).ask();
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), type);
      if (tokenMode === 'redirect') assert.equal(answer.headers.get('location'), '/sign-in');
      if (tokenMode === 'crowded') assert.equal(answer.headers.get('retry-after'), '2');
      if (tokenMode === 'prefixed') assert.match((await answer.json()).token, /^Bearer \S+$/);
      if (tokenMode === 'line-break') assert.match((await answer.json()).token, /^\S+\n$/);
    });
  }

  describe('shares one log-in', () => {
    function shared(scenario: Partial<Scenario> = {}) {
      const world = host(scenario);
      const asked = async (reason: 'initial' | 'expired'): Promise<string> => {
        const body = new URLSearchParams({ reason });
        return (await (await world.ask({ body })).json()).access_token;
      };
      const isTaken = async (token: string): Promise<boolean> => {
        const headers = { authorization: `Bearer ${token}` };
        const { status } = await world.call('GET', '/api/v1/esim/orders', undefined, { headers });
        return status === 200;
      };
      return { ...world, asked, isTaken };
    }

    it('among all who ask', async () => {
      const { asked, clock } = shared();
      const token = await asked('initial');
      await clock.pass(40 * 60_000);
      assert.equal(await asked('initial'), token);
    });

    it('and renews it before it expires', async () => {
      const { asked, isTaken, clock } = shared();
      const token = await asked('initial');
      await clock.pass(51 * 60_000);
      const next = await asked('initial');
      assert.notEqual(next, token);
      assert.equal(await isTaken(next), true);
    });

    it('and renews it when it was refused, and only then', async () => {
      const { asked, isTaken, clock, sandbox } = shared();
      const token = await asked('initial');
      await clock.pass(5000);
      sandbox.control.expireTokens();
      assert.equal(await asked('initial'), token);
      const next = await asked('expired');
      assert.equal(await isTaken(next), true);
      assert.equal(await asked('initial'), next);
    });

    it('and renews it once for a crowd that was refused', async () => {
      const { asked, clock, sandbox } = shared();
      await asked('initial');
      await clock.pass(5000);
      sandbox.control.expireTokens();
      const given = await Promise.all(Array.from({ length: 9 }, () => asked('expired')));
      assert.equal(new Set(given).size, 1);
    });

    it('but not over a reset, after which the API knows no token', async () => {
      const { asked, sandbox, isTaken } = shared();
      await asked('initial');
      sandbox.control.reset();
      assert.equal(await isTaken(await asked('initial')), true);
    });
  });

  it('is struck by queued faults and counted like an API call', async () => {
    const { ask, sandbox } = host();
    sandbox.control.fault({ match: 'POST /esim/token', kind: 'status', status: 500 });
    assert.equal((await ask()).status, 500);
    assert.equal((await ask()).status, 200);
    assert.equal(sandbox.control.requests().length, 2);
  });
});
