// What becomes of an order that the customer deletes where nobody can follow it to its end.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type Page, PLAN, World, type WorldOptions } from './world.js';

const POST = 'POST /api/v1/esim/orders';
const LIST = 'GET /api/v1/esim/orders';
const HOUR = 3_600_000;

const worlds: World[] = [];
function create(scenario: WorldOptions['scenario'] = {}): World {
  const options = { seed: 1, troubles: [], locks: true, answers: [] };
  const world = new World({ ...options, scenario: { fulfilAfterMs: 0, ...scenario } });
  worlds.push(world);
  return world;
}
afterEach(() => {
  for (const world of worlds.splice(0)) world.close();
});

async function bought(world: World, waitMs: number): Promise<Page> {
  const page = world.open();
  await world.clock.pass(100);
  void page.session.buy(PLAN);
  await world.clock.pass(waitMs);
  return page;
}

describe('an order that is deleted while it is unconfirmed', () => {
  for (const [arrived, kind] of [
    [true, 'drop-response'],
    [false, 'drop-request'],
  ] as const) {
    it(`and has ${arrived ? '' : 'not '}arrived: the host is told nothing, and nothing is sent any more`, async () => {
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
      // What is left to know, the host's server asks the API for by reference.
      assert.equal(world.sandbox.control.outstanding('ref-1'), arrived ? 1 : 0);
    });
  }
});

describe('an open order that is deleted before its page or its customer goes', () => {
  for (const [how, leave] of [
    ['the page is closed', (world: World, page: Page) => world.kill(page)],
    ['the element is removed', (_: World, page: Page) => page.session.stop()],
  ] as const) {
    it(`is followed no more when ${how}`, async () => {
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

describe('an order for which no token can be had', () => {
  it('waits, is told of nowhere, and costs nothing', async () => {
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
