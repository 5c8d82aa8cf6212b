import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
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
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Lets time pass as a server does: with a sweep now and then. */
async function pass(ms: number, sweeps = 20): Promise<void> {
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    time += ms / sweeps;
    await host.shop.sweep();
  }
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

  it('when the customer paid and no page ever came back', async () => {
    await open({});
    await paid('closed-tab');
    await pass(119 * MINUTE);
    assert.equal(host.shop.payments.find('ada', 'closed-tab')?.closedAt, undefined);
    await pass(HOUR);
    assert.equal(statusOf('closed-tab'), 'refunded');
    assert.deepEqual(
      host.provider.payments().map(({ status }) => status),
      ['refunded'],
    );
    assert.equal((await ada.order('closed-tab')).status, 402);
  });

  for (const outcome of ['failed-plan', 'cancelled'] as const)
    it(`when the order ended as ${outcome} and no page reported it`, async () => {
      await open({ outcome });
      await paid('unreported');
      await ada.order('unreported');
      await pass(119 * MINUTE);
      assert.equal(refunds(), 0);
      await pass(HOUR);
      assert.equal(refunds(), 1);
      assert.equal(statusOf('unreported'), 'refunded');
    });

  for (const isReported of [true, false])
    it(`a day after an internal failure that the API does not mend, ${isReported ? '' : 'not '}reported`, async () => {
      await open({ outcome: 'failed-internal' });
      await paid('internal');
      await ada.order('internal');
      if (isReported) assert.deepEqual(await report('internal'), { refunded: false });
      await pass(23 * HOUR);
      assert.equal(refunds(), 0);
      await pass(8 * HOUR);
      assert.equal(refunds(), 1);
    });

  it('when the page reported a failure and the webhook is lost', async () => {
    await open({});
    await host.provider.hold(true);
    await ada.pay('lost');
    assert.equal((await ada.order('lost')).status, 503);
    assert.deepEqual(await report('lost'), { refunded: false });
    await pass(10 * MINUTE);
    assert.equal(statusOf('lost'), 'refunded');
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

  it('when the eSIM was delivered and no page reported anything; it is looked at once', async () => {
    await open({});
    await paid('silent');
    await ada.order('silent');
    await pass(3 * HOUR);
    assert.ok(host.shop.payments.find('ada', 'silent')?.deliveredAt);
    host.sandbox.control.clearRequests();
    await pass(240 * HOUR);
    assert.deepEqual(await report('silent'), { refunded: false });
    assert.deepEqual(host.sandbox.control.requests(), []);
    assert.equal(refunds(), 0);
  });

  it('when an internal failure ends in a delivery', async () => {
    await open({ outcome: 'failed-internal', retryAfterMs: 86_400_000 });
    await paid('mended');
    await ada.order('mended');
    await report('mended');
    await pass(5 * HOUR);
    host.sandbox.control.deliverPending();
    await pass(48 * HOUR);
    assert.equal(statusOf('mended'), 'paid');
    assert.equal(refunds(), 0);
  });

  it('when the API took an order that is not found any more: somebody has to look', async () => {
    await open({});
    await paid('vanished');
    host.shop.payments.ordered('ada', 'vanished');
    await report('vanished');
    await pass(240 * HOUR);
    assert.equal(statusOf('vanished'), 'paid');
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

describe('a sweep', () => {
  it('takes up money whose webhook is lost, so that the order can go', async () => {
    await open({});
    await host.provider.hold(true);
    await ada.pay('webhook');
    assert.equal((await ada.order('webhook')).status, 503);
    await pass(50_000);
    assert.equal(statusOf('webhook'), 'open');
    await pass(30_000);
    assert.equal(statusOf('webhook'), 'paid');
    assert.equal((await ada.order('webhook')).status, 200);
  });

  it('asks the API nothing about payments that were never made', async () => {
    await open({});
    await ada.begin('abandoned');
    host.sandbox.control.clearRequests();
    await pass(240 * HOUR);
    assert.equal(statusOf('abandoned'), 'open');
    assert.deepEqual(host.sandbox.control.requests(), []);
  });

  it('looks at a payment again while nothing can be asked', async () => {
    await open({ outcome: 'cancelled' });
    await paid('later');
    await ada.order('later');
    host.provider.down = true;
    await pass(5 * HOUR);
    assert.equal(refunds(), 0);
    host.provider.down = false;
    await pass(HOUR);
    assert.equal(statusOf('later'), 'refunded');
  });
});
