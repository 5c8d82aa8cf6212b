import { expect } from '@open-wc/testing';
import { type BrowserHost, openBrowserHost } from '../../demo/backend/browser-host.js';

const BASES = ['https://shop.example/', 'https://cdn.example/a%20b/~demo/', 'file:///tmp/demo/'];

function deleted(base: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(`esim-demo ${new URL(base).pathname}`);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

async function json(host: BrowserHost, url: string, init: RequestInit = {}) {
  const answer = await host.fetch(new Request(url, init));
  return { status: answer.status, body: await answer.json() };
}

/** Gets a token, reads the catalogue and buys, as the element does. */
async function bought(host: BrowserHost, base: string) {
  const token = await json(host, `${base}esim/token`, {
    method: 'POST',
    body: new URLSearchParams({ reason: 'initial' }),
  });
  const headers = {
    authorization: `Bearer ${token.body.access_token}`,
    'content-type': 'application/json',
  };
  const { body: products } = await json(host, `${base}esim/api/v1/esim/products?country_code=JPN`, {
    headers,
  });
  const order = { product_id: 1000, amount: 4.5, quantity: 1, client_reference: 'ref-1' };
  const placed = await json(host, `${base}esim/api/v1/esim/orders`, {
    method: 'POST',
    headers,
    body: JSON.stringify(order),
  });
  return { token, products, placed };
}

describe('the demo’s host in a browser', () => {
  for (const base of BASES) {
    it(`sells and remembers below ${base}`, async () => {
      await deleted(base);
      const host = await openBrowserHost(new URL(base), true);
      const control = `${base}octopus/sandbox/control`;
      await json(host, `${control}/scenario`, {
        method: 'PUT',
        body: JSON.stringify({ fulfilAfterMs: 0 }),
      });
      const { token, products, placed } = await bought(host, base);
      expect(token.status).to.equal(200);
      expect(products[0].image_url).to.equal(`${base}octopus/images/jpn.svg`);
      expect(placed.body.status).to.equal('DELIVERED');

      const again = await openBrowserHost(new URL(base), true);
      const { body: ledger } = await json(again, `${control}/ledger`);
      expect(ledger.map(({ kind }: { kind: string }) => kind)).to.deep.equal(['debit']);
      const repeated = await bought(again, base);
      expect(repeated.placed.status).to.equal(400);

      await json(again, `${control}/reset`, { method: 'POST' });
      const empty = await openBrowserHost(new URL(base), true);
      expect((await json(empty, `${control}/ledger`)).body).to.deep.equal([]);
      await deleted(base);
    });
  }

  it('breaks off where the network would', async () => {
    const [base = ''] = BASES;
    const host = await openBrowserHost(new URL(base), false);
    const faults = [{ match: 'POST /esim/token', kind: 'drop-request' }];
    await json(host, `${base}octopus/sandbox/control/faults`, {
      method: 'POST',
      body: JSON.stringify(faults),
    });
    const sent = host.fetch(new Request(`${base}esim/token`, { method: 'POST' }));
    const failed = await sent.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failed).to.be.instanceOf(TypeError);
  });
});
