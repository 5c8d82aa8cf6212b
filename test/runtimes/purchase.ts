// One customer at a gateway that is somewhere else: the same purchase in every runtime.
import assert from 'node:assert/strict';
import { CheckoutError, Client, OrdersApi, openStore, systemClock } from '../../src/core/index.js';

/** A customer's side of it, by the element's own core. */
function customer(origin: string, name: string) {
  const ask: typeof fetch = (input, init) => fetch(input, init);
  const client = new Client({
    base: `${origin}/esim`,
    getToken: async ({ signal }) => {
      const headers = { 'x-customer': name, origin };
      const answer = await fetch(`${origin}/esim/token`, { method: 'POST', headers, signal });
      assert.equal(answer.status, 200, 'the token');
      return answer.json();
    },
    fetch: ask,
    clock: systemClock,
    store: openStore(undefined, systemClock),
  });
  return { client, orders: new OrdersApi(client.http) };
}

const refused = (status: number) => (error: unknown) =>
  error instanceof CheckoutError && error.facts.status === status;

/** Buys an eSIM, and tries what must not work. @throws AssertionError */
export async function purchase(origin: string): Promise<void> {
  const { signal } = new AbortController();
  const ada = customer(origin, 'ada');
  const [product] = await ada.client.catalogue.products('JPN', signal);
  assert.ok(product);
  const { plans } = await ada.client.catalogue.product(product.id, signal);
  const [plan] = plans;
  assert.ok(plan);

  await assert.rejects(
    ada.orders.place({ plan, reference: 'not-paid' }, signal),
    refused(402),
    'an order that is not paid',
  );
  const order = await ada.orders.place({ plan, reference: 'paid-1' }, signal);
  assert.equal(order.status, 'DELIVERED');
  assert.match(order.activation_code ?? '', /^LPA:1\$/);
  assert.equal(order.client_reference, 'paid-1');
  await assert.rejects(
    ada.orders.place({ plan, reference: 'paid-1' }, signal),
    refused(400),
    'the same reference twice',
  );
  const id = await ada.orders.find('paid-1', signal);
  assert.equal(id, order.id);
  assert.equal((await ada.orders.read(order.id, 'paid-1', signal)).iccid, order.iccid);

  const eve = customer(origin, 'eve');
  assert.equal(await eve.orders.find('paid-1', signal), undefined);
  await assert.rejects(
    eve.orders.read(order.id, 'paid-1', signal),
    refused(404),
    "another customer's order",
  );
  const stranger = await fetch(`${origin}/esim/token`, { method: 'POST', headers: { origin } });
  assert.equal(stranger.status, 401);
  const elsewhere = await fetch(`${origin}/esim/token`, {
    method: 'POST',
    headers: { 'x-customer': 'ada', origin: 'https://evil.example' },
  });
  assert.equal(elsewhere.status, 403);
  assert.equal(await (await fetch(`${origin}/debits`)).json(), 1);
}
