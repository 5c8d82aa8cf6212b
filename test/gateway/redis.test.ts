import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { PRODUCTION_QUOTAS } from '../../src/sandbox/index.js';
import { type RedisServer, skip, startRedis } from './redis-server.js';
import { type Answer, createWorld, order, type World, whileTimePasses } from './world.js';

const MINUTE = 60_000;
const placed = (answers: Answer[]) => answers.filter(({ status }) => status === 200).length;

/** Two instances in front of one API, under one clock. */
function pair(one: object, other: object): [World, World] {
  const perCustomer = { reads: 1000, orders: 1000 };
  const sandbox = { scenario: { quotas: PRODUCTION_QUOTAS, fulfilAfterMs: 0 } };
  const first = createWorld({ redis: one, perCustomer }, { sandbox });
  return [first, createWorld({ redis: other, perCustomer }, { world: first })];
}

let customers = 0;
async function buy(world: World, count: number): Promise<Answer[]> {
  const placing = Array.from({ length: count }, async () => {
    customers += 1;
    const shopper = await world.shopper(`c${customers}`);
    return shopper.call('POST', '/orders', order(`ref-${customers}`));
  });
  return whileTimePasses(world.clock, Promise.all(placing), 0);
}

describe('a quota that is shared', { skip }, () => {
  let server: RedisServer;
  const clients: Redis[] = [];
  const client = () => {
    const made = new Redis({ port: server.port, retryStrategy: () => 50 });
    made.on('error', () => undefined);
    clients.push(made);
    return made;
  };
  const connected = (one: Redis, status: string) =>
    new Promise<void>((resolve) => {
      const look = () => (one.status === status ? resolve() : void setTimeout(look, 10));
      look();
    });

  before(async () => {
    server = await startRedis();
  });
  after(async () => {
    for (const one of clients) one.disconnect();
    await server.stop();
  });

  it('two instances sell 60 a minute together, exactly', async () => {
    const [one, two] = pair(client(), client());
    await Promise.all(clients.map((redis) => connected(redis, 'ready')));
    await clients[0]?.flushall();
    const answers = (await Promise.all([buy(one, 50), buy(two, 50)])).flat();
    assert.equal(placed(answers), 60);
    assert.equal(one.sandbox.control.postedOrders().length, 60, 'the API has refused none');
    await one.clock.pass(2 * MINUTE);
    assert.equal(placed(await buy(one, 60)), 60);
    assert.equal(placed(await buy(two, 1)), 0);
  });

  it("a customer's own limit holds on all instances together", async () => {
    const redis = client();
    await connected(redis, 'ready');
    await redis.flushall();
    const perCustomer = { reads: 60, orders: 5 };
    const one = createWorld({ redis, perCustomer });
    const two = createWorld({ redis, perCustomer }, { world: one });
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) {
      for (const world of [one, two]) {
        const ada = await world.shopper('ada');
        statuses.push((await ada.call('POST', '/orders', order('r', { amount: 1 }))).status);
      }
    }
    assert.deepEqual(statuses, [400, 400, 400, 400, 400, 429, 429, 429]);
  });

  it('goes on without Redis within the limit, loses no order, and shares again when it is back', async () => {
    const [first, second] = [client(), client()];
    const [one, two] = pair(first, second);
    await Promise.all([connected(first, 'ready'), connected(second, 'ready')]);
    await first.flushall();
    // Both have been there for a minute, and know of each other.
    await buy(one, 5);
    await buy(two, 5);
    await one.clock.pass(MINUTE);
    await buy(one, 5);
    await buy(two, 5);
    await server.stop();
    await Promise.all([connected(first, 'reconnecting'), connected(second, 'reconnecting')]);
    await one.clock.pass(MINUTE);
    const before = one.sandbox.control.postedOrders().length;
    const answers = (await Promise.all([buy(one, 50), buy(two, 50)])).flat();
    assert.equal(placed(answers), 60, 'half of it each');
    assert.equal(
      one.sandbox.control.postedOrders().length - before,
      60,
      'the API has refused none',
    );
    assert.ok(one.events.some((event) => event.type === 'redis' && !event.ok));

    await server.start();
    await Promise.all([connected(first, 'ready'), connected(second, 'ready')]);
    await one.clock.pass(3 * MINUTE);
    const again = (await Promise.all([buy(one, 50), buy(two, 50)])).flat();
    assert.equal(placed(again), 60);
    assert.ok(one.events.some((event) => event.type === 'redis' && event.ok));
  });

  it('node-redis counts as ioredis does', async () => {
    const redis = createClient({ url: `redis://127.0.0.1:${server.port}` });
    redis.on('error', () => undefined);
    await redis.connect();
    await redis.flushAll();
    try {
      const [one, two] = pair(redis, client());
      await connected(clients.at(-1) as Redis, 'ready');
      const answers = (await Promise.all([buy(one, 40), buy(two, 40)])).flat();
      assert.equal(placed(answers), 60);
    } finally {
      await redis.quit();
    }
  });
});
