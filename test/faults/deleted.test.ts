// What happens to an order that the customer deletes, if nobody can follow it to its outcome.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Page, PLAN, type World, type WorldOptions } from './world.js';
import { buying, openWorlds } from './worlds.js';

const POST = 'POST /api/v1/esim/orders';
const LIST = 'GET /api/v1/esim/orders';
const HOUR = 3_600_000;

const open = openWorlds();
const create = (scenario: WorldOptions['scenario'] = {}): World =>
  open({ scenario: { fulfilAfterMs: 0, ...scenario } });

const isPosting = (world: World): boolean =>
  [...world.disk.content.values()].some((text) => text.includes('"posting"'));

async function bought(world: World, waitMs: number): Promise<Page> {
  const page = await buying(world);
  await world.clock.pass(waitMs);
  return page;
}

describe('an order that is deleted while it is unconfirmed', () => {
  for (const [arrived, kind] of [
    [true, 'drop-response'],
    [false, 'drop-request'],
  ] as const) {
    it(`and has ${arrived ? '' : 'not '}arrived: nothing is reported, and nothing is sent any more`, async () => {
      const world = create();
      world.sandbox.control.fault(
        { match: POST, kind, times: 99 },
        { match: LIST, kind: 'status', status: 503, times: 99 },
      );
      const page = await bought(world, 200_000);
      assert.equal(page.session.state.phase, 'unconfirmed');
      await page.session.forget('ref-1');
      world.sandbox.control.clearRequests();
      world.open();
      await world.clock.pass(HOUR);
      assert.deepEqual(world.told, []);
      assert.deepEqual(world.sandbox.control.requests(), []);
      assert.deepEqual([...world.disk.content], []);
      // The host's server asks the API by reference for the rest.
      assert.equal(world.sandbox.control.outstanding('ref-1'), arrived ? 1 : 0);
    });
  }
});

describe('an open order that is deleted before its page or its customer goes', () => {
  for (const [how, leave] of [
    ['the page is closed', (world: World, page: Page) => world.kill(page)],
    ['the element is removed', (_: World, page: Page) => page.session.stop()],
  ] as const) {
    it(`is no longer polled when ${how}`, async () => {
      const world = create({ outcome: 'failed-plan', fulfilAfterMs: 400_000 });
      const page = await bought(world, 100_000);
      assert.equal(page.session.state.phase, 'pending');
      await page.session.forget('ref-1');
      leave(world, page);
      world.sandbox.control.clearRequests();
      world.open();
      await world.clock.pass(HOUR);
      assert.deepEqual(world.told, ['placed ref-1', 'pending ref-1']);
      assert.deepEqual(world.sandbox.control.requests(), []);
    });
  }
});

describe('an order without a token', () => {
  it('waits, is not reported, and costs nothing', async () => {
    const world = create({ tokenMode: 'down' });
    const page = await bought(world, 10_000);
    assert.equal(page.session.state.phase, 'ordering');
    assert.deepEqual([...world.paid], ['ref-1']);
    assert.deepEqual(world.told, []);
    assert.deepEqual(world.sandbox.orders(), []);
    world.sandbox.control.setScenario({ tokenMode: 'ok' });
    await world.clock.pass(100_000);
    assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
  });
});

describe('without locks, an order that one tab sends while another is about to', () => {
  // The requests of both tabs take another time with each seed.
  for (let seed = 1; seed <= 12; seed += 1)
    it(`is never called withdrawn by the other when it is deleted (${seed})`, async () => {
      const world = open({ seed, locks: false, scenario: { fulfilAfterMs: 0 } });
      const { session } = world.open();
      world.open();
      await world.clock.pass(10);
      void session.buy(PLAN);
      for (let ms = 0; ms < 1000 && !isPosting(world); ms += 1) await world.clock.pass(1);
      assert.ok(isPosting(world));
      await session.forget('ref-1');
      await world.clock.pass(60_000);
      assert.deepEqual(world.wrongs, []);
      assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
    });
});
