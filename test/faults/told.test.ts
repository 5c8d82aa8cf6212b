import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { newRecord, type PurchaseRecord } from '../../src/core/purchase/record.js';
import { STAND_INS } from './network.js';
import { type Page, PLAN, World, type WorldOptions } from './world.js';

const POST = 'POST /api/v1/esim/orders';
const DAY = 86_400_000;

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

async function buying(world: World): Promise<Page> {
  const page = world.open();
  await world.clock.pass(100);
  void page.session.buy(PLAN);
  return page;
}

/** Passes time until the purchase on the page is at `step`. */
async function reach(world: World, { session }: Page, step: PurchaseRecord['step']): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    if ('record' in session.state && session.state.record.step === step) return;
    await world.clock.pass(10);
  }
  assert.fail(`It never is at ${step}.`);
}

const orderedReferences = (world: World): string[] =>
  world.sandbox.orders().map(({ clientReference }) => clientReference);

describe('an order that was carried out and is answered with a refusal', () => {
  const own = (code: string, message: string): [number, string] => [
    400,
    JSON.stringify({ error: { name: 'Bad Request', code, message }, data: null }),
  ];
  const answers: (readonly [number, string])[] = [
    ...STAND_INS,
    own('VALIDATION_FAILURE', 'No such plan'),
    own('BAD_REQUEST', 'Duplicate client_reference'),
    [403, '{"success":false,"data":null,"error":{"code":"FORBIDDEN","message":"Blocked"}}'],
  ];
  for (const [status, body] of answers) {
    it(`is delivered, and never called failed: ${status} ${body}`, async () => {
      const world = create();
      const page = await buying(world);
      world.answerOrder = (carryOut) => carryOut().then(() => new Response(body, { status }));
      await world.clock.pass(5000);
      world.answerOrder = undefined;
      await world.clock.pass(100_000);
      assert.equal(page.session.state.phase, 'delivered');
      assert.deepEqual(world.told, ['placed ref-1', 'delivered ref-1']);
      assert.deepEqual(world.wrongs, []);
    });
  }

  it('is found before the refusal is believed, though the API shows it late', async () => {
    const world = create({ scenario: { fulfilAfterMs: 0, visibleAfterMs: 50_000 } });
    const page = await buying(world);
    world.answerOrder = (carryOut) =>
      carryOut().then(() => new Response('<h1>Blocked</h1>', { status: 403 }));
    await world.clock.pass(200_000);
    assert.equal(page.session.state.phase, 'delivered');
    assert.deepEqual([...world.refunded], []);
  });

  it('fails after one look-up where the API itself refused it and knows no such order', async () => {
    const world = create();
    const page = await buying(world);
    world.answerOrder = () =>
      Promise.resolve(
        Response.json({ error: { code: 'VALIDATION_FAILURE', message: 'Gone' } }, { status: 400 }),
      );
    await world.clock.pass(3000);
    assert.equal(page.session.state.phase, 'failed');
    assert.deepEqual(world.told, ['failed ref-1']);
    const looks = world.sandbox.control.requests().filter(({ method }) => method === 'GET');
    assert.equal(looks.length, 1);
  });

  it('stays unconfirmed, and is never sent anew, while the look-up gets no answer', async () => {
    const world = create();
    const page = await buying(world);
    world.sandbox.control.fault(
      { match: POST, kind: 'status', status: 403 },
      { match: 'GET /api/v1/esim/orders', kind: 'status', status: 503, times: 7 },
    );
    await world.clock.pass(100_000);
    assert.equal(page.session.state.phase, 'unconfirmed');
    void page.session.refresh();
    await world.clock.pass(10_000);
    assert.equal(page.session.state.phase, 'failed');
    const posts = world.sandbox.control
      .requests()
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/orders'));
    assert.equal(posts.length, 1);
  });
});

