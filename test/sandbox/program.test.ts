// `npx esim-sandbox`: who may call it, and how it starts.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { connectSandbox } from '../../src/sandbox/index.js';
import { type RunningSandbox, startSandbox } from '../../src/sandbox-server/index.js';
import { refusalOf } from '../../src/sandbox-server/own-pages.js';

const CLI = ['--import', 'tsx', 'src/sandbox-server/cli.ts'];

describe('who may call the server', () => {
  const cases: [headers: Record<string, string>, url: string, isRefused: boolean][] = [
    [{}, 'http://127.0.0.1:8787/', false],
    [{}, 'http://localhost:8787/', false],
    [{}, 'http://[::1]:8787/', false],
    [{ origin: 'http://localhost:3000' }, 'http://127.0.0.1:8787/', false],
    [{ origin: 'http://127.0.0.1:5173' }, 'http://localhost:8787/', false],
    [{ origin: 'http://[::1]:5173' }, 'http://localhost:8787/', false],
    [{ origin: 'http://shop.localhost:5173' }, 'http://localhost:8787/', false],
    [{ origin: 'https://shop.test' }, 'http://localhost:8787/', false],
    [{ origin: 'https://shop.test:444' }, 'http://localhost:8787/', true],
    [{ origin: 'https://evil.test' }, 'http://127.0.0.1:8787/', true],
    [{ origin: 'http://localhost.evil.test' }, 'http://127.0.0.1:8787/', true],
    [{ origin: 'http://127.0.0.1.evil.test' }, 'http://127.0.0.1:8787/', true],
    [{ origin: 'null' }, 'http://127.0.0.1:8787/', true],
    [{ 'sec-fetch-site': 'cross-site' }, 'http://127.0.0.1:8787/', true],
    [{ 'sec-fetch-site': 'none' }, 'http://127.0.0.1:8787/', false],
    // A host name of the attacker that resolves to this machine.
    [{}, 'http://evil.test:8787/', true],
    [{ origin: 'http://evil.test:8787' }, 'http://evil.test:8787/', true],
    [{ 'sec-fetch-site': 'same-origin' }, 'http://localhost.evil.test:8787/', true],
  ];
  for (const [headers, url, isRefused] of cases)
    it(`${isRefused ? 'refuses' : 'answers'} ${JSON.stringify(headers)} at ${url}`, () => {
      // A `Request` of Node may carry any header, as one that came over the network does.
      const refusal = refusalOf(new Request(url, { headers }), ['https://shop.test']);
      assert.equal(refusal !== undefined, isRefused, refusal);
    });
});

describe('startSandbox', () => {
  let running: RunningSandbox;
  before(async () => {
    running = await startSandbox();
  });
  after(() => running.close());

  it('gives pages of this machine a token, the API, and the control', async () => {
    const headers = { origin: 'http://localhost:3000' };
    const token = await fetch(running.tokenEndpoint, { method: 'POST', headers });
    assert.equal(token.headers.get('access-control-allow-origin'), '*');
    const { access_token } = (await token.json()) as { access_token: string };
    const authorization = `Bearer ${access_token}`;
    const products = await fetch(`${running.url}/api/v1/esim/products?country_code=JPN`, {
      headers: { ...headers, authorization },
    });
    assert.equal(products.status, 200);
    const control = await fetch(`${running.url}/sandbox/control/state`, { headers });
    assert.equal(control.status, 200);
    assert.match(await (await fetch(running.url)).text(), /demo-secret/);
  });

  it('changes nothing for a page of another site, and lets it read nothing', async () => {
    const headers = { origin: 'https://evil.test' };
    for (const [method, path] of [
      ['POST', '/sandbox/control/reset'],
      ['PUT', '/sandbox/control/scenario'],
      ['OPTIONS', '/sandbox/control/scenario'],
      ['GET', '/sandbox/control/orders'],
      ['POST', '/esim/token'],
      ['GET', '/'],
    ]) {
      const answer = await fetch(running.url + path, { method: method ?? 'GET', headers });
      assert.equal(answer.status, 403, path);
      assert.equal(answer.headers.get('access-control-allow-origin'), null, path);
    }
  });

  it('does not answer under the name of another host', async () => {
    const { port } = new URL(running.url);
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.test' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
  });

  it('can be controlled from another process, with the methods of its control', async () => {
    const remote = connectSandbox(running.url);
    await remote.setScenario({ outcome: 'never', inlineDeadlineMs: 0 });
    await remote.fault({ match: 'GET *', kind: 'status' });
    assert.equal((await remote.faults()).length, 1);
    const { token } = await remote.issueToken();
    const body = JSON.stringify({
      product_id: 1000,
      amount: 4.5,
      quantity: 1,
      client_reference: 'a/b c',
    });
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${running.url}/api/v1/esim/orders`, { method: 'POST', body, headers });
    assert.equal((await remote.order('latest'))?.clientReference, 'a/b c');
    assert.equal(await remote.outstanding('a/b c'), 1);
    await remote.resolve('a/b c', 'cancelled');
    assert.equal((await remote.order('a/b c'))?.status, 'CANCELLED');
    assert.equal(await remote.outstanding('a/b c'), 0);
    await remote.restore();
    assert.deepEqual(
      [(await remote.faults()).length, (await remote.scenario()).outcome],
      [0, 'delivered'],
    );
    assert.equal((await remote.orders()).length, 1);
    const now = await remote.now();
    await remote.advance(3_600_000);
    assert.ok((await remote.now()) - now >= 3_600_000);
    await assert.rejects(remote.resolve('nowhere'), /no order "nowhere"/);
    await assert.rejects(remote.setScenario({ outcome: 'luck' as 'never' }), /outcome/);
    await remote.reset();
    assert.equal(await remote.order('latest'), undefined);
  });
});

describe('esim-sandbox', () => {
  const say = (...args: string[]) =>
    spawnSync(process.execPath, [...CLI, ...args], { encoding: 'utf8' });
  let child: ChildProcess | undefined;
  after(() => void child?.kill());

  it('prints its addresses, serves them, and says when the port is in use', async () => {
    child = spawn(process.execPath, [...CLI, '--port', '0', '--origin', 'https://shop.test/']);
    const text = await new Promise<string>((resolve) =>
      child?.stdout?.once('data', (data) => resolve(String(data))),
    );
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    assert.ok(text.includes(`${url}/esim/token`) && text.includes('demo-secret'), text);
    const answer = await fetch(`${url}/sandbox/control/state`, {
      headers: { origin: 'https://shop.test' },
    });
    assert.equal(answer.status, 200);
    const second = say('--port', new URL(url).port);
    assert.equal(second.status, 1);
    assert.match(second.stderr, /^Port \d+ is in use\. Choose another one with --port\.\n$/);
  });

  for (const args of [
    ['--port', 'many'],
    ['--port', '70000'],
    ['--origin', 'shop'],
    ['--prot', '1'],
  ])
    it(`explains ${args.join(' ')}`, () => {
      const { status, stderr } = say(...args);
      assert.equal(status, 1);
      assert.ok(stderr.includes(args[0] ?? '') && !stderr.includes('    at '), stderr);
    });
});
