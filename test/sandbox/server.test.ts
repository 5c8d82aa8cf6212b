import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { API_BASE, sandboxMiddleware, TOKEN_PATH } from '../../demo/mount.js';
import { createSandbox } from '../../src/sandbox/index.js';

const ORDERS = `${API_BASE}/api/v1/esim/orders`;

describe('the sandbox behind a Node server', () => {
  const sandbox = createSandbox({ basePath: API_BASE, scenario: { fulfilAfterMs: 0 } });
  const middleware = sandboxMiddleware(sandbox);
  const server = createServer((request, response) => {
    middleware(request, response, () => response.writeHead(418).end());
  });
  let origin = '';
  const buy = async (reference: string, init: RequestInit = {}): Promise<Response> => {
    const { access_token: token } = await (
      await fetch(origin + TOKEN_PATH, { method: 'POST' })
    ).json();
    return fetch(origin + ORDERS, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        product_id: 1000,
        amount: 4.5,
        quantity: 1,
        client_reference: reference,
      }),
      ...init,
    });
  };

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    sandbox.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('gives a token, sells for it, and leaves other paths alone', async () => {
    const answer = await buy('one');
    assert.equal(answer.status, 200);
    assert.equal((await answer.json()).status, 'DELIVERED');
    assert.equal((await fetch(`${origin}/elsewhere`)).status, 418);
  });

  it('names images by its own address', async () => {
    const { token } = sandbox.control.issueToken();
    const answer = await fetch(`${origin}${API_BASE}/api/v1/esim/products?country_code=JPN`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const [product] = await answer.json();
    assert.equal(product.image_url, `${origin}${API_BASE}/images/jpn.svg`);
    assert.equal((await fetch(product.image_url)).status, 200);
  });

  it('hangs up where a fault breaks the connection; what was placed stays placed', async () => {
    sandbox.control.fault({ match: 'POST /api/v1/esim/orders', kind: 'drop-response' });
    await assert.rejects(buy('lost'), TypeError);
    assert.equal(sandbox.control.order('lost')?.status, 'DELIVERED');
  });

  it('goes on with the order when the client hangs up', async () => {
    sandbox.control.setScenario({ outcome: 'never' });
    const controller = new AbortController();
    const answer = buy('gone', { signal: controller.signal });
    while (sandbox.control.order('gone') === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    sandbox.control.resolve('gone', 'delivered');
    assert.equal(sandbox.control.outstanding('gone'), 1);
  });
});
