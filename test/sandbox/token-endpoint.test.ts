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

  it('is struck by queued faults and counted like an API call', async () => {
    const { ask, sandbox } = host();
    sandbox.control.fault({ match: 'POST /esim/token', kind: 'status', status: 500 });
    assert.equal((await ask()).status, 500);
    assert.equal((await ask()).status, 200);
    assert.equal(sandbox.control.requests().length, 2);
  });
});
