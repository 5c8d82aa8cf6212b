import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newRecord } from '../../src/core/purchase/record.js';
import { PLAN, type World } from './world.js';
import { buying, openWorlds } from './worlds.js';

const POST = 'POST /api/v1/esim/orders';
const LIST = 'GET /api/v1/esim/orders';

const create = openWorlds();

const sentOrders = (world: World): number =>
  world.sandbox.control
    .requests()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/orders')).length;

describe('a look-up with an unreadable answer', () => {
  // What the sandbox does after it has placed an order, and how often it refuses the look-ups after that.
  const ANSWERS = ['drop-response', 'status'] as const;
  for (const answer of ANSWERS) {
    for (const kind of ['garbage', 'truncate'] as const) {
      it(`does not mean that there is no order: ${kind} after ${answer}`, async () => {
        const world = create();
        const page = await buying(world);
        world.sandbox.control.fault(
          { match: POST, kind: answer, handled: true, ...(answer === 'status' && { status: 403 }) },
          { match: LIST, kind, times: 4 },
        );
        await world.clock.pass(10_000);
        assert.equal(page.session.state.phase, 'ordering');
        assert.equal(sentOrders(world), 1);
        assert.deepEqual(world.told, []);
        await world.clock.pass(100_000);
        assert.equal(page.session.state.phase, 'delivered');
        assert.equal(sentOrders(world), 1);
        assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
        assert.deepEqual(world.wrongs, []);
      });
    }
  }
});

describe('an order that the API calls a duplicate while its list does not show it', () => {
  it('is never called failed, and is delivered once it is found', async () => {
    const world = create({ scenario: { fulfilAfterMs: 0, visibleAfterMs: 300_000 } });
    world.sandbox.control.fault({ match: POST, kind: 'drop-response' });
    const page = await buying(world);
    await world.clock.pass(300_000);
    assert.equal(sentOrders(world), 2);
    assert.deepEqual(world.told, []);
    void page.session.refresh();
    await world.clock.pass(10_000);
    assert.equal(page.session.state.phase, 'delivered');
  });
});

describe('a session that is stopped while it writes', () => {
  const WRITES = ['the intent', 'what the host agreed to', 'that it sends', 'the answer'];
  for (const [index, what] of WRITES.entries()) {
    it(`${what}: shows, sends and reports nothing more, and the next page continues`, async () => {
      const world = create({ loaded: true });
      const page = world.open();
      await world.clock.pass(100);
      let left = index + 1;
      let changes = 0;
      let news = 0;
      let asked = 0;
      world.disk.afterWrite = () => {
        left -= 1;
        if (left > 0) return;
        world.disk.afterWrite = undefined;
        page.session.stop();
        asked = world.sandbox.control.requests().length;
        page.session.subscribe(() => {
          changes += 1;
        });
        world.beforeNews = () => {
          news += 1;
        };
      };
      void page.session.buy(PLAN);
      await world.clock.pass(60_000);
      assert.equal(left, 0);
      assert.deepEqual([changes, news, world.offers], [0, 0, index > 0 ? 1 : 0]);
      assert.equal(world.sandbox.control.requests().length, asked);
      assert.deepEqual(world.told, []);
      assert.equal(world.clock.waiting, 0);
      world.beforeNews = undefined;
      const next = world.open();
      await world.clock.pass(100_000);
      assert.equal(next.session.state.phase, 'delivered');
      assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
      assert.equal(world.sandbox.orders().length, 1);
    });
  }

  it('a report to the host: the next page does not repeat it', async () => {
    const world = create({ loaded: true });
    const page = world.open();
    await world.clock.pass(100);
    let left = 5;
    world.disk.afterWrite = () => {
      left -= 1;
      if (left === 0) page.session.stop();
    };
    void page.session.buy(PLAN);
    await world.clock.pass(5000);
    assert.equal(left, 0);
    world.open();
    await world.clock.pass(5000);
    assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
  });
});

describe('a session that is stopped while it reads', () => {
  /** The first page has just bought; the second finds an order whose page died while it sent it. */
  const READS = {
    'before it asks the host': (world: World) => {
      const page = world.open();
      return { page, act: () => void page.session.buy(PLAN), reads: 1 };
    },
    'before it looks for an order': (world: World) => {
      const record = newRecord('ref-1', PLAN, world.clock.now());
      const left = { ...record, phase: 'ordering', step: 'posting', sentAt: 1 } as const;
      const page = world.open();
      page.session.stop();
      const act = (): void => {
        void world
          .journal()
          .save(left)
          .then(() => page.session.start());
      };
      return { page, act, reads: 2 };
    },
  };
  for (const [when, prepare] of Object.entries(READS)) {
    it(`${when}: writes, shows, sends and tells nothing more`, async () => {
      const world = create({ loaded: true });
      const { page, act, reads } = prepare(world);
      await world.clock.pass(100);
      let left = reads;
      let after = 0;
      const note = (): void => {
        after += 1;
      };
      world.disk.afterRead = () => {
        left -= 1;
        if (left > 0) return;
        world.disk.afterRead = undefined;
        page.session.stop();
        page.session.subscribe(note);
        world.beforeNews = note;
        world.disk.afterWrite = note;
      };
      act();
      await world.clock.pass(60_000);
      assert.deepEqual([left, after, world.offers], [0, 0, 0]);
      assert.deepEqual(world.sandbox.control.requests(), []);
      assert.deepEqual(world.told, []);
      assert.equal(world.clock.waiting, 0);
    });
  }
});
