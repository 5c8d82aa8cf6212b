// A page of another site, open in the developer's browser, must not use the demo's server. Over real HTTP.
import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startHost } from '../../demo/host/start.js';
import { hostMiddleware, sandboxMiddleware } from '../../demo/mount.js';
import { startDemoServer } from '../../demo/server.js';
import { createSandbox } from '../../src/sandbox/index.js';

const HERE = 'HERE';
const CONTROL = '/octopus/sandbox/control';
const FOREIGN = 'https://evil.example';

type Sent = Record<string, string>;

interface Case {
  from: string;
  headers: Sent;
  /** Whether a GET and a POST are served. */
  get: boolean;
  post: boolean;
}

/** `HERE` is the server's own host and port. */
const CASES: Case[] = [
  { from: 'a program', headers: {}, get: true, post: true },
  {
    from: 'the own page',
    headers: { origin: `http://${HERE}`, 'sec-fetch-site': 'same-origin' },
    get: true,
    post: true,
  },
  {
    from: 'the own page, without Sec-Fetch',
    headers: { origin: `http://${HERE}` },
    get: true,
    post: true,
  },
  {
    from: 'the own page behind TLS',
    headers: { origin: `https://${HERE}` },
    get: true,
    post: true,
  },
  {
    from: 'the address bar',
    headers: { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
    get: true,
    post: false,
  },
  {
    from: 'a link or an image of another site',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    get: false,
    post: false,
  },
  {
    from: 'a script of another site',
    headers: { origin: FOREIGN, 'sec-fetch-site': 'cross-site' },
    get: false,
    post: false,
  },
  {
    from: 'another site, without Sec-Fetch',
    headers: { origin: FOREIGN },
    get: false,
    post: false,
  },
  {
    from: 'another port of this machine',
    headers: { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' },
    get: false,
    post: false,
  },
  { from: 'a sandboxed frame', headers: { origin: 'null' }, get: false, post: false },
  {
    from: 'a name that was rebound to this address',
    headers: {
      host: 'evil.example',
      origin: 'http://evil.example',
      'sec-fetch-site': 'same-origin',
    },
    get: false,
    post: false,
  },
  {
    from: 'a rebound name, without Sec-Fetch',
    headers: { host: 'evil.example' },
    get: false,
    post: false,
  },
  {
    from: 'a name that only looks local',
    headers: { host: 'localhost.evil.example' },
    get: false,
    post: false,
  },
  { from: 'localhost', headers: { host: 'localhost:80' }, get: true, post: true },
  { from: 'the IPv6 address', headers: { host: '[::1]:80' }, get: true, post: true },
];

function send(port: number, method: string, path: string, headers: Sent): Promise<number> {
  const own = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace(HERE, `127.0.0.1:${port}`),
  ]);
  return new Promise((resolve, reject) => {
    const all = Object.fromEntries(own);
    const call = request({ host: '127.0.0.1', port, method, path, headers: all }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end();
  });
}

const portOf = (url: string): number => Number(new URL(url).port);

describe('who may use the demo’s server', () => {
  const sandbox = createSandbox({ basePath: '/octopus' });
  const shops: Record<string, { port: number; control: string; close(): unknown }> = {};
  const listening = async (server: Server): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };

  before(async () => {
    const mounted = {
      gateway: hostMiddleware(sandbox, {}, ['demo.partner.example']).middleware,
      direct: sandboxMiddleware(sandbox),
    };
    for (const [name, middleware] of Object.entries(mounted)) {
      const server = createServer((incoming, outgoing) =>
        middleware(incoming, outgoing, () => outgoing.writeHead(404).end()),
      );
      const port = await listening(server);
      shops[name] = { port, control: CONTROL, close: () => server.close() };
    }
    const demo = await startDemoServer();
    shops['npm start'] = { port: portOf(demo.url), control: CONTROL, close: demo.close };
    const host = await startHost();
    shops['npm run host'] = {
      port: portOf(host.urls.api),
      control: '/sandbox/control',
      close: host.close,
    };
  });
  after(async () => {
    for (const shop of Object.values(shops)) await shop.close();
    sandbox.close();
  });

  for (const name of ['gateway', 'direct', 'npm start', 'npm run host']) {
    for (const { from, headers, get, post } of CASES) {
      it(`${name}: ${from} ${get ? 'may read' : 'reads nothing'} and ${post ? 'may change' : 'changes nothing'}`, async () => {
        const { port, control } = shops[name] ?? assert.fail();
        const said = async (method: string, path: string): Promise<boolean> => {
          const status = await send(port, method, control + path, headers);
          assert.ok([200, 403, 421].includes(status), `${method} ${path} answered ${status}`);
          return status === 200;
        };
        for (const path of ['/orders', '/state', '/requests']) {
          assert.equal(await said('GET', path), get, path);
        }
        for (const path of ['/reset', '/tokens', '/deliver-pending']) {
          assert.equal(await said('POST', path), post, path);
        }
      });
    }
  }

  it('gives a token to the own page only', async () => {
    for (const { from, headers, post } of CASES) {
      for (const name of ['gateway', 'direct', 'npm start']) {
        const { port } = shops[name] ?? assert.fail();
        const status = await send(port, 'POST', '/esim/token', headers);
        // The gateway asks for a browser besides.
        const isBrowser = 'origin' in headers;
        const served = post && (name === 'direct' || isBrowser);
        assert.equal(status === 200, served, `${name}: ${from} was answered ${status}`);
      }
    }
  });

  it('does not even say what another site may send', async () => {
    const { port } = shops.direct ?? assert.fail();
    const headers = { origin: FOREIGN, 'access-control-request-method': 'POST' };
    assert.equal(await send(port, 'OPTIONS', `${CONTROL}/reset`, headers), 403);
  });

  it('shows its pictures to a shop on another port', async () => {
    const { port } = shops['npm run host'] ?? assert.fail();
    const headers = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' };
    assert.equal(await send(port, 'GET', '/images/jpn.svg', headers), 200);
  });

  it('is known by the name with which it was started', async () => {
    const { port } = shops.gateway ?? assert.fail();
    const headers = { host: 'demo.partner.example' };
    assert.equal(await send(port, 'POST', `${CONTROL}/reset`, headers), 200);
  });
});
