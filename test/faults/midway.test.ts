import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { PurchaseRecord } from '../../src/core/purchase/record.js';
import { OTHER, type Page, PLAN, World, type WorldOptions } from './world.js';

const POST = 'POST /api/v1/esim/orders';
const LIST = 'GET /api/v1/esim/orders';

const worlds: World[] = [];
function create(options: Partial<WorldOptions> = {}): World {
  const world = new World({
    ...{ seed: 1, scenario: { fulfilAfterMs: 0 }, troubles: [], locks: true, answers: [] },
    ...options,
  });
  worlds.push(world);
  return world;
}
afterEach(() => {
  for (const world of worlds.splice(0)) world.close();
});

async function buying(world: World, plan = PLAN): Promise<Page> {
  const page = world.open();
  await world.clock.pass(100);
  void page.session.buy(plan);
  return page;
}

function recordOf({ session }: Page): PurchaseRecord {
  assert.ok('record' in session.state, session.state.phase);
  return session.state.record;
}

/** The order arrives and is debited; nothing that is asked afterwards gets an answer. */
async function unconfirmed(world: World): Promise<Page> {
  world.sandbox.control.fault(
    { match: POST, kind: 'drop-response' },
    { match: LIST, kind: 'status', status: 503, times: 99 },
  );
  const page = await buying(world);
  await world.clock.pass(200_000);
  assert.equal(page.session.state.phase, 'unconfirmed');
  return page;
}

