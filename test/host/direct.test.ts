import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import express from 'express';
import { addTokenEndpoint } from '../../demo/host/direct.js';
import { type RunningHost, startHost } from '../../demo/host/start.js';
import { DEMO_LOGIN } from '../../src/sandbox/index.js';

let host: RunningHost;
let server: Server;
let url = '';
let isSignedIn = true;
beforeEach(async () => {
  host = await startHost();
  isSignedIn = true;
  const app = express();
  addTokenEndpoint(app, {
    apiBase: host.urls.api,
    account: DEMO_LOGIN,
    requireCustomer: (_request, response, next) =>
      isSignedIn ? next() : void response.sendStatus(401),
  });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/esim/token`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await host.close();
});

const ask = (reason = 'initial'): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ reason }) });
const logins = (): number =>
  host.sandbox.control.requests().filter(({ path }) => path === '/auth/login').length;

describe('the token endpoint of direct mode', () => {
  it('logs in once for all who ask', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    const tokens = await Promise.all(
      answers.map(async (answer) => (await answer.json()).access_token),
    );
    assert.equal(new Set(tokens).size, 1);
    assert.equal(logins(), 1);
    assert.equal(answers[0]?.headers.get('cache-control'), 'no-store');
  });

  it('gives nothing to somebody who is not signed in', async () => {
    isSignedIn = false;
    assert.equal((await ask()).status, 401);
    assert.equal(logins(), 0);
  });

  it('tries again after a log-in that failed', async () => {
    host.sandbox.control.fault({ match: 'POST /auth/login', kind: 'status' });
    assert.equal((await ask()).status, 502);
    assert.equal((await ask()).status, 200);
  });

  it('renews a token that was refused, and not for every page that says so', async (context) => {
    const first = await (await ask()).json();
    host.sandbox.control.expireTokens();
    assert.deepEqual(await (await ask('expired')).json(), first);
    const later = Date.now() + 31_000;
    context.mock.method(Date, 'now', () => later);
    const [second] = await Promise.all([ask('expired'), ask('expired'), ask('expired')]);
    assert.notDeepEqual(await second.json(), first);
    assert.equal(logins(), 2);
  });
});
