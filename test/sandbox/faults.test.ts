import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fault } from '../../src/sandbox/index.js';
import { settle } from '../support/event-loop.js';
import { createWorld } from './world.js';

const ORDERS = '/api/v1/esim/orders';
const POST = `POST ${ORDERS}`;

/** Buys under one fault; gives the answer or what was thrown, and what the server made of it. */
async function buyUnder(fault: Omit<Fault, 'match'>) {
  const world = createWorld();
  world.sandbox.control.fault({ match: POST, ...fault });
  const outcome = await world.buy('r').catch((error: unknown) => error as Error);
  return { outcome, placed: world.sandbox.orders().length, world };
}

describe('faults', () => {
  it('drop-request: nothing arrives', async () => {
    const { outcome, placed } = await buyUnder({ kind: 'drop-request' });
    assert.ok(outcome instanceof TypeError);
    assert.equal(placed, 0);
  });

  it('drop-response: the order is placed, the answer is lost', async () => {
    const { outcome, placed, world } = await buyUnder({ kind: 'drop-response' });
    assert.ok(outcome instanceof TypeError);
    assert.equal(placed, 1);
    assert.equal((await world.buy('r')).error.message, 'Duplicate client_reference');
  });

  it('status: a failure before the work, or after it', async () => {
    for (const handled of [false, true]) {
      const { outcome, placed } = await buyUnder({ kind: 'status', status: 504, handled });
      assert.ok(!(outcome instanceof Error));
      assert.equal(outcome.status, 504);
      assert.equal(outcome.error.code, 'GATEWAY_TIMEOUT');
      assert.equal(placed, handled ? 1 : 0);
    }
  });

  it('garbage and truncate: a 200 that cannot be read, the order is placed', async () => {
    for (const kind of ['garbage', 'truncate'] as const) {
      const { outcome, placed } = await buyUnder({ kind });
      assert.ok(!(outcome instanceof Error));
      assert.equal(outcome.status, 200);
      assert.equal(outcome.raw, undefined);
      assert.equal(placed, 1);
    }
  });

  it('change: other fields and fewer, in whatever envelope the answer has', async () => {
    for (const envelope of ['bare', 'data', 'success'] as const) {
      const { buy, call, sandbox } = createWorld({ scenario: { envelope } });
      const change = { status: 'delivered', iccid: null };
      sandbox.control.fault({ match: POST, kind: 'change', change });
      const { status, body } = await buy('r');
      assert.equal(status, 200);
      assert.deepEqual(
        [body.status, body.client_reference, 'iccid' in body],
        ['delivered', 'r', false],
      );

      sandbox.control.fault({ match: 'GET *', kind: 'change', change: { name: 'Same' }, times: 2 });
      const { list } = await call('GET', '/api/v1/esim/products?country_code=JPN');
      assert.ok(list.length > 0 && list.every(({ name }) => name === 'Same'));
      const refused = await call('GET', '/api/v1/esim/products/1');
      assert.equal(refused.error.code, 'NOT_FOUND');
    }
  });

  it('html: a gateway page', async () => {
    const { outcome, placed } = await buyUnder({ kind: 'html' });
    assert.ok(!(outcome instanceof Error));
    assert.equal(outcome.status, 502);
    assert.match(outcome.headers.get('content-type') ?? '', /text\/html/);
    assert.equal(placed, 0);
  });

  it('429: with Retry-After', async () => {
    const { outcome } = await buyUnder({ kind: '429', retryAfter: 7 });
    assert.ok(!(outcome instanceof Error));
    assert.equal(outcome.status, 429);
    assert.equal(outcome.headers.get('retry-after'), '7');
  });

  it('duplicate: the request arrives twice, one order is placed, the answer is to the second', async () => {
    const { outcome, placed } = await buyUnder({ kind: 'duplicate' });
    assert.ok(!(outcome instanceof Error));
    assert.equal(outcome.error.message, 'Duplicate client_reference');
    assert.equal(placed, 1);
  });

  it('delay: before the work', async () => {
    const { call, clock, order, sandbox } = createWorld();
    sandbox.control.fault({ match: POST, kind: 'delay', delayMs: 5000 });
    void call('POST', ORDERS, order());
    await clock.pass(4999);
    assert.equal(sandbox.orders().length, 0);
    await clock.pass(1);
    assert.equal(sandbox.orders().length, 1);
  });

  it('hang: no answer until the caller gives up or the server stops', async () => {
    const { call, clock, sandbox } = createWorld();
    sandbox.control.fault({ match: 'GET *', kind: 'hang', times: 2 });
    const controller = new AbortController();
    const aborted = call('GET', ORDERS, undefined, { signal: controller.signal });
    const stopped = call('GET', ORDERS);
    await clock.pass(1_000_000);
    controller.abort();
    await assert.rejects(aborted, { name: 'AbortError' });
    sandbox.close();
    await assert.rejects(stopped, TypeError);
  });

  it('strike only what they match, as often as told, after as many as told', async () => {
    const { call, sandbox } = createWorld();
    sandbox.control.fault({
      match: 'GET /api/v1/esim/products/:id',
      kind: 'status',
      times: 2,
      skip: 1,
    });
    const statuses: number[] = [];
    for (const path of ['', '/1000', '/1000', '/1000/variants', '/1000', '/1000']) {
      statuses.push((await call('GET', `/api/v1/esim/products${path}`)).status);
    }
    assert.deepEqual(statuses, [200, 200, 503, 200, 503, 200]);
    assert.deepEqual(sandbox.control.faults(), []);
  });

  it('refuses a fault or a scenario that it does not know', () => {
    const { control } = createWorld().sandbox;
    assert.throws(() => control.fault({ match: '*', kind: 'nap' as 'hang' }), TypeError);
    assert.throws(() => control.setScenario({ outcome: 'nap' as 'never' }), TypeError);
    assert.throws(() => control.setScenario({ nap: 1 } as object), TypeError);
  });

  it('leave nothing running after close', async () => {
    const { call, clock, order, sandbox } = createWorld();
    const answer = call('POST', ORDERS, order());
    await settle();
    assert.ok(clock.waiting > 0);
    sandbox.close();
    await assert.rejects(answer, TypeError);
    assert.equal(clock.waiting, 0);
  });
});
