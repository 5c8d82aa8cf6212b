import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWorld } from './world.js';

const ORDERS = '/api/v1/esim/orders';
const DAY = 86_400_000;

describe('order outcomes', () => {
  it('FAILED because the plan is gone: 200, user-fixable, refunded by itself', async () => {
    const { buy, sandbox } = createWorld({ scenario: { outcome: 'failed-plan' } });
    const { status, body } = await buy('a');
    assert.equal(status, 200);
    assert.equal(body.status, 'FAILED');
    assert.equal(body.failure_code, 'PLAN_UNAVAILABLE');
    assert.equal(body.is_user_fixable, true);
    assert.ok(body.failure_reason);
    assert.deepEqual(
      sandbox.ledger().map(({ kind, amount }) => [kind, amount]),
      [
        ['debit', 4.275],
        ['refund', 4.275],
      ],
    );
    assert.equal(sandbox.control.balance('USD'), 100_000);
  });

  it('FAILED inside: not user-fixable, and the cron delivers it later', async () => {
    const { buy, call, clock, sandbox } = createWorld({ scenario: { outcome: 'failed-internal' } });
    const { body } = await buy('a');
    assert.equal(body.status, 'FAILED');
    assert.equal(body.is_user_fixable, false);
    assert.equal(sandbox.control.outstanding('a'), 0);
    await clock.pass(120_000);
    const later = await call('GET', `${ORDERS}/${body.id}`);
    assert.equal(later.body.status, 'DELIVERED');
    assert.equal(later.body.failure_code, undefined);
    assert.equal(sandbox.control.outstanding('a'), 1);
  });

  it('FAILED inside can stay so', async () => {
    const { buy, call, clock } = createWorld({
      scenario: { outcome: 'failed-internal', retryOutcome: 'stays' },
    });
    const { body } = await buy('a');
    await clock.pass(DAY);
    assert.equal((await call('GET', `${ORDERS}/${body.id}`)).body.status, 'FAILED');
  });

  it('CANCELLED: 200, refunded', async () => {
    const { buy, sandbox } = createWorld({ scenario: { outcome: 'cancelled' } });
    const { status, body } = await buy('a');
    assert.equal(status, 200);
    assert.equal(body.status, 'CANCELLED');
    assert.equal(sandbox.control.outstanding('a'), 0);
  });

  it('PENDING: delivered by the cron though nobody asks', async () => {
    const { buy, clock, sandbox } = createWorld({ scenario: { fulfilAfterMs: 90_000 } });
    assert.equal((await buy('a')).body.status, 'PENDING');
    await clock.pass(58_000);
    assert.equal(sandbox.control.order('a')?.status, 'PENDING');
    await clock.pass(1000);
    assert.equal(sandbox.control.order('a')?.status, 'DELIVERED');
  });

  it('PENDING for ever until the control delivers it', async () => {
    const { buy, clock, sandbox } = createWorld({ scenario: { outcome: 'never' } });
    assert.equal((await buy('a')).body.status, 'PENDING');
    await clock.pass(DAY);
    assert.equal(sandbox.control.order('a')?.status, 'PENDING');
    assert.equal(sandbox.control.deliverPending(), 1);
    assert.equal(sandbox.control.order('a')?.status, 'DELIVERED');
  });

  it('shows a status of its own choosing instead of PENDING', async () => {
    const { buy } = createWorld({ scenario: { outcome: 'never', pendingStatus: 'ON_HOLD' } });
    assert.equal((await buy('a')).body.status, 'ON_HOLD');
  });
});

