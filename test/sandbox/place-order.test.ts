import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from '../support/event-loop.js';
import { createWorld } from './world.js';

const ORDERS = '/api/v1/esim/orders';

describe('POST orders', () => {
  it('debits the amount less the discount, to four decimals: 4.275 for a 4.5 plan at 5 %', async () => {
    const { buy, sandbox } = createWorld();
    const { status, body } = await buy('a');
    assert.equal(status, 200);
    assert.equal(body.amount, 4.275);
    assert.equal(body.currency, 'USD');
    const [entry] = sandbox.ledger();
    assert.equal(entry?.kind, 'debit');
    assert.equal(entry?.amount, 4.275);
    assert.equal(entry?.id, body.transaction_id);
    assert.equal(sandbox.control.balance('USD'), 100_000 - 4.275);
  });

  it('answers DELIVERED with code and ICCID once the operator has answered', async () => {
    const { call, clock, order } = createWorld();
    let answered = false;
    const answer = call('POST', ORDERS, order()).finally(() => {
      answered = true;
    });
    await clock.pass(1400);
    assert.equal(answered, false);
    await clock.pass(100);
    const { body } = await answer;
    assert.equal(body.status, 'DELIVERED');
    assert.match(String(body.activation_code), /^LPA:1\$/);
    assert.match(String(body.iccid), /^89\d{17}$/);
    assert.equal(body.activation_status, 'NOT_INSTALLED');
    assert.equal(body.is_installed, false);
    assert.equal(body.created_at, '2026-05-01T09:00:00.000Z');
  });

  it('waits up to 60 s for fulfilment, then answers PENDING without a code', async () => {
    const { call, clock, order } = createWorld({ scenario: { fulfilAfterMs: 90_000 } });
    let answered = false;
    const answer = call('POST', ORDERS, order()).finally(() => {
      answered = true;
    });
    await clock.pass(59_999);
    assert.equal(answered, false);
    await clock.pass(1);
    const { status, body } = await answer;
    assert.equal(status, 200);
    assert.equal(body.status, 'PENDING');
    assert.equal(body.activation_code, undefined);
  });

  it('has another inline deadline when told', async () => {
    const { call, clock, order } = createWorld({
      inlineDeadlineMs: 3000,
      scenario: { fulfilAfterMs: 9000 },
    });
    const answer = call('POST', ORDERS, order());
    await clock.pass(3000);
    assert.equal((await answer).body.status, 'PENDING');
  });

  it('resolves the plan by exact numeric equality of product_id and amount', async () => {
    const { buy, call, entries, sandbox } = createWorld();
    const { list } = await call('GET', '/api/v1/esim/products?country_code=MLT');
    const malta = { product_id: list[0]?.id };
    assert.equal((await buy('a', { ...malta, amount: 0.3 })).error.code, 'VALIDATION_FAILURE');
    assert.equal((await buy('b', { ...malta, amount: 0.1 + 0.2 })).status, 200);
    assert.equal((await buy('c', { amount: 4.275 })).status, 400);
    assert.equal((await buy('d', { amount: '4.5' })).status, 400);
    assert.equal(entries('debit').length, 1);
    assert.equal(sandbox.orders().length, 1);
  });

  it('refuses unknown products, quantities other than 1, and bodies that are no object', async () => {
    const { buy, call, sandbox } = createWorld();
    for (const more of [
      { product_id: 1 },
      { product_id: '1000' },
      { quantity: 2 },
      { quantity: '1' },
      { quantity: undefined },
    ]) {
      const { status, error } = await buy('a', more);
      assert.equal(status, 400);
      assert.equal(error.code, 'VALIDATION_FAILURE');
    }
    assert.equal((await call('POST', ORDERS, '{')).error.code, 'BAD_REQUEST');
    assert.equal((await call('POST', ORDERS, '[]')).error.code, 'BAD_REQUEST');
    assert.deepEqual(sandbox.ledger(), []);
  });

  it('takes a client_reference of 1 to 255 printable ASCII characters', async () => {
    const { buy } = createWorld();
    assert.equal((await buy(' ~!"')).status, 200);
    assert.equal((await buy('x'.repeat(255))).status, 200);
    for (const bad of ['', 'x'.repeat(256), 'tab\t', 'naïve', null, 7]) {
      const { status, error } = await buy('', { client_reference: bad });
      assert.equal(status, 400);
      assert.equal(error.code, 'VALIDATION_FAILURE');
    }
  });

  it('places an order without a client_reference, again and again', async () => {
    const { buy, call, entries } = createWorld();
    const { body } = await buy('', { client_reference: undefined });
    await buy('', { client_reference: undefined });
    assert.equal(entries('debit').length, 2);
    assert.equal('client_reference' in body, false);
    assert.deepEqual((await call('GET', `${ORDERS}?client_reference=`)).body, []);
  });

  it('refuses a client_reference it has seen: 400, BAD_REQUEST, "Duplicate client_reference"', async () => {
    const { buy, entries } = createWorld();
    await buy('same');
    const { status, error } = await buy('same', { amount: 9.9 });
    assert.equal(status, 400);
    assert.equal(error.code, 'BAD_REQUEST');
    assert.equal(error.message, 'Duplicate client_reference');
    assert.equal(entries('debit').length, 1);
  });

  it('reserves the reference and debits at once, before the operator answers', async () => {
    const { call, clock, entries, order } = createWorld();
    const first = call('POST', ORDERS, order('r'));
    await settle();
    assert.equal(entries('debit').length, 1);
    assert.equal(
      (await call('POST', ORDERS, order('r'))).error.message,
      'Duplicate client_reference',
    );
    await clock.pass(1500);
    assert.equal((await first).body.status, 'DELIVERED');
    assert.equal(entries('debit').length, 1);
  });

  it('uses no reference up when it refuses', async () => {
    const { buy } = createWorld();
    assert.equal((await buy('r', { amount: 1 })).status, 400);
    assert.equal((await buy('r')).status, 200);
  });

  it('goes on with the order when the caller is gone', async () => {
    const { call, clock, order, sandbox } = createWorld();
    const controller = new AbortController();
    const { signal } = controller;
    const headers = { authorization: `Bearer ${sandbox.control.issueToken().token}` };
    const answer = call('POST', ORDERS, order('r'), { signal, headers });
    await clock.pass(500);
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
    await clock.pass(1000);
    assert.equal(sandbox.control.order('r')?.status, 'DELIVERED');
  });

  it('refuses what the wallet cannot pay', async () => {
    const { buy, sandbox } = createWorld();
    sandbox.control.setBalance('USD', 4);
    const { status, error } = await buy('a');
    assert.equal(status, 400);
    assert.equal(error.code, 'INSUFFICIENT_BALANCE');
    assert.equal(sandbox.control.balance('USD'), 4);
    assert.deepEqual(sandbox.orders(), []);
  });

  it('validates wallet_id', async () => {
    const { buy } = createWorld();
    assert.equal((await buy('a', { wallet_id: 1 })).status, 200);
    assert.equal((await buy('b', { wallet_id: '1' })).status, 200);
    assert.equal((await buy('c', { wallet_id: 99 })).error.code, 'VALIDATION_FAILURE');
    assert.equal((await buy('d', { wallet_id: 2 })).error.code, 'VALIDATION_FAILURE');
  });

  it('gives every order an activation code and an ICCID of its own, Luhn-valid', async () => {
    const { call, clock, order, sandbox } = createWorld();
    for (let index = 0; index < 200; index += 1) void call('POST', ORDERS, order(`r${index}`));
    await clock.pass(2000);
    const orders = sandbox.orders();
    assert.equal(new Set(orders.map(({ activationCode }) => activationCode)).size, 200);
    assert.equal(new Set(orders.map(({ iccid }) => iccid)).size, 200);
    for (const { iccid = '' } of orders) assert.equal(luhnSum(iccid) % 10, 0, iccid);
  });

  it('issues codes with the confirmation flag, without prefix, or unreadable, by scenario', async () => {
    const { buy, sandbox } = createWorld();
    const kinds = {
      confirmation: /^LPA:1\$[a-z.-]+\$[A-Z0-9-]+\$[\d.]+\$1$/,
      minimal: /^1\$[a-z.-]+\$[A-Z0-9-]+$/,
      unparseable: /^ASK/,
    } as const;
    for (const [code, pattern] of Object.entries(kinds)) {
      sandbox.control.setScenario({ code: code as keyof typeof kinds });
      assert.match(String((await buy(code)).body.activation_code), pattern);
    }
  });
});

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}