describe('a deletion in another tab', () => {
  const UNTIL = ['post', 'posting'] as const;
  for (const channel of [true, false]) {
    for (const locks of [true, false]) {
      for (const step of UNTIL) {
        it(`at ${step}, ${channel ? 'with' : 'without'} a channel, ${locks ? 'with' : 'without'} locks: a refund only of what is not sent`, async () => {
          // The token takes its time, so that the order waits to be sent.
          const world = create({ channel, locks, troubles: step === 'post' ? ['slow'] : [] });
          const page = await buying(world);
          await reach(world, page, step);
          const journal = world.journal();
          const other = world.open();
          await world.clock.pass(1);
          await other.session.forget('ref-1');
          await world.clock.pass(600_000);
          assert.deepEqual(world.wrongs, []);
          if (step === 'post') {
            assert.deepEqual(orderedReferences(world), []);
            assert.ok(world.refunded.has('ref-1'));
          } else {
            // Without locks both tabs follow the order.
            const told = locks ? world.told : [...new Set(world.told)];
            assert.deepEqual(told, ['placed ref-1', 'delivered ref-1']);
          }
          // Who sent the order cannot tell a deletion that it has not heard of from storage that was emptied.
          const kept = step === 'posting' && !channel ? ['ref-1'] : [];
          assert.deepEqual(
            (await journal.list()).map(({ reference }) => reference),
            kept,
          );
        });
      }
    }
  }

  it('between the last write and the request: nothing is sent that was called withdrawn', async () => {
    for (let writes = 0; writes < 8; writes += 1) {
      const world = create({ channel: false });
      const page = await buying(world);
      await reach(world, page, 'post');
      const other = world.open();
      await world.clock.pass(1);
      // Deletes as soon as the other tab has written so often.
      let left = writes;
      world.disk.afterWrite = () => {
        left -= 1;
        if (left === 0) void other.session.forget('ref-1');
      };
      if (writes === 0) void other.session.forget('ref-1');
      await world.clock.pass(300_000);
      assert.deepEqual(world.wrongs, []);
      const sent = orderedReferences(world).length > 0;
      assert.equal(world.refunded.has('ref-1'), !sent, `after ${writes} writes`);
    }
  });
});

describe('an order that was agreed to, never sent and given up', () => {
  const left = (world: World): PurchaseRecord => ({
    ...newRecord('ref-1', PLAN, world.clock.now() - 30 * DAY),
    phase: 'unconfirmed',
    orderedAt: new Date(world.clock.now() - 30 * DAY).toISOString(),
  });

  it('is offered again by the page that comes weeks later, which sends nothing on its own', async () => {
    const world = create({ answers: ['refuse'] });
    await world.journal().save(left(world));
    world.open();
    await world.clock.pass(60_000);
    assert.equal(world.offers, 1);
    assert.deepEqual(orderedReferences(world), []);
    assert.deepEqual(world.told, []);
  });

  it('is not called failed where it had been sent and storage did not take that', async () => {
    const world = create();
    const page = await buying(world);
    await reach(world, page, 'post');
    world.disk.failing = true;
    await world.clock.pass(3000);
    world.kill(page);
    world.disk.failing = false;
    await world.journal().save(left(world));
    world.sandbox.control.fault({ match: POST, kind: 'status', status: 403 });
    world.open();
    await world.clock.pass(100_000);
    assert.equal((await world.journal().read('ref-1'))?.phase, 'delivered');
    assert.deepEqual([...world.refunded], []);
  });
});

