import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Payments, type ProviderEvent } from '../../demo/host/payments.js';
import { readWebhook, signWebhook } from '../../demo/host/webhook.js';
import type { Plan } from '../../src/index.js';

const SECRET = 'a'.repeat(40);
const NOW = Date.parse('2026-01-01T12:00:00Z');
const SECONDS = NOW / 1000;
const BODY = JSON.stringify({
  id: 'evt_1',
  type: 'payment.paid',
  payment: { key: 'k', amount: 5, currency: 'USD' },
});
const read = (body: unknown, signature: string | undefined): ProviderEvent | undefined =>
  readWebhook(typeof body === 'string' ? Buffer.from(body) : body, signature, SECRET, NOW);

describe('a webhook', () => {
  it('is read when the provider signed it a short while ago', () => {
    assert.equal(read(BODY, signWebhook(BODY, SECRET, SECONDS - 299))?.payment.key, 'k');
  });

  const good = signWebhook(BODY, SECRET, SECONDS);
  const refused: [what: string, body: unknown, signature: string | undefined][] = [
    ['without a signature', BODY, undefined],
    ['with an empty signature', BODY, ''],
    ['signed with another secret', BODY, signWebhook(BODY, 'b'.repeat(40), SECONDS)],
    ['changed by a digit', BODY.replace('5', '6'), good],
    ['with a space more', `${BODY} `, good],
    ['signed more than five minutes ago', BODY, signWebhook(BODY, SECRET, SECONDS - 301)],
    ['signed for the future', BODY, signWebhook(BODY, SECRET, SECONDS + 301)],
    ['with the time changed', BODY, good.replace(String(SECONDS), String(SECONDS + 1))],
    ['with a signature cut short', BODY, good.slice(0, -1)],
    ['that is no bytes', JSON.parse(BODY), good],
  ];
  for (const [what, body, signature] of refused)
    it(`is refused ${what}`, () => assert.equal(read(body, signature), undefined));
});

describe('what a webhook says', () => {
  const plan: Plan = {
    productId: 1,
    variantId: 2,
    name: '1 GB',
    countryCode: 'JPN',
    price: { amount: 4, currency: 'USD' },
    dataGb: 1,
    validityDays: 7,
  };
  const price = { amount: 5, currency: 'USD' };
  function begun() {
    const payments = new Payments();
    const payment = payments.begin('ada', 'r', plan, price);
    const event = (type: string, change = {}): ProviderEvent => ({
      id: 'evt_1',
      type,
      payment: { key: payment.key, ...price, ...change },
    });
    return { payments, payment, event };
  }

  it('marks the payment paid, once or twice', () => {
    const { payments, payment, event } = begun();
    assert.equal(payments.settle(event('payment.paid')), true);
    assert.equal(payments.settle(event('payment.paid')), true);
    assert.equal(payment.status, 'paid');
  });

  for (const change of [{ amount: 4.99 }, { amount: 500 }, { currency: 'JPY' }, { key: 'other' }])
    it(`changes nothing where it does not fit: ${JSON.stringify(change)}`, () => {
      const { payments, payment, event } = begun();
      assert.equal(payments.settle(event('payment.paid', change)), false);
      assert.equal(payment.status, 'open');
    });

  for (const type of ['payment.failed', 'payment.cancelled', 'payment.created', 'paid', ''])
    it(`changes nothing where it tells of something else: ${JSON.stringify(type)}`, () => {
      const { payments, payment, event } = begun();
      assert.equal(payments.settle(event(type)), false);
      assert.equal(payment.status, 'open');
      payments.settle(event('payment.paid'));
      assert.equal(payments.settle(event(type)), false);
      assert.equal(payment.status, 'paid');
    });

  it('does not undo a refund by coming late', () => {
    const { payments, payment, event } = begun();
    payments.settle(event('payment.refunded'));
    payments.settle(event('payment.paid'));
    assert.equal(payment.status, 'refunded');
  });
});
