// The server of direct mode, run as it stands there: with Express, against the simulated API's own login.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { tokenEndpoint } from '../../src/core/api/token-endpoint.js';
import { Client } from '../../src/core/client.js';
import { systemClock } from '../../src/core/clock.js';
import { openStore } from '../../src/core/storage.js';
import { createSandbox, DEMO_LOGIN, type Sandbox } from '../../src/sandbox/index.js';
import { rejection } from '../support/fake-api.js';
import { FakeClock } from '../support/fake-clock.js';

const API = 'https://api.octopuscards.io';
const MINUTE = 60_000;
const require = createRequire(import.meta.url);

/** The block of the page that holds the token endpoint, without its imports. */
function pageCode(): string {
  const page = readFileSync(new URL('../../docs/direct-mode.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  const block = blocks.find((code) => code.includes("app.post('/esim/token'"));
  assert.ok(block, 'the page has a token endpoint');
  return block.replace(/^import .*;$/gm, '');
}

type Handler = (
  request: { customer?: { id: string } },
  response: unknown,
  next: () => void,
) => void;
const requireCustomer: Handler = (request, _, next) => {
  request.customer = { id: '42' };
  next();
};

interface Shop {
  sandbox: Sandbox;
  clock: FakeClock;
  /** How often the server has logged in. */
  logins(): number;
  /** What the login answers while it does not work. */
  down(is: boolean): void;
  ask(reason?: string): Promise<Response>;
  token(reason?: string): Promise<string>;
  /** A customer's page; a new one is a page that was just opened. */
  customer(): Client;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function open(express: string): Promise<Shop> {
  const clock = new FakeClock();
  const sandbox = createSandbox({ clock });
  let isDown = false;
  const toApi: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const answer = await sandbox.fetch(request);
    const isLogin = request.url === `${API}/auth/login`;
    return isLogin && isDown ? new Response('Bad gateway', { status: 502 }) : answer;
  };
  const make = require(express) as { (): RequestListener; urlencoded(): Handler };
  const app = make();
  const names = ['express', 'rateLimit', 'app', 'requireCustomer', 'fetch', 'Date', 'process'];
  new Function(...names, `"use strict";${pageCode()}`)(
    make,
    require('express-rate-limit').rateLimit,
    app,
    requireCustomer,
    toApi,
    { now: () => clock.now(), parse: Date.parse },
    { env: { ESIM_USER: DEMO_LOGIN.username, ESIM_PASSWORD: DEMO_LOGIN.password } },
  );
  const server = createServer(app);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/esim/token`;
  const ask: Shop['ask'] = (reason) =>
    fetch(url, {
      method: 'POST',
      ...(reason === undefined ? {} : { body: new URLSearchParams({ reason }) }),
    });
  return {
    sandbox,
    clock,
    logins: () => sandbox.control.requests().filter(({ path }) => path === '/auth/login').length,
    down: (is) => {
      isDown = is;
    },
    ask,
    token: async (reason) => (await (await ask(reason)).json()).access_token,
    customer: () =>
      new Client({
        base: API,
        getToken: tokenEndpoint(url, 'same-origin', fetch, clock),
        fetch: toApi,
        // A machine under load may take its time over a request, of which the fake clock knows nothing.
        clock: { ...systemClock, now: () => clock.now() },
        store: openStore(undefined, clock),
      }),
  };
}

const { signal } = new AbortController();
const buys = (page: Client): Promise<unknown> => page.catalogue.products('JPN', signal);

for (const express of ['express', 'express-4'])
  describe(`the token endpoint of direct mode with ${express}`, () => {
    it('serves a crowd with one login', async () => {
      const { customer, logins, ask } = await open(express);
      await Promise.all(Array.from({ length: 8 }, () => buys(customer())));
      assert.equal(logins(), 1);
      const answer = await ask();
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.deepEqual(Object.keys(await answer.json()), ['access_token', 'access_expires_at']);
    });

    it('renews the login in time', async () => {
      const { token, clock, logins } = await open(express);
      const first = await token('initial');
      clock.time += 49 * MINUTE;
      assert.equal(await token('initial'), first);
      clock.time += 2 * MINUTE;
      assert.notEqual(await token('initial'), first);
      assert.equal(logins(), 2);
    });

    it('renews a login that was revoked, for those who are there and for those who come', async () => {
      const { sandbox, customer, clock, logins } = await open(express);
      const there = customer();
      await buys(there);
      clock.time += MINUTE;
      sandbox.control.expireTokens();
      await there.catalogue.product(1, signal).catch(() => undefined);
      await there.http.request('/api/v1/esim/products');
      await buys(customer());
      assert.equal(logins(), 2);
    });

    it('renews a login that was revoked for one whose page is new', async () => {
      const { sandbox, customer, clock, logins } = await open(express);
      await buys(customer());
      clock.time += MINUTE;
      sandbox.control.expireTokens();
      await Promise.all([buys(customer()), buys(customer()), buys(customer())]);
      assert.equal(logins(), 2);
    });

    it('logs in no more often than every 15 seconds, whatever it is told', async () => {
      const { token, clock, logins } = await open(express);
      const first = await token('expired');
      clock.time += 14_000;
      const told = await Promise.all([token('expired'), token('expired'), token('expired')]);
      assert.deepEqual(told, [first, first, first]);
      clock.time += 1000;
      assert.notEqual(await token('expired'), first);
      assert.equal(logins(), 2);
    });

    it('goes on with the login that is good when a renewal fails', async () => {
      const { token, clock, down, customer, logins } = await open(express);
      const first = await token('initial');
      clock.time += 51 * MINUTE;
      down(true);
      assert.equal(await token('initial'), first);
      assert.equal(await token('initial'), first);
      await buys(customer());
      down(false);
      clock.time += 15_000;
      assert.notEqual(await token('initial'), first);
      assert.equal(logins(), 3);
    });

    it('answers 502 while there is no login, and tries again after 15 seconds', async () => {
      const { ask, clock, down, customer, logins } = await open(express);
      down(true);
      assert.equal((await ask('initial')).status, 502);
      assert.equal((await ask('initial')).status, 502);
      assert.equal(logins(), 1);
      const error = await rejection(buys(customer()));
      assert.equal(error.code, 'token-unavailable');
      assert.match(error.message, /^The token endpoint answered with 502 \(/);
      down(false);
      clock.time += 15_000;
      await buys(customer());
      assert.equal(logins(), 2);
    });

    it('takes a request without a reason for a first one', async () => {
      const { ask, clock, logins } = await open(express);
      assert.equal((await ask()).status, 200);
      clock.time += MINUTE;
      assert.equal((await ask()).status, 200);
      assert.equal(logins(), 1);
    });
  });
