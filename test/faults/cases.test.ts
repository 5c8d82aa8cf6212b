import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { mergeRecords } from '../../src/core/purchase/merge.js';
import { newRecord } from '../../src/core/purchase/record.js';
import { PLAN, World, type WorldOptions } from './world.js';

/** Schedules that were wrong once, or are too rare to wait for. */
describe('several tabs', () => {
  const worlds: World[] = [];
  const open = (options: Partial<WorldOptions> = {}): World => {
    const world = new World({
      ...{ seed: 1, scenario: { fulfilAfterMs: 0 }, troubles: [], locks: true, answers: [] },
      ...options,
    });
    worlds.push(world);
    return world;
  };
  afterEach(() => {
    for (const world of worlds.splice(0)) world.close();
  });

  it('do not ask again for a payment that was declined in one of them', async () => {
    const world = open({ answers: ['never', 'fail'] });
    const first = world.open();
    await world.clock.pass(10);
    void first.session.buy(PLAN);
    await world.clock.pass(10);
    world.open();
    await world.clock.pass(10);
    first.session.stop();
    void first.session.start();
    await world.clock.pass(10_000);
    assert.equal(world.offers, 2);
    assert.deepEqual(world.sandbox.orders(), []);
    assert.deepEqual(await world.journal().list(), []);
  });

  it('keep an order that one of them sent while the other was declined, without locks', async () => {
    const world = open({ locks: false, answers: ['late', 'late-refuse'] });
    const first = world.open();
    await world.clock.pass(10);
    void first.session.buy(PLAN);
    await world.clock.pass(3000);
    world.open();
    await world.clock.pass(60_000);
    assert.equal(world.sandbox.orders().length, 1);
    const [record] = await world.journal().list();
    assert.equal(record?.phase, 'delivered');
  });

  it('send nothing that another has taken back, and tell the host so, without locks', async () => {
    const world = open({
      locks: false,
      answers: ['agree', 'refuse'],
      troubles: ['drop-request'],
    });
    const first = world.open();
    await world.clock.pass(10);
    void first.session.buy(PLAN);
    await world.clock.pass(271);
    const second = world.open();
    // It looks for the order before it asks its host, which says no.
    await world.clock.pass(900);
    void second.session.buy(PLAN);
    await world.clock.pass(60_000);
    assert.deepEqual(
      world.sandbox.orders().map(({ clientReference }) => clientReference),
      ['ref-2'],
    );
    assert.deepEqual([...world.refunded], ['ref-1']);
    assert.deepEqual(
      (await world.journal().list()).map(({ reference }) => reference),
      ['ref-2'],
    );
  });

  it('look for what another has sent before a payment is asked for again, without locks', async () => {
    const record = newRecord('ref-1', PLAN, 0);
    const mine = { ...record, phase: 'ordering', step: 'post', sender: 1, sentAt: 1 } as const;
    const theirs = { ...mine, step: 'posting', sender: 2, sentAt: 2 } as const;
    assert.equal(mergeRecords(theirs, mine).inDoubtSince, 2);
    const asking = mergeRecords(theirs, record);
    assert.deepEqual([asking.phase, asking.step, asking.inDoubtSince], ['ordering', 'look-up', 2]);
    assert.equal(mergeRecords(mine, theirs).inDoubtSince, undefined);
    assert.equal(mergeRecords(theirs, { ...theirs, step: 'pause-post' }).inDoubtSince, undefined);
  });

  it('do not take the refusal of one for the end of what another has sent, without locks', () => {
    const refused = {
      ...newRecord('ref-1', PLAN, 0),
      phase: 'failed',
      step: 'none',
      sender: 1,
      sentAt: 1,
      failure: { code: 'VALIDATION_FAILURE', userFixable: false },
    } as const;
    const { failure, ...rest } = refused;
    const sent = { ...rest, phase: 'ordering', step: 'posting', sender: 2, sentAt: 2 } as const;
    const merged = mergeRecords(sent, refused);
    assert.deepEqual(
      [merged.phase, merged.step, merged.refusal, merged.failure, merged.inDoubtSince],
      ['ordering', 'look-up', failure, undefined, 2],
    );
    // What this one sent earlier, and could not write that it had not arrived, is no doubt.
    assert.equal(mergeRecords({ ...sent, sender: 1 }, refused).phase, 'failed');
    // Looked for in vain: now it is the end.
    assert.equal(mergeRecords(merged, { ...refused, inDoubtSince: 2 }).phase, 'failed');
    const placed = { ...sent, phase: 'pending', step: 'none', orderId: 7, arrived: true } as const;
    assert.equal(mergeRecords(placed, refused).phase, 'pending');
    assert.equal(mergeRecords(refused, placed).phase, 'pending');
    const found = { ...sent, step: 'read', orderId: 7, arrived: true } as const;
    assert.equal(mergeRecords(found, refused).step, 'read');
    assert.equal(mergeRecords(refused, found).step, 'read');
    assert.equal(mergeRecords(placed, found).phase, 'pending');
  });

  it('forget what one of them wrote after another had deleted it', async () => {
    const world = open({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const first = world.open();
    await world.clock.pass(10);
    void first.session.buy(PLAN);
    await world.clock.pass(2000);
    const [record] = await world.journal().list();
    assert.equal(record?.phase, 'pending');
    const second = world.open();
    await world.clock.pass(10);
    // What the first tab knows is written back between the deletion and the news of it.
    world.beforeNews = () => void world.journal().save(record as NonNullable<typeof record>);
    await second.session.forget();
    await world.clock.pass(10_000);
    assert.deepEqual([...world.disk.content.keys()], []);
    assert.deepEqual(await first.session.purchases(), []);
  });
});

describe('a page that died once the host had agreed, before anything was sent', () => {
  for (const step of ['post', 'pause-post'] as const) {
    it(`at ${step}: the next one asks the host again`, async () => {
      const world = new World({ seed: 1, scenario: {}, troubles: [], locks: true, answers: [] });
      const record = newRecord('ref-1', PLAN, world.clock.now());
      await world.journal().save({ ...record, phase: 'ordering', step });
      world.open();
      await world.clock.pass(10_000);
      assert.equal(world.offers, 1);
      assert.equal((await world.journal().read('ref-1'))?.phase, 'delivered');
      world.close();
    });
  }
});

describe('a page that died before the host was told', () => {
  for (const [phase, milestone] of [
    ['failed', 'failed'],
    ['cancelled', 'failed'],
    ['delivered', 'delivered'],
  ] as const) {
    it(`of ${phase}: the next one tells it, once`, async () => {
      const world = new World({ seed: 1, scenario: {}, troubles: [], locks: true, answers: [] });
      const record = newRecord('ref-1', PLAN, world.clock.now());
      await world.journal().save({ ...record, phase, step: 'none' });
      world.open();
      world.open();
      await world.clock.pass(1000);
      world.open();
      await world.clock.pass(1000);
      assert.deepEqual(world.told, [`${milestone} ref-1`]);
      world.close();
    });
  }
});