describe('a session that was stopped', () => {
  it('neither asks for a payment nor orders anything', async () => {
    const world = create();
    const { session } = world.open();
    await world.clock.pass(100);
    session.stop();
    void session.buy(PLAN);
    await world.clock.pass(10_000);
    assert.equal(world.offers, 0);
    assert.deepEqual(world.sandbox.orders(), []);
    assert.deepEqual([...world.disk.content], []);
  });

  it('asks the API nothing', async () => {
    const world = create({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const { session } = await buying(world);
    await world.clock.pass(3000);
    session.stop();
    world.sandbox.control.clearRequests();
    void session.refresh();
    assert.equal(await session.open('ref-1'), false);
    await world.clock.pass(60_000);
    assert.deepEqual(world.sandbox.control.requests(), []);
  });
});

describe('storage that fails midway', () => {
  for (const [how, act] of [
    ['fails', (world: World) => (world.disk.failing = true)],
    ['is emptied', (world: World) => world.disk.content.clear()],
  ] as const) {
    it(`and ${how} while an order is in doubt: the same plan is no second order`, async () => {
      const world = create();
      const { session } = await unconfirmed(world);
      session.leave();
      world.sandbox.control.clearFaults();
      act(world);
      void session.buy(PLAN);
      await world.clock.pass(20_000);
      assert.deepEqual(
        world.sandbox.orders().map(({ clientReference }) => clientReference),
        ['ref-1'],
      );
      assert.equal(session.state.phase, 'delivered');
    });
  }

  it('hides no order from an element that is put back', async () => {
    const world = create({ scenario: { fulfilAfterMs: 70_000 } });
    const { session } = await buying(world);
    await world.clock.pass(3000);
    session.stop();
    world.disk.failing = true;
    void session.start();
    await world.clock.pass(1000);
    assert.equal(session.state.phase, 'pending');
    world.disk.failing = false;
    await world.clock.pass(120_000);
    assert.equal(session.state.phase, 'delivered');
  });

  it('hides no order from a page that could not read it at first', async () => {
    const world = create({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const page = await buying(world);
    await world.clock.pass(3000);
    world.kill(page);
    world.disk.failing = true;
    const { session } = world.open();
    await world.clock.pass(5000);
    session.choose({ phase: 'choosing-destination' });
    assert.equal(session.state.phase, 'choosing-destination');
    world.disk.failing = false;
    await world.clock.pass(10_000);
    assert.equal(session.state.phase, 'pending');
  });

  for (const answer of ['refuse', 'agree'] as const) {
    it(`before a page dies: its order is found, whatever the host says then (${answer})`, async () => {
      const world = create({ answers: ['late', answer], troubles: ['none', 'too-slow'] });
      const page = await buying(world);
      await world.clock.pass(1000);
      world.disk.failing = true;
      await world.clock.pass(10_000);
      assert.equal(recordOf(page).step, 'posting');
      world.kill(page);
      world.disk.failing = false;
      world.sandbox.control.fault({ match: POST, kind: 'status', status: 403 });
      const next = world.open();
      await world.clock.pass(200_000);
      assert.equal(next.session.state.phase, 'delivered');
      assert.deepEqual([...world.refunded], []);
      assert.equal(world.offers, 1);
    });
  }

  it('before a page dies: no payment is asked for until the order was looked for', async () => {
    const world = create({ answers: ['never'] });
    const page = await buying(world);
    await world.clock.pass(1000);
    assert.equal(world.offers, 1);
    world.kill(page);
    world.sandbox.control.fault({ match: LIST, kind: 'status', status: 503, times: 8 });
    world.open();
    await world.clock.pass(100_000);
    assert.equal(world.offers, 1);
    await world.clock.pass(100_000);
    assert.equal(world.offers, 2);
  });
});

describe('a refusal after an order whose fate is unknown', () => {
  it('is no refusal where the client itself had given up waiting', async () => {
    const world = create();
    world.sandbox.control.fault(
      { match: POST, kind: 'delay', delayMs: 90_000 },
      { match: POST, kind: 'status', status: 403 },
    );
    const { session } = await buying(world);
    await world.clock.pass(300_000);
    assert.equal(session.state.phase, 'delivered');
    assert.deepEqual(world.wrongs, []);
    assert.deepEqual([...world.refunded], []);
  });
});

describe('a paid order that was never sent', () => {
  const throttled = async (world: World, retryAfter = 60): Promise<Page> => {
    world.sandbox.control.fault({ match: POST, kind: '429', retryAfter });
    const page = await buying(world);
    await world.clock.pass(3000);
    return page;
  };

  for (const where of ['here', 'in another tab'] as const) {
    it(`and is deleted ${where}: the host is told to give the money back, once`, async () => {
      const world = create();
      const page = await throttled(world);
      assert.equal(recordOf(page).step, 'pause-post');
      const other = where === 'here' ? page : world.open();
      await world.clock.pass(100);
      await other.session.forget();
      await world.clock.pass(600_000);
      assert.deepEqual(world.told, ['failed ref-1']);
      assert.deepEqual(world.sandbox.orders(), []);
      assert.deepEqual([...world.disk.content], []);
    });
  }

  it('and was given up for now and deleted: the host is told as well', async () => {
    const world = create();
    const { session } = await throttled(world, 1800);
    assert.equal(session.state.phase, 'unconfirmed');
    await session.forget('ref-1');
    await world.clock.pass(60_000);
    assert.deepEqual(world.told, ['failed ref-1']);
  });

  it('is not asked about again by a page that shows another', async () => {
    const world = create({ answers: ['agree', 'agree', 'agree'] });
    const page = await throttled(world, 100);
    page.session.leave();
    world.sandbox.control.setScenario({ outcome: 'never', inlineDeadlineMs: 0 });
    void page.session.buy(OTHER);
    await world.clock.pass(5000);
    assert.equal(page.session.state.phase, 'pending');
    world.kill(page);
    const { session } = world.open();
    await world.clock.pass(5000);
    assert.equal(world.offers, 2);
    void session.check('ref-1');
    await world.clock.pass(5000);
    assert.equal(world.offers, 2);
    void session.open('ref-1');
    await world.clock.pass(5000);
    assert.equal(world.offers, 3);
  });

  it('leaves the customer free while the API wants no request for long', async () => {
    const world = create();
    const { session } = await throttled(world, 1800);
    void session.refresh();
    await world.clock.pass(1000);
    assert.equal(session.state.phase, 'unconfirmed');
    await world.clock.pass(1_790_000);
    assert.equal(session.state.phase, 'unconfirmed');
    await world.clock.pass(10_000);
    assert.equal(session.state.phase, 'delivered');
  });
});

describe('an order on its way that is deleted', () => {
  it('is followed to its end, so that the host hears of it', async () => {
    const world = create({ troubles: ['none', 'drop-response'] });
    const { session } = await buying(world);
    await world.clock.pass(430);
    assert.deepEqual([...world.network.sent], ['ref-1']);
    await session.forget();
    await world.clock.pass(60_000);
    assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
    assert.deepEqual([...world.disk.content], []);
    assert.deepEqual(await session.purchases(), []);
    assert.equal(session.state.phase, 'choosing-plan');
  });
});

describe('an order that is there', () => {
  it('is not read before a Retry-After has passed', async () => {
    const world = create({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const { session } = await buying(world);
    await world.clock.pass(3000);
    const { control } = world.sandbox;
    control.fault({ match: `${LIST}/:id`, kind: '429', times: 99, retryAfter: 60 });
    control.clearRequests();
    for (let i = 0; i < 5; i += 1) {
      void session.refresh();
      await world.clock.pass(1000);
    }
    assert.equal(control.requests().length, 1);
    assert.equal(session.unreachable, true);
    control.clearFaults();
    await world.clock.pass(60_000);
    assert.equal(session.unreachable, false);
  });
});
