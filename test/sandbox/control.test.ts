import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorld, START } from './world.js';

const ROOT = '/sandbox/control';
const ORDERS = '/api/v1/esim/orders';

describe('control over HTTP', () => {
  it('gets and sets the scenario, and refuses an unknown part', async () => {
    const { call } = createWorld();
    assert.equal((await call('GET', `${ROOT}/scenario`)).body.outcome, 'delivered');
    await call('PUT', `${ROOT}/scenario`, { outcome: 'cancelled', fulfilAfterMs: 10 });
    const { body } = await call('GET', `${ROOT}/scenario`);
    assert.equal(body.outcome, 'cancelled');
    assert.equal(body.fulfilAfterMs, 10);
    assert.equal((await call('PUT', `${ROOT}/scenario`, { nap: true })).status, 400);
  });

  it('lists orders and ledger in full', async () => {
    const { buy, call } = createWorld();
    await buy('a');
    const [order] = (await call('GET', `${ROOT}/orders`)).list;
    assert.match(String(order?.activationCode), /^LPA:/);
    const [entry] = (await call('GET', `${ROOT}/ledger`)).list;
    assert.equal(entry?.clientReference, 'a');
    assert.equal((await call('GET', `${ROOT}/posted-orders`)).list.length, 1);
  });

  it('installs, expires and resolves an order by id, reference or as the latest', async () => {
    const { buy, call, sandbox } = createWorld({ scenario: { outcome: 'never' } });
    const { body } = await buy('a');
    await call('POST', `${ROOT}/orders/a/resolve`, { outcome: 'delivered' });
    await call('POST', `${ROOT}/orders/${body.id}/install`, {
      activatedAt: '2026-05-02T00:00:00.000Z',
    });
    const seen = (await call('GET', `${ORDERS}/${body.id}`)).body;
    assert.equal(seen.is_installed, true);
    assert.equal(seen.activated_at, '2026-05-02T00:00:00.000Z');
    await call('POST', `${ROOT}/orders/latest/expire`);
    assert.equal(sandbox.control.order('a')?.activationStatus, 'EXPIRED');
    assert.equal((await call('POST', `${ROOT}/orders/none/expire`)).status, 400);
  });

  it('delivers what is pending', async () => {
    const { buy, call, sandbox } = createWorld({ scenario: { outcome: 'never' } });
    await buy('a');
    assert.equal((await call('POST', `${ROOT}/deliver-pending`)).body.delivered, 1);
    assert.equal(sandbox.control.order('latest')?.status, 'DELIVERED');
  });

  it('issues and expires tokens', async () => {
    const { call } = createWorld();
    const { body } = await call('POST', `${ROOT}/tokens`, { ttlSeconds: 60, jwt: true });
    const claims = String(body.token).split('.')[1] ?? '';
    assert.equal(JSON.parse(atob(claims)).exp, START / 1000 + 60);
    const headers = { authorization: `Bearer ${body.token}` };
    assert.equal((await call('GET', ORDERS, undefined, { headers })).status, 200);
    await call('POST', `${ROOT}/tokens/expire`);
    assert.equal((await call('GET', ORDERS, undefined, { headers })).status, 401);
  });

  it('queues, lists and clears faults', async () => {
    const { call } = createWorld();
    await call('POST', `${ROOT}/faults`, [
      { match: `GET ${ORDERS}`, kind: 'status' },
      { match: `GET ${ORDERS}`, kind: '429' },
    ]);
    assert.equal((await call('GET', ORDERS)).status, 503);
    assert.equal((await call('GET', `${ROOT}/faults`)).list.length, 1);
    await call('DELETE', `${ROOT}/faults`);
    assert.equal((await call('GET', ORDERS)).status, 200);
  });

  it('moves the clock; what is due has happened on return', async () => {
    const { call, order, sandbox, clock } = createWorld({ scenario: { fulfilAfterMs: 3_600_000 } });
    const answer = call('POST', ORDERS, order('a'));
    await clock.pass(60_000);
    assert.equal((await answer).body.status, 'PENDING');
    const { body } = await call('POST', `${ROOT}/clock`, { advanceMs: 3_600_000 });
    assert.equal(sandbox.control.order('a')?.status, 'DELIVERED');
    assert.equal(body.offsetMs, 3_600_000);
  });

  it('runs the clock fast', async () => {
    const { call, clock, order } = createWorld({ scenario: { fulfilAfterMs: 50_000 } });
    await call('POST', `${ROOT}/clock`, { speed: 100 });
    const answer = call('POST', ORDERS, order());
    await clock.pass(500);
    assert.equal((await answer).body.status, 'DELIVERED');
  });

  it('counts the requests that were sent, dropped ones included', async () => {
    const { call } = createWorld();
    await call('POST', `${ROOT}/faults`, { match: 'GET *', kind: 'drop-request' });
    await call('GET', `${ORDERS}?page=2`).catch(() => {});
    await call('GET', ORDERS);
    const { list } = await call('GET', `${ROOT}/requests`);
    assert.deepEqual(
      list.map(({ method, path }) => [method, path]),
      [
        ['GET', `${ORDERS}?page=2`],
        ['GET', ORDERS],
      ],
    );
  });

  it('resets to the beginning', async () => {
    const { buy, call, sandbox } = createWorld();
    await buy('a');
    sandbox.control.setScenario({ outcome: 'cancelled' });
    const { body } = await call('POST', `${ROOT}/reset`);
    assert.equal(body.orders, 0);
    assert.deepEqual(sandbox.ledger(), []);
    assert.equal(sandbox.control.balance('USD'), 100_000);
    assert.equal(sandbox.control.scenario().outcome, 'delivered');
  });

  it('is repeatable: the same seed gives the same codes', async () => {
    const [one, two] = await Promise.all([createWorld().buy('a'), createWorld().buy('a')]);
    assert.equal(one.text, two.text);
  });
});
