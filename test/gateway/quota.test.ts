import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatewayOptions } from '../../src/gateway/index.js';
import { PRODUCTION_QUOTAS } from '../../src/sandbox/index.js';
import { settle } from '../support/event-loop.js';
import { type Answer, createWorld, order, type World, whileTimePasses } from './world.js';

const MINUTE = 60_000;
const plenty = { reads: 1000, orders: 1000 };
const retryAfter = ({ headers }: Answer) => Number(headers.get('retry-after'));

/** A gateway whose customers have no limit of their own, and an API that delivers at once. */
function crowded(options: Partial<GatewayOptions> = {}): World {
  return createWorld(
    { perCustomer: plenty, ...options },
    { sandbox: { scenario: { quotas: PRODUCTION_QUOTAS, fulfilAfterMs: 0 } } },
  );
}

async function buyAll(world: World, names: string[]): Promise<Answer[]> {
  const shoppers = await Promise.all(names.map((name) => world.shopper(name)));
  const placing = shoppers.map((one, index) =>
    one.call('POST', '/orders', order(`ref-${names[index]}`)),
  );
  return whileTimePasses(world.clock, Promise.all(placing), 0);
}

const names = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => `c${first + index}`);
const byStatus = (answers: Answer[], status: number) =>
  answers.filter((one) => one.status === status);

describe('the quota of the account', () => {
  it('60 orders a minute reach the API; the others are called back one a second, the next minute on', async () => {
    const world = crowded();
    const answers = await buyAll(world, names(100));
    assert.equal(byStatus(answers, 200).length, 60);
    const waits = byStatus(answers, 429)
      .map(retryAfter)
      .sort((a, b) => a - b);
    assert.equal(waits.length, 40);
    const [first = 0] = waits;
    assert.ok(first > 55 && first <= 60, String(first));
    for (const [index, wait] of waits.entries())
      assert.ok(Math.abs(wait - first - index) <= 1, String(wait));
    assert.equal(world.sandbox.control.postedOrders().length, 60);
    assert.equal(byStatus(answers, 429)[0]?.error.code, 'TOO_MANY_REQUESTS');
  });

  it('calls nobody back later than the element waits', async () => {
    const world = crowded();
    const answers = await buyAll(world, names(300));
    for (const answer of byStatus(answers, 429)) assert.ok(retryAfter(answer) <= 100);
  });

  it('keeps the place of who comes back too early, and lets nobody in before them', async () => {
    const world = crowded({ quota: { reads: 300, orders: 2 } });
    const [, , refused] = [
      await buyAll(world, ['a']),
      await buyAll(world, ['b']),
      await buyAll(world, ['c']),
    ];
    const wait = retryAfter(refused[0] ?? assert.fail());
    await world.clock.pass((wait - 5) * 1000);
    const [early = assert.fail()] = await buyAll(world, ['c']);
    assert.ok(retryAfter(early) <= 6, 'not behind the others again');
    const [late = assert.fail()] = await buyAll(world, ['d']);
    assert.ok(retryAfter(late) > retryAfter(early));
    await world.clock.pass(retryAfter(early) * 1000);
    assert.equal((await buyAll(world, ['c']))[0]?.status, 200);
  });

  it('reads that use up all of theirs starve no order, not even its plan and its look-up', async () => {
    const world = crowded();
    const ada = await world.shopper('ada');
    const reads = Array.from({ length: 330 }, (_, index) =>
      ada.call('GET', `/orders/${500_001 + index}`),
    );
    const answers = await Promise.all(reads);
    assert.equal(byStatus(answers, 404).length, 270);
    assert.equal(byStatus(answers, 429).length, 60);
    const [placed] = await buyAll(world, ['bob']);
    assert.equal(placed?.status, 200);
    const bob = await world.shopper('bob');
    assert.equal((await bob.call('GET', '/orders?client_reference=ref-bob')).status, 200);
  });

  it('who only watches an installation stops before who waits for an eSIM', async () => {
    const world = crowded({ quota: { reads: 100, orders: 60 } });
    const [placed] = await buyAll(world, ['ada']);
    const ada = await world.shopper('ada');
    const watch = () => ada.call('GET', `/orders/${placed?.body.id}`);
    let watched = 0;
    while ((await watch()).status === 200) watched += 1;
    assert.ok(watched < 60 && watched > 50, String(watched));
    const bob = await world.shopper('bob');
    assert.equal((await bob.call('GET', '/orders/599999')).status, 404);
    assert.equal((await bob.call('GET', '/products/1007')).status, 200);
  });

  it('begins anew with every minute', async () => {
    const world = crowded();
    await buyAll(world, names(60));
    await world.clock.pass(MINUTE);
    assert.equal(byStatus(await buyAll(world, names(60, 100)), 200).length, 60);
  });
});

