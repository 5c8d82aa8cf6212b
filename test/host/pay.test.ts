import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Payment } from '../../demo/host/payments.js';
import { type RunningHost, startHost } from '../../demo/host/start.js';
import { JAPAN, signIn, until } from './customer.js';

const THREE_GB = { productId: 1000, variantId: 100_002, amount: 9.9 };

let host: RunningHost;
before(async () => {
  host = await startHost({ sandbox: { scenario: { fulfilAfterMs: 0 } } });
});
after(() => host.close());

describe('POST /pay', () => {
  it('asks the price that the server computes, whatever the page says', async () => {
    const ada = await signIn(host, 'ada');
    const lies = { amount: 0.01, price: { amount: 0.01, currency: 'USD' }, currency: 'JPY' };
    const answer = await ada.post('/pay', { reference: 'price', ...JAPAN, ...lies });
    assert.equal(answer.status, 200);
    const [payment] = host.provider.payments();
    assert.deepEqual([payment?.amount, payment?.currency], [5.63, 'USD']);
  });

  it('has one payment for a reference, however often and however fast it is asked', async () => {
    const ben = await signIn(host, 'ben');
    const before = host.provider.payments().length;
    const urls = await Promise.all(Array.from({ length: 8 }, () => ben.begin('often')));
    assert.equal(new Set(urls).size, 1);
    assert.equal(host.provider.payments().length, before + 1);
    await ben.pay('often');
    await until(() => host.shop.payments.find('ben', 'often')?.status === 'paid');
    const again = await (await ben.post('/pay', { reference: 'often', ...JAPAN })).json();
    assert.deepEqual(again, { status: 'paid' });
    assert.equal(host.provider.payments().length, before + 1);
  });

  it('keeps the plan that a reference was begun with', async () => {
    const cleo = await signIn(host, 'cleo');
    await cleo.begin('kept');
    const answer = await cleo.post('/pay', { reference: 'kept', ...THREE_GB });
    assert.equal(answer.status, 409);
  });

  const changes: [what: string, change: (payment: Payment) => void, plan?: object][] = [
    ['the price of the plan has changed', (payment) => Object.assign(payment, { wholesale: 4.4 })],
    ['the plan is gone', () => {}, { variantId: 1 }],
    ['the product is gone', () => {}, { productId: 999_999 }],
  ];
  for (const [index, [what, change, plan]] of changes.entries())
    it(`says of a paid reference that it is paid, although ${what}`, async () => {
      const gina = await signIn(host, 'gina');
      const reference = `resumed-${index}`;
      await gina.pay(reference);
      const payment = host.shop.payments.find('gina', reference);
      assert.ok(payment);
      await until(() => payment.status === 'paid');
      change(payment);
      const answer = await gina.post('/pay', { reference, ...JAPAN, ...plan });
      assert.equal(answer.status, 200);
      assert.deepEqual(await answer.json(), { status: 'paid' });
    });

  it('says so while the API is down', async () => {
    const hana = await signIn(host, 'hana');
    await hana.pay('api-down');
    await until(() => host.shop.payments.find('hana', 'api-down')?.status === 'paid');
    const match = 'GET /api/v1/esim/*';
    host.sandbox.control.fault({ match, kind: 'status', status: 503, times: 1000 });
    const uncached = { reference: 'api-down', ...JAPAN, productId: 1002 };
    assert.deepEqual(await (await hana.post('/pay', uncached)).json(), { status: 'paid' });
    assert.equal((await hana.post('/pay', { ...uncached, reference: 'new' })).status, 502);
    host.sandbox.control.clearFaults();
  });

  for (const change of [{ status: 'refunded' }, { status: 'paid', closedAt: 1 }, { closedAt: 1 }])
    it(`takes nothing for a reference that is over: ${JSON.stringify(change)}`, async () => {
      const ivo = await signIn(host, 'ivo');
      const reference = JSON.stringify(change);
      await ivo.begin(reference);
      Object.assign(host.shop.payments.find('ivo', reference) ?? {}, change);
      assert.equal((await ivo.post('/pay', { reference, ...JAPAN })).status, 409);
    });

  it('keeps customers apart who happen to have the same reference', async () => {
    const [dora, emil] = await Promise.all([signIn(host, 'dora'), signIn(host, 'emil')]);
    assert.notEqual(await dora.begin('same'), await emil.begin('same'));
  });

  const refused: [what: string, body: unknown, status: number][] = [
    ['a plan that does not exist', { reference: 'x', productId: 1000, variantId: 1 }, 404],
    ['a plan of another product', { reference: 'x', productId: 1001, variantId: 100_001 }, 404],
    ['no reference', { productId: 1000, variantId: 100_001 }, 400],
    ['a reference that is no text', { reference: 7, ...JAPAN }, 400],
    ['a reference that an order may not have', { reference: 'ü', ...JAPAN }, 400],
    ['a product that is no number', { reference: 'x', productId: '1000', variantId: 1 }, 400],
    ['a path for a product', { reference: 'x', productId: '../orders', variantId: 1 }, 400],
    ['no body', undefined, 400],
  ];
  for (const [what, body, status] of refused)
    it(`takes no payment for ${what}`, async () => {
      const fred = await signIn(host, 'fred');
      const before = host.provider.payments().length;
      assert.equal((await fred.post('/pay', body)).status, status);
      assert.equal(host.provider.payments().length, before);
    });

  it('takes no payment from somebody who is not signed in', async () => {
    for (const cookie of ['', 'session=', 'session=eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.']) {
      const answer = await fetch(`${host.urls.shop}/pay`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ reference: 'x', ...JAPAN }),
      });
      assert.equal(answer.status, 401);
    }
  });
});
