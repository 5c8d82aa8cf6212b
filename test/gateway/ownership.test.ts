import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createWorld, order, SECRET, type World, whileTimePasses } from './world.js';

const NEW_SECRET = 'a newer secret of the shop, put before the older one';
const tagOf = (customer: string, secret = SECRET) =>
  createHmac('sha256', secret).update(customer).digest('base64url').slice(0, 22);
const plain = ({ headers }: { headers: Headers }) =>
  [...headers].filter(([name]) => name !== 'x-request-id');

describe('whose an order is', () => {
  it("stands in its reference: 22 characters of an HMAC of the customer's name, and a dot", async () => {
    const { shopper, sandbox } = createWorld();
    await (await shopper('ada')).buy('ref-1');
    assert.equal(sandbox.orders()[0]?.clientReference, `${tagOf('ada')}.ref-1`);
  });

  it('no other customer finds it, by id or by reference; theirs may be called the same', async () => {
    const { shopper } = createWorld();
    const [ada, bob] = [await shopper('ada'), await shopper('bob')];
    const { body } = await ada.buy('ref-1');
    assert.deepEqual((await bob.call('GET', '/orders?client_reference=ref-1')).list, []);
    const foreign = await bob.call('GET', `/orders/${body.id}`);
    assert.equal(foreign.status, 404);
    assert.equal((await bob.buy('ref-1')).status, 200);
    const own = await bob.call('GET', '/orders?client_reference=ref-1');
    assert.notEqual(own.list[0]?.id, body.id);
  });

  it('a foreign order is answered as none is: same calls, same body, same headers', async () => {
    const { shopper, sandbox, upstream } = createWorld();
    const [ada, bob] = [await shopper('ada'), await shopper('bob')];
    const { body } = await ada.buy('ref-1');
    sandbox.control.clearRequests();
    const foreign = await bob.call('GET', `/orders/${body.id}`);
    const calls = upstream().length;
    const none = await bob.call('GET', '/orders/599999');
    assert.equal(upstream().length, 2 * calls);
    assert.equal(foreign.text, none.text);
    assert.equal(foreign.status, none.status);
    assert.deepEqual(plain(foreign), plain(none));
    const ids = [foreign, none].map(({ headers }) => headers.get('x-request-id') ?? '');
    for (const id of ids) assert.match(id, /^[0-9a-f-]{36}$/, "the API's own would tell");
  });

  it("one without a tag, or without a reference, is nobody's", async () => {
    const { shopper, sandbox, clock } = createWorld();
    const { token } = sandbox.control.issueToken();
    const direct = (body: object) =>
      sandbox.fetch('https://api.test/api/v1/esim/orders', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await whileTimePasses(clock, direct(order('ref-1')));
    await whileTimePasses(clock, direct({ product_id: 1000, amount: 4.5, quantity: 1 }));
    const ada = await shopper('ada');
    for (const { id } of sandbox.orders()) {
      assert.equal((await ada.call('GET', `/orders/${id}`)).status, 404);
    }
    assert.deepEqual((await ada.call('GET', '/orders?client_reference=ref-1')).list, []);
  });

  it("a reference that begins with another's tag is one's own all the same", async () => {
    const { shopper, sandbox } = createWorld();
    const [ada, bob] = [await shopper('ada'), await shopper('bob')];
    await ada.buy('ref-1');
    const stolen = `${tagOf('ada')}.ref-1`;
    const asked = `/orders?client_reference=${encodeURIComponent(stolen)}`;
    assert.deepEqual((await bob.call('GET', asked)).list, []);
    assert.equal((await bob.buy(stolen)).status, 200);
    assert.equal(sandbox.orders()[1]?.clientReference, `${tagOf('bob')}.${stolen}`);
  });

  it('a reference is 232 characters at most; with its tag it is 255 then', async () => {
    const { shopper, sandbox } = createWorld();
    const ada = await shopper('ada');
    const longest = 'r'.repeat(232);
    assert.equal((await ada.buy(longest)).status, 200);
    assert.equal(sandbox.orders()[0]?.clientReference.length, 255);
    for (const answer of [
      await ada.call('POST', '/orders', order(`${longest}r`)),
      await ada.call('GET', `/orders?client_reference=${longest}r`),
    ]) {
      assert.equal(answer.status, 400);
      assert.equal(answer.error.code, 'VALIDATION_FAILURE');
    }
  });

  it('400 for a look-up without a reference: there is no list of all orders', async () => {
    const { shopper, upstream } = createWorld();
    const ada = await shopper('ada');
    for (const query of [
      '',
      '?client_reference=',
      '?page=1',
      '?client_reference=%C3%A9',
      '?client_reference=a%0Ab',
    ]) {
      assert.equal((await ada.call('GET', `/orders${query}`)).status, 400, query);
    }
    assert.deepEqual(upstream(), []);
  });

  it('an API that ignores the filter hands nobody a foreign order', async () => {
    const { shopper, sandbox } = createWorld();
    const ada = await shopper('ada');
    const foreign = [
      { id: 1, client_reference: `${tagOf('bob')}.ref-1`, activation_code: 'LPA:1$x$SECRET' },
    ];
    const body = JSON.stringify(foreign);
    sandbox.control.fault({ match: 'GET /api/v1/esim/orders', kind: 'garbage', body });
    const answer = await ada.call('GET', '/orders?client_reference=ref-1');
    assert.equal(answer.status, 502, 'it is not said that there is none either');
    assert.doesNotMatch(answer.text, /SECRET/);
  });

  it('an API that answers with another order than was asked for or placed is not believed', async () => {
    const { shopper, sandbox } = createWorld();
    const ada = await shopper('ada');
    const { body } = await ada.buy('ref-1');
    const answers = [
      ['GET', `/orders/${body.id}`, { id: 9, client_reference: `${tagOf('ada')}.ref-9` }, 404],
      [
        'GET',
        `/orders/${body.id}`,
        { id: body.id, client_reference: `${tagOf('bob')}.ref-1` },
        404,
      ],
      ['GET', `/orders/${body.id}`, { id: body.id }, 404],
      ['POST', '/orders', { id: 9, client_reference: `${tagOf('ada')}.ref-9` }, 502],
      ['POST', '/orders', { id: 9, client_reference: `${tagOf('bob')}.ref-2` }, 502],
    ] as const;
    for (const [method, path, told, expected] of answers) {
      const text = JSON.stringify({
        ...told,
        status: 'DELIVERED',
        activation_code: 'LPA:1$x$SECRET',
      });
      sandbox.control.fault({
        match: `${method} /api/v1/esim/*`,
        kind: 'garbage',
        body: text,
        handled: false,
      });
      const answer = await ada.call(method, path, method === 'POST' ? order('ref-2') : undefined);
      assert.equal(answer.status, expected, text);
      assert.doesNotMatch(answer.text, /SECRET/);
    }
  });
});

describe('a new secret', () => {
  const later = (world: World, secret: string | string[]) => createWorld({ secret }, { world });

  it('loses no order while the older one is listed: by id, by reference, and placed again', async () => {
    const before = createWorld();
    const { body } = await (await before.shopper('ada')).buy('ref-1');
    const after = later(before, [NEW_SECRET, SECRET]);
    const ada = await after.shopper('ada');
    const found = await ada.call('GET', '/orders?client_reference=ref-1');
    assert.equal(found.list[0]?.id, body.id);
    assert.equal(found.list[0]?.client_reference, 'ref-1');
    assert.equal((await ada.call('GET', `/orders/${body.id}`)).body.client_reference, 'ref-1');
    const again = await ada.buy('ref-1');
    assert.equal(again.status, 400);
    assert.equal(again.error.message, 'Duplicate client_reference');
    assert.equal(after.sandbox.ledger().length, 1, 'debited once');
  });

  it("changes nobody's tag: the last secret marks orders", async () => {
    const world = createWorld({ secret: [NEW_SECRET, SECRET] });
    await (await world.shopper('ada')).buy('ref-2');
    assert.equal(world.sandbox.orders()[0]?.clientReference, `${tagOf('ada')}.ref-2`);
  });

  const steps: [name: string, secrets: string[]][] = [
    ['the old one', [SECRET]],
    ['the new one is known', [SECRET, NEW_SECRET, SECRET]],
    ['the new one signs', [NEW_SECRET, SECRET]],
  ];
  for (const [first, before] of steps)
    for (const [second, after] of steps)
      it(`buys a reference once while instances roll: ${first}, then ${second}`, async () => {
        const one = createWorld({ secret: before });
        const other = later(one, after);
        assert.equal((await (await one.shopper('ada')).buy('ref-1')).status, 200);
        const again = await (await other.shopper('ada')).buy('ref-1');
        assert.equal(again.status, 400);
        assert.equal(again.error.message, 'Duplicate client_reference');
        assert.equal(one.sandbox.ledger().length, 1, 'debited once');
      });

  it('buys nothing again that a list in the wrong order has marked with the new one', async () => {
    const wrong = createWorld({ secret: [SECRET, NEW_SECRET] });
    assert.equal((await (await wrong.shopper('ada')).buy('ref-1')).status, 200);
    const again = await (await later(wrong, [NEW_SECRET, SECRET]).shopper('ada')).buy('ref-1');
    assert.equal(again.error.message, 'Duplicate client_reference');
    assert.equal(wrong.sandbox.ledger().length, 1, 'debited once');
  });

  it('sends nothing while it cannot be said whether an order has the other tag', async () => {
    for (const kind of ['status', 'drop-response', 'garbage', '429'] as const) {
      const world = createWorld({ secret: [NEW_SECRET, SECRET] });
      const ada = await world.shopper('ada');
      world.sandbox.control.fault({ match: 'GET /api/v1/esim/orders', kind });
      const { status } = await ada.buy('ref-1');
      assert.ok(status === 429 || status >= 500, `${kind}: ${status}`);
      assert.deepEqual(world.sandbox.control.postedOrders(), []);
    }
  });

  it('other customers stay other customers under every secret', async () => {
    const before = createWorld();
    const { body } = await (await before.shopper('ada')).buy('ref-1');
    const bob = await later(before, [NEW_SECRET, SECRET]).shopper('bob');
    assert.deepEqual((await bob.call('GET', '/orders?client_reference=ref-1')).list, []);
    assert.equal((await bob.call('GET', `/orders/${body.id}`)).status, 404);
  });
});
