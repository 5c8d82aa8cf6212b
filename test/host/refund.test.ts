import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { isOver } from '../../demo/host/refunds.js';
import { type RunningHost, startHost } from '../../demo/host/start.js';
import type { Scenario } from '../../src/sandbox/index.js';
import { type Customer, signIn, until } from './customer.js';

let host: RunningHost;
let time = 0;
let ada: Customer;
async function open(scenario: Partial<Scenario>): Promise<void> {
  await host?.close();
  time = Date.now();
  host = await startHost({
    sandbox: { scenario: { fulfilAfterMs: 0, ...scenario } },
    now: () => time,
  });
  ada = await signIn(host, 'ada');
}
after(() => host.close());

const statusOf = (reference: string): string | undefined =>
  host.shop.payments.find('ada', reference)?.status;
const refunds = (): number =>
  host.provider.payments().filter(({ status }) => status === 'refunded').length;

async function paid(reference: string): Promise<void> {
  await ada.pay(reference);
  await until(() => statusOf(reference) === 'paid');
}
async function report(reference: string): Promise<unknown> {
  const answer = await ada.post('/order-failed', { reference });
  return answer.ok ? answer.json() : answer.status;
}

describe('money goes back', () => {
  it('once, when the API says that the order failed, however often the page reports it', async () => {
    await open({ outcome: 'failed-plan' });
    await paid('gone');
    assert.equal((await (await ada.order('gone')).json()).status, 'FAILED');
    await Promise.all(Array.from({ length: 5 }, () => report('gone')));
    assert.deepEqual(await report('gone'), { refunded: true });
    assert.equal(refunds(), 1);
  });

  it('when nothing was ordered, not before an order that was on its way would have arrived', async () => {
    await open({});
    await paid('unsent');
    assert.deepEqual(await report('unsent'), { refunded: false });
    // From now on nothing can be ordered on this payment.
    assert.equal((await ada.order('unsent')).status, 402);
    assert.deepEqual(host.sandbox.control.postedOrders(), []);
    time += 89_000;
    await host.shop.sweep();
    assert.equal(refunds(), 0);
    time += 2000;
    await host.shop.sweep();
    assert.equal(refunds(), 1);
    assert.equal(statusOf('unsent'), 'refunded');
  });

  it('when it arrives after its order had been given up', async () => {
    await open({});
    await ada.begin('slow-payer');
    await report('slow-payer');
    time += 91_000;
    const page = host.provider.payments()[0];
    assert.equal(page?.status, 'open');
    await fetch(`${host.urls.provider}/pay/${page?.secret}`, { method: 'POST' });
    await until(() => statusOf('slow-payer') === 'paid');
    await host.shop.sweep();
    assert.equal(refunds(), 1);
  });

  it('at the next look, when the provider or the API could not be asked', async () => {
    await open({ outcome: 'cancelled' });
    await paid('down');
    await ada.order('down');
    host.provider.down = true;
    assert.equal(await report('down'), 502);
    host.provider.down = false;
    await host.shop.sweep();
    assert.equal(statusOf('down'), 'refunded');
  });
});

describe('money stays', () => {
  it('when the eSIM was delivered, whatever the page reports', async () => {
    await open({});
    await paid('delivered');
    assert.equal((await ada.order('delivered')).status, 200);
    assert.deepEqual(await report('delivered'), { refunded: false });
    time += 86_400_000;
    await host.shop.sweep();
    assert.equal(refunds(), 0);
  });

  it('while the order is pending', async () => {
    await open({ outcome: 'never', inlineDeadlineMs: 0 });
    await paid('pending');
    await ada.order('pending');
    assert.deepEqual(await report('pending'), { refunded: false });
    time += 86_400_000;
    await host.shop.sweep();
    assert.equal(refunds(), 0);
    // An order that is there is not given up: it may be looked at and delivered.
    assert.equal(host.shop.payments.find('ada', 'pending')?.closedAt, undefined);
  });

  it('when the order was under way while the page reported it', async () => {
    await open({ outcome: 'never', inlineDeadlineMs: 86_400_000 });
    await paid('racing');
    host.sandbox.control.fault({ match: 'POST /api/v1/esim/orders', kind: 'delay', delayMs: 300 });
    const order = ada.order('racing');
    assert.deepEqual(await report('racing'), { refunded: false });
    await until(() => host.sandbox.control.order('latest'));
    host.sandbox.control.resolve('latest', 'delivered');
    assert.equal((await order).status, 200);
    time += 91_000;
    await host.shop.sweep();
    assert.equal(refunds(), 0);
  });

  it("on another customer's report", async () => {
    await open({ outcome: 'failed-plan' });
    await paid('hers');
    await ada.order('hers');
    const eve = await signIn(host, 'eve');
    assert.equal((await eve.post('/order-failed', { reference: 'hers' })).status, 404);
    assert.equal(refunds(), 0);
  });
});

describe('an order is over', () => {
  const now = Date.parse('2026-01-02T12:00:00Z');
  const at = (created_at: string, is_user_fixable?: boolean) => ({ created_at, is_user_fixable });
  const cases: [status: string, facts: object, over: boolean][] = [
    ['CANCELLED', {}, true],
    ['cancelled', {}, true],
    ['FAILED', at('2026-01-02T11:00:00Z', true), true],
    ['FAILED', at('2026-01-02T11:00:00Z'), true],
    ['FAILED', at('2026-01-02T11:00:00Z', false), false],
    ['FAILED', at('2026-01-01T11:00:00Z', false), true],
    ['FAILED', { is_user_fixable: false }, false],
    ['PENDING', {}, false],
    ['DELIVERED', {}, false],
    ['SOMETHING_NEW', {}, false],
  ];
  for (const [status, facts, over] of cases)
    it(`${over} for ${status} ${JSON.stringify(facts)}`, () => {
      const order = { id: 1, status, ...facts } as unknown as Parameters<typeof isOver>[0];
      assert.equal(isOver(order, now), over);
    });
});
