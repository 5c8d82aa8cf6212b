import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorld, order, until, whileTimePasses } from './world.js';

const ORDERS = '/api/v1/esim/orders';

describe('a purchase through the gateway', () => {
  it('goes from the catalogue to the activation code', async () => {
    const { shopper, sandbox, asked } = createWorld();
    const ada = await shopper('ada');
    const list = await ada.call('GET', '/products?country_code=JPN');
    assert.equal(list.status, 200, list.text);
    const id = Number(list.list[0]?.id);
    const product = await ada.call('GET', `/products/${id}`);
    const [plan] = product.body.variants as { amount: number }[];
    const placed = await ada.buy('ref-1', { product_id: id, amount: plan?.amount });
    assert.equal(placed.status, 200, placed.text);
    assert.equal(placed.body.status, 'DELIVERED');
    assert.match(String(placed.body.activation_code), /^LPA:1\$/);
    assert.equal(placed.body.client_reference, 'ref-1');
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.customer, 'ada');
    assert.equal(asked[0]?.plan.price.amount, plan?.amount);

    const found = await ada.call('GET', '/orders?client_reference=ref-1');
    assert.equal(found.list.length, 1);
    assert.equal(found.list[0]?.client_reference, 'ref-1');
    const again = await ada.call('GET', `/orders/${placed.body.id}`);
    assert.equal(again.body.activation_code, placed.body.activation_code);
    assert.match(sandbox.orders()[0]?.clientReference ?? '', /^[\w-]{22}\.ref-1$/);
  });

  it('sends the API exactly the five fields it knows', async () => {
    const { shopper, sandbox } = createWorld();
    const ada = await shopper('ada');
    const answer = await ada.buy('ref-1', { wallet_id: '71', extra: { deep: [1] }, Amount: 0.01 });
    const [posted = ''] = sandbox.control.postedOrders();
    assert.ok(answer.status === 200 || answer.status === 400, answer.text);
    assert.deepEqual(Object.keys(JSON.parse(posted)).sort(), [
      'amount',
      'client_reference',
      'product_id',
      'quantity',
      'wallet_id',
    ]);
  });

  it('posts once, whatever goes wrong, and says that the outcome is unknown', async () => {
    for (const kind of [
      'drop-request',
      'drop-response',
      'status',
      'garbage',
      'html',
      'truncate',
    ] as const) {
      const { shopper, sandbox, upstream, events } = createWorld();
      const ada = await shopper('ada');
      sandbox.control.fault({ match: `POST ${ORDERS}`, kind });
      const answer = await ada.buy('ref-1');
      assert.ok(answer.status >= 500, `${kind}: ${answer.status}`);
      assert.equal(upstream().filter((call) => call === `POST ${ORDERS}`).length, 1, kind);
      assert.ok(
        events.some((event) => event.type === 'order' && event.outcome === 'unknown'),
        kind,
      );
    }
  });

  // A firewall or a proxy may answer in the API's place after the API has the order. The element waits for such an
  // order only if it can tell that the refusal is not the API's own: it has no code.
  for (const [who, status, code] of [
    ['a proxy', 400, undefined],
    ['a proxy', 403, undefined],
    ['a proxy', 404, undefined],
    ['a proxy', 413, undefined],
    ['the API', 400, 'BAD_REQUEST'],
    ['the API', 403, 'FORBIDDEN'],
  ] as const)
    it(`tells a refusal of ${who} (${status}) for what it is`, async () => {
      const { shopper, sandbox, events } = createWorld();
      const ada = await shopper('ada');
      const kind = code === undefined ? 'html' : 'status';
      sandbox.control.fault({ match: `POST ${ORDERS}`, kind, status, handled: true });
      const answer = await ada.buy('ref-1');
      assert.equal(answer.status, status);
      assert.equal(answer.error.code, code);
      assert.ok(answer.error.message);
      const [told] = events.filter((event) => event.type === 'order');
      assert.equal(told?.outcome, code === undefined ? 'unknown' : 'refused');
    });

  it('waits 75 seconds for an order and no longer', async () => {
    const { shopper, sandbox, clock } = createWorld();
    const ada = await shopper('ada');
    sandbox.control.fault({ match: `POST ${ORDERS}`, kind: 'hang', handled: true });
    let status = 0;
    const placing = ada.call('POST', '/orders', order('ref-1')).then((answer) => {
      status = answer.status;
    });
    await until(() => sandbox.orders().length === 1);
    await clock.pass(74_900);
    assert.equal(status, 0);
    await clock.pass(200);
    await placing;
    assert.equal(status, 504);
    assert.equal((await ada.call('GET', '/orders?client_reference=ref-1')).list.length, 1);
  });

  it('goes on with an order whose customer has gone', async () => {
    const { gateway, shopper, sandbox, clock } = createWorld();
    const ada = await shopper('ada');
    const gone = new AbortController();
    const request = new Request('https://shop.test/esim/api/v1/esim/orders', {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.token}` },
      body: JSON.stringify(order('ref-1')),
      signal: gone.signal,
    });
    const placing = gateway.fetch(request);
    await until(() => sandbox.orders().length === 1);
    gone.abort();
    const answer = await whileTimePasses(clock, placing);
    assert.equal(answer.status, 200);
    assert.equal(sandbox.orders()[0]?.status, 'DELIVERED');
  });

  it('passes the API\'s "Duplicate client_reference" on', async () => {
    const { shopper } = createWorld();
    const ada = await shopper('ada');
    assert.equal((await ada.buy('ref-1')).status, 200);
    const second = await ada.buy('ref-1');
    assert.equal(second.status, 400);
    assert.deepEqual(second.error, {
      name: 'BadRequestError',
      code: 'BAD_REQUEST',
      message: 'Duplicate client_reference',
    });
  });
});
