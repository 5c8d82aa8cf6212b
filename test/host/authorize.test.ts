import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { type RunningHost, startHost } from '../../demo/host/start.js';
import { signIn, until } from './customer.js';

let host: RunningHost;
before(async () => {
  host = await startHost({ sandbox: { scenario: { fulfilAfterMs: 0 } } });
});
after(() => host.close());

/** Nothing was ordered: the API has seen no order at all. */
const nothingOrdered = (): void => assert.deepEqual(host.sandbox.control.postedOrders(), []);

describe('a token', () => {
  for (const framing of [{}, { 'transfer-encoding': 'chunked' }, { 'content-length': '3' }])
    it(`is given whatever the length of the request is said to be: ${JSON.stringify(framing)}`, async () => {
      const { cookie } = await signIn(host, 'gina');
      const headers = { cookie, origin: host.urls.shop, ...framing };
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const asking = request(`${host.urls.shop}/esim/token`, { method: 'POST', headers });
        asking.useChunkedEncodingByDefault = 'transfer-encoding' in framing;
        asking.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
        asking.end(Object.keys(framing).length > 0 ? 'a=b' : undefined);
      });
      assert.equal(status, 200);
    });
});

describe('an order is placed', () => {
  it('not without a payment', async () => {
    const ada = await signIn(host, 'ada');
    assert.equal((await ada.order('never-paid')).status, 402);
    await ada.begin('begun-only');
    assert.equal((await ada.order('begun-only')).status, 402);
    nothingOrdered();
  });

  it('not for another plan, amount or wallet than was paid for', async () => {
    const ben = await signIn(host, 'ben');
    await ben.pay('cheap');
    await until(() => host.shop.payments.find('ben', 'cheap')?.status === 'paid');
    assert.equal((await ben.order('cheap', { amount: 9.9 })).status, 402);
    assert.equal((await ben.order('cheap', { wallet_id: 2 })).status, 402);
    nothingOrdered();
  });

  it("not on another customer's payment", async () => {
    const [cleo, dora] = await Promise.all([signIn(host, 'cleo'), signIn(host, 'dora')]);
    await cleo.pay('hers');
    await until(() => host.shop.payments.find('cleo', 'hers')?.status === 'paid');
    assert.equal((await dora.order('hers')).status, 402);
    nothingOrdered();
  });

  it('as soon as the webhook has come: until then the page is told to ask again', async () => {
    const emil = await signIn(host, 'emil');
    await host.provider.hold(true);
    await emil.pay('late');
    const early = await emil.order('late');
    assert.deepEqual([early.status, early.headers.get('retry-after')], [503, '2']);
    nothingOrdered();

    await host.provider.hold(false);
    const order = await emil.order('late');
    assert.equal(order.status, 200);
    const { status, client_reference, activation_code } = await order.json();
    assert.deepEqual([status, client_reference], ['DELIVERED', 'late']);
    assert.ok(activation_code);
    assert.equal(host.sandbox.ledger().length, 1);
  });

  it('once for a payment, however often the page asks', async () => {
    const hugo = await signIn(host, 'hugo');
    await hugo.pay('once');
    await until(() => host.shop.payments.find('hugo', 'once')?.status === 'paid');
    assert.equal((await hugo.order('once')).status, 200);
    const posted = host.sandbox.control.postedOrders().length;
    // The page looks the order up on this answer.
    const again = await hugo.order('once');
    assert.deepEqual([again.status, again.headers.get('retry-after')], [503, '2']);
    assert.equal(host.sandbox.control.postedOrders().length, posted);
  });

  it('not while the provider cannot be asked', async () => {
    const fred = await signIn(host, 'fred');
    const posted = host.sandbox.control.postedOrders().length;
    await fred.begin('unknown');
    host.provider.down = true;
    assert.equal((await fred.order('unknown')).status, 503);
    host.provider.down = false;
    assert.equal(host.sandbox.control.postedOrders().length, posted);
  });
});
