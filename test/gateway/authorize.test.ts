import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatewayOptions } from '../../src/gateway/index.js';
import { createWorld, order, whileTimePasses } from './world.js';

type Answer = ReturnType<GatewayOptions['authorizeOrder']>;

describe('authorizeOrder', () => {
  const answers: [name: string, answer: () => unknown, status: number, code?: string][] = [
    ['true', () => true, 200],
    ['a promise of true', async () => true, 200],
    ['false', () => false, 402, 'PAYMENT_REQUIRED'],
    ['a promise of false', async () => false, 402, 'PAYMENT_REQUIRED'],
    ['pending', () => 'pending', 503, 'PAYMENT_PENDING'],
    ['nothing', () => undefined, 503],
    ['null', () => null, 503],
    ['1', () => 1, 503],
    ['"true"', () => 'true', 503],
    ['"paid"', () => 'paid', 503],
    ['an object', () => ({ paid: true }), 503],
    ['new Boolean(true)', () => new Boolean(true), 503],
    ['a function', () => () => true, 503],
    ['an exception', () => assert.fail('database at db.internal'), 503],
    ['a rejection', () => Promise.reject(new Error('database at db.internal')), 503],
    ['a rejection with true', () => Promise.reject(true), 503],
  ];
  for (const [name, answer, expected, code] of answers) {
    it(`${expected} for ${name}`, async () => {
      const world = createWorld({ authorizeOrder: answer as () => Answer });
      const ada = await world.shopper('ada');
      const { status, error, text } = await ada.buy('ref-1');
      assert.equal(status, expected, text);
      if (code) assert.equal(error.code, code);
      assert.equal(world.asked.length, 1);
      assert.equal(world.sandbox.control.postedOrders().length, expected === 200 ? 1 : 0);
      assert.doesNotMatch(text, /db\.internal/);
    });
  }

  it('503 where it never answers; what it answers too late sends nothing', async () => {
    let agree: (value: boolean) => void = () => {};
    const world = createWorld({
      authorizeOrder: () => new Promise<boolean>((resolve) => (agree = resolve)),
    });
    const ada = await world.shopper('ada');
    const { status } = await whileTimePasses(
      world.clock,
      ada.call('POST', '/orders', order('ref-1')),
    );
    assert.equal(status, 503);
    agree(true);
    await world.clock.pass(60_000);
    assert.deepEqual(world.sandbox.control.postedOrders(), []);
  });

  it('says with Retry-After when to ask again where the payment is pending; then it goes through', async () => {
    let paid = false;
    const world = createWorld({ authorizeOrder: () => (paid ? true : 'pending') });
    const ada = await world.shopper('ada');
    const first = await ada.buy('ref-1');
    assert.equal(first.headers.get('retry-after'), '2');
    paid = true;
    const second = await ada.buy('ref-1');
    assert.equal(second.status, 200);
    assert.deepEqual(
      world.asked.map(({ reference }) => reference),
      ['ref-1', 'ref-1'],
    );
  });

  it('is told who, which reference, which plan and which wallet, and what it is told is what is sent', async () => {
    for (const [wallet, told] of [
      [undefined, undefined],
      [71, 71],
      ['71', '71'],
    ]) {
      const world = createWorld();
      const ada = await world.shopper('ada');
      await ada.buy('shop/ref 1', { wallet_id: wallet });
      const [asked = assert.fail()] = world.asked;
      assert.equal(asked.customer, 'ada');
      assert.equal(asked.reference, 'shop/ref 1');
      assert.equal(asked.walletId, told);
      const posted = JSON.parse(world.sandbox.control.postedOrders()[0] ?? '{}');
      assert.equal(posted.product_id, asked.plan.productId);
      assert.equal(posted.amount, asked.plan.price.amount);
      assert.equal(posted.wallet_id, told);
      assert.equal(posted.client_reference.slice(23), asked.reference);
    }
  });

  it('what the host does to what it is told changes nothing that is sent', async () => {
    const world = createWorld({
      authorizeOrder: (asked) => {
        Object.assign(asked, { customer: 'bob', reference: 'other', walletId: 9 });
        Object.assign(asked.plan.price, { amount: 0.01 });
        return true;
      },
    });
    const ada = await world.shopper('ada');
    await ada.buy('ref-1');
    const posted = JSON.parse(world.sandbox.control.postedOrders()[0] ?? '{}');
    assert.equal(posted.amount, 4.5);
    assert.equal(posted.client_reference.slice(23), 'ref-1');
    assert.equal(posted.wallet_id, undefined);
    const again = await (await world.shopper('bob')).buy('ref-2');
    assert.equal(again.status, 200, 'the catalogue is as it was');
  });

  it("reports what the host's function did wrong to the host", async () => {
    const failure = new Error('database');
    const world = createWorld({ authorizeOrder: () => Promise.reject(failure) });
    await (await world.shopper('ada')).buy('ref-1');
    const event = world.events.find(({ type }) => type === 'hook');
    assert.deepEqual(event, { type: 'hook', hook: 'authorizeOrder', error: failure });
  });
});