describe('the quota of a customer', () => {
  it('5 orders a minute; others go on', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    for (let turn = 0; turn < 5; turn += 1) {
      assert.equal((await ada.call('POST', '/orders', order('r', { amount: 1 }))).status, 400);
    }
    const sixth = await ada.call('POST', '/orders', order('r'));
    assert.equal(sixth.status, 429);
    assert.ok(retryAfter(sixth) <= 60);
    assert.equal((await (await world.shopper('bob')).buy('ref-1')).status, 200);
    assert.ok(world.events.some((event) => event.type === 'limited' && event.by === 'customer'));
    await world.clock.pass(MINUTE);
    assert.equal((await (await world.shopper('ada')).buy('ref-1')).status, 200);
  });

  it('60 reads a minute; what is in the cache costs nothing', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    for (let turn = 0; turn < 60; turn += 1) await ada.call('GET', `/orders/${turn}`);
    assert.equal((await ada.call('GET', '/orders/60')).status, 429);
    assert.equal((await ada.call('GET', '/orders?client_reference=r')).status, 429);
    const bob = await world.shopper('bob');
    for (let turn = 0; turn < 100; turn += 1) {
      assert.equal((await bob.call('GET', '/products/1000')).status, 200);
    }
    assert.equal((await ada.call('GET', '/products/1000')).status, 200);
    assert.equal((await ada.call('GET', '/products/1007')).status, 429);
  });

  it('who tries every product there is is stopped by their own', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    const answers = [];
    for (let id = 1; id <= 100; id += 1)
      answers.push(await ada.call('GET', `/products/${900_000 + id}`));
    assert.equal(byStatus(answers, 404).length, 60);
  });
});

describe('a 429 of the API', () => {
  it('is passed on with its Retry-After, and nothing is sent before it has passed', async () => {
    const world = crowded();
    const path = 'POST /api/v1/esim/orders';
    world.sandbox.control.fault({ match: path, kind: '429', retryAfter: 20 });
    const [turned = assert.fail()] = await buyAll(world, ['ada']);
    assert.equal(turned.status, 429);
    assert.equal(retryAfter(turned), 20);
    await world.clock.pass(10_000);
    assert.equal((await buyAll(world, ['bob']))[0]?.status, 429);
    const calls = world.upstream().filter((call) => call === path);
    assert.equal(calls.length, 1);
    await world.clock.pass(10_500);
    assert.equal((await buyAll(world, ['ada']))[0]?.status, 200);
    assert.ok(world.events.some((event) => event.type === 'limited' && event.by === 'api'));
  });

  it('lowers the pace, which rises again with every minute without one', async () => {
    const world = crowded();
    world.sandbox.control.fault({ match: 'POST /api/v1/esim/orders', kind: '429', retryAfter: 1 });
    await buyAll(world, ['ada']);
    const placed: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      await world.clock.pass(3 * MINUTE - (world.clock.now() % MINUTE));
      await settle();
      const answers = await buyAll(world, names(60, 100 + minute * 60));
      placed.push(byStatus(answers, 200).length);
    }
    assert.ok((placed[0] ?? 0) < 60, String(placed));
    assert.equal(placed.at(-1), 60, String(placed));
  });
});