describe('an open order that the customer deletes', () => {
  for (const outcome of ['failed-plan', 'cancelled', 'delivered'] as const) {
    it(`and that is ${outcome} later: the host is told, once`, async () => {
      const world = create({ scenario: { outcome, fulfilAfterMs: 400_000 } });
      const page = await buying(world);
      await world.clock.pass(100_000);
      assert.equal(page.session.state.phase, 'pending');
      await page.session.forget('ref-1');
      assert.equal(page.session.state.phase, 'choosing-plan');
      page.session.stop();
      void page.session.start();
      await world.clock.pass(1_000_000);
      const end = outcome === 'delivered' ? 'delivered' : 'failed';
      assert.deepEqual(world.told, ['placed ref-1', 'pending ref-1', `${end} ref-1`]);
      assert.deepEqual([...world.disk.content], []);
      world.sandbox.control.clearRequests();
      await world.clock.pass(1_000_000);
      assert.deepEqual(world.sandbox.control.requests(), []);
    });
  }

  it('is asked about at most 12 times in its first half hour, and not while the page is hidden', async () => {
    const world = create({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const page = await buying(world);
    await world.clock.pass(3000);
    await page.session.forget('ref-1');
    world.sandbox.control.clearRequests();
    await world.clock.pass(1_800_000);
    const asked = world.sandbox.control.requests().length;
    assert.ok(asked > 3 && asked <= 12, String(asked));
    world.setActive(page, false);
    world.sandbox.control.clearRequests();
    await world.clock.pass(1_800_000);
    assert.deepEqual(world.sandbox.control.requests(), []);
  });
});

describe('a tab whose lock is held elsewhere', () => {
  for (const step of ['post', 'posting', 'pause-post'] as const) {
    it(`by a frozen tab at ${step}: goes on after 80 seconds, with one debit`, async () => {
      const world = create();
      if (step === 'pause-post')
        world.sandbox.control.fault({ match: POST, kind: '429', retryAfter: 60 });
      const first = await buying(world);
      await reach(world, first, step);
      world.freeze(first);
      const second = world.open();
      await world.clock.pass(79_000);
      assert.notEqual(second.session.state.phase, 'delivered');
      await world.clock.pass(20_000);
      assert.equal(second.session.state.phase, 'delivered');
      world.thaw(first);
      await world.clock.pass(100_000);
      assert.equal(first.session.state.phase, 'delivered');
      assert.equal(world.sandbox.control.outstanding('ref-1'), 1);
      assert.deepEqual(orderedReferences(world), ['ref-1']);
      assert.deepEqual([...world.refunded], []);
    });
  }

  it('by a tab that lives and takes a payment: waits for as long as that lasts', async () => {
    const world = create({ answers: ['never'] });
    await buying(world);
    await world.clock.pass(1000);
    const second = world.open();
    await world.clock.pass(1_000_000);
    assert.equal(second.session.state.phase, 'authorizing');
    assert.equal(world.offers, 1);
  });

  it('by a lock manager that never answers: a payment is asked for after 80 seconds', async () => {
    const world = create({ lockManager: 'silent' });
    const page = await buying(world);
    await world.clock.pass(79_000);
    assert.equal(world.offers, 0);
    await world.clock.pass(10_000);
    assert.equal(page.session.state.phase, 'delivered');
  });

  it('reads a placed order after half a minute', async () => {
    const world = create({ lockManager: 'silent' });
    const record = newRecord('ref-1', PLAN, world.clock.now());
    world.sandbox.control.setScenario({ outcome: 'never', inlineDeadlineMs: 0 });
    await world.journal().save({ ...record, phase: 'pending', orderId: 1, arrived: true });
    world.open();
    await world.clock.pass(50_000);
    const reads = world.sandbox.control.requests().filter(({ path }) => path.includes('/orders/'));
    assert.ok(reads.length > 0);
  });
});

describe('an order that fails inside', () => {
  const failing = (retryAfterMs: number): World =>
    create({
      scenario: {
        outcome: 'failed-internal',
        retryOutcome: 'stays',
        fulfilAfterMs: 0,
        retryAfterMs,
      },
    });

  it('is given up after a day, and the host is told once', async () => {
    const world = failing(60_000);
    const page = await buying(world);
    await world.clock.pass(DAY - 60_000);
    assert.equal(page.session.state.phase, 'processing');
    assert.deepEqual(world.told, ['placed ref-1']);
    void page.session.refresh();
    await world.clock.pass(120_000);
    void page.session.refresh();
    await world.clock.pass(5000);
    assert.equal(page.session.state.phase, 'failed');
    world.kill(page);
    world.open();
    await world.clock.pass(5000);
    assert.deepEqual(world.told, ['placed ref-1', 'failed ref-1']);
  });

  it('is told as delivered should it be delivered after all', async () => {
    const world = failing(2 * DAY);
    const page = await buying(world);
    await world.clock.pass(DAY + 60_000);
    void page.session.refresh();
    await world.clock.pass(5000);
    assert.equal(page.session.state.phase, 'failed');
    world.kill(page);
    world.sandbox.control.resolve('ref-1', 'delivered');
    world.open();
    await world.clock.pass(5000);
    assert.deepEqual(world.told.slice(-2), ['failed ref-1', 'delivered ref-1']);
    assert.equal((await world.journal().read('ref-1'))?.phase, 'delivered');
  });
});