describe('GET order', () => {
  it('refreshes fulfilment while PENDING', async () => {
    const { buy, call, clock } = createWorld({ scenario: { fulfilAfterMs: 70_000 } });
    const { body } = await buy('a');
    assert.equal((await call('GET', `${ORDERS}/${body.id}`)).body.status, 'PENDING');
    await clock.pass(9000);
    const delivered = await call('GET', `${ORDERS}/${body.id}`);
    assert.equal(delivered.body.status, 'DELIVERED');
    assert.match(String(delivered.body.activation_code), /^LPA:1\$/);
  });

  it('tells the code until it is installed, and then no more: burned on install', async () => {
    const { buy, call, sandbox } = createWorld();
    const { body } = await buy('a');
    assert.equal(
      (await call('GET', `${ORDERS}/${body.id}`)).body.activation_code,
      body.activation_code,
    );
    sandbox.control.install('a');
    const installed = (await call('GET', `${ORDERS}/${body.id}`)).body;
    assert.equal(installed.is_installed, true);
    assert.equal(installed.activation_status, 'ACTIVE');
    assert.equal(installed.activation_code, undefined);
    assert.equal(installed.iccid, body.iccid);
    assert.match(String(installed.installed_at), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.match(String(installed.activated_at), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('says that validity began though nothing was installed', async () => {
    const { buy, call, sandbox } = createWorld();
    const { body } = await buy('a');
    sandbox.control.activate('a');
    const seen = (await call('GET', `${ORDERS}/${body.id}`)).body;
    assert.ok(seen.activated_at);
    assert.equal(seen.is_installed, false);
    assert.ok(seen.activation_code);
  });

  it('is EXPIRED when validity, counted from installation, has elapsed', async () => {
    const { buy, call, clock, sandbox } = createWorld();
    const { body } = await buy('a');
    await clock.pass(10 * DAY);
    const path = `${ORDERS}/${body.id}`;
    assert.equal((await call('GET', path)).body.activation_status, 'NOT_INSTALLED');
    sandbox.control.install('a');
    await clock.pass(6 * DAY);
    assert.equal((await call('GET', path)).body.activation_status, 'ACTIVE');
    await clock.pass(DAY);
    assert.equal((await call('GET', path)).body.activation_status, 'EXPIRED');
    assert.equal(sandbox.control.outstanding('a'), 1);
  });

  it('is EXPIRED when the control says so', async () => {
    const { buy, call, sandbox } = createWorld();
    const { body } = await buy('a');
    sandbox.control.expire('a');
    const seen = (await call('GET', `${ORDERS}/${body.id}`)).body;
    assert.equal(seen.activation_status, 'EXPIRED');
    assert.equal(seen.status, 'DELIVERED');
  });

  it('is 404 for an order there is not', async () => {
    const { call } = createWorld();
    assert.equal((await call('GET', `${ORDERS}/1`)).status, 404);
  });
});

describe('GET orders by client_reference', () => {
  it('gives at most one row, and never the code', async () => {
    const { buy, call } = createWorld();
    await buy('a');
    const one = await buy('b');
    const { list } = await call('GET', `${ORDERS}?client_reference=b`);
    assert.equal(list.length, 1);
    assert.equal(list[0]?.id, one.body.id);
    assert.equal('activation_code' in (list[0] ?? {}), false);
    assert.deepEqual((await call('GET', `${ORDERS}?client_reference=c`)).list, []);
  });

  it('takes any printable reference, percent-encoded', async () => {
    const { buy, call } = createWorld();
    const reference = 'a b&c=d+e/%?#~';
    await buy(reference);
    const query = encodeURIComponent(reference);
    const { list } = await call('GET', `${ORDERS}?client_reference=${query}`);
    assert.equal(list[0]?.client_reference, reference);
  });

  it('does not refresh: neither fulfilment nor install state', async () => {
    const { buy, call, clock, sandbox } = createWorld({ scenario: { fulfilAfterMs: 70_000 } });
    const { body } = await buy('a');
    await clock.pass(12_000);
    const row = async () => (await call('GET', `${ORDERS}?client_reference=a`)).list[0];
    assert.equal((await row())?.status, 'PENDING');
    await call('GET', `${ORDERS}/${body.id}`);
    assert.equal((await row())?.status, 'DELIVERED');
    sandbox.control.install('a');
    assert.equal((await row())?.is_installed, false);
  });

  it('finds an order whose POST is still being answered, or only later, by scenario', async () => {
    const { call, clock, order, sandbox } = createWorld();
    sandbox.control.setScenario({ visibleAfterMs: 1000 });
    void call('POST', ORDERS, order('a'));
    await clock.pass(500);
    const find = async () => (await call('GET', `${ORDERS}?client_reference=a`)).list.length;
    assert.equal(await find(), 0);
    await clock.pass(500);
    assert.equal(await find(), 1);
  });

  it('lists all orders, newest first and without codes, when no reference is given', async () => {
    const { buy, call } = createWorld();
    await buy('a');
    await buy('b');
    const { list, text } = await call('GET', ORDERS);
    assert.deepEqual(
      list.map((row) => row.client_reference),
      ['b', 'a'],
    );
    assert.doesNotMatch(text, /LPA:/);
  });
});

describe('the lesser calls', () => {
  it('PATCH notification-email attaches an address to the order', async () => {
    const { buy, call } = createWorld();
    const { body } = await buy('a');
    const path = `${ORDERS}/${body.id}/notification-email`;
    const answer = await call('PATCH', path, { notification_email: 'ada@example.com' });
    assert.equal(answer.body.notification_email, 'ada@example.com');
    assert.equal((await call('PATCH', path, { notification_email: 'ada' })).status, 400);
  });

  it('POST charges previews the debit and debits nothing', async () => {
    const { call, order, sandbox } = createWorld();
    const { body } = await call('POST', '/api/v1/esim/charges', order());
    assert.equal(body.net_amount, 4.275);
    assert.equal(body.sufficient, true);
    assert.deepEqual(sandbox.ledger(), []);
  });
});
