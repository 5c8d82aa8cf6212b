// A payment whose webhook is on its way: the customer asks again and again, and must be able to buy when it has come.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simulate, usually } from '../../scripts/simulate/run.js';
import { createWorld, order, type World } from './world.js';

const MINUTE = 60_000;

/** A host whose answers a test sets. */
function host(): { world: World; says(answer: boolean | 'pending' | Error): void } {
  let answer: boolean | 'pending' | Error = 'pending';
  const world = createWorld(
    {
      authorizeOrder: () => {
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    { sandbox: { scenario: { fulfilAfterMs: 0 } } },
  );
  return {
    world,
    says(next) {
      answer = next;
    },
  };
}

describe('an order that the host has not decided on', () => {
  for (const [what, undecided] of [
    ['is pending', 'pending'],
    ['cannot be looked up', new Error('the database is gone')],
  ] as const)
    it(`uses up none of the customer's orders: its payment ${what}`, async () => {
      const { world, says } = host();
      const ada = await world.shopper('ada');
      says(undecided);
      for (let turn = 0; turn < 20; turn += 1) {
        assert.equal((await ada.call('POST', '/orders', order('r'))).status, 503);
      }
      says(true);
      for (let turn = 1; turn <= 5; turn += 1) {
        assert.equal((await ada.buy(`r${turn}`)).status, 200);
      }
      assert.equal((await ada.buy('r6')).status, 429);
      assert.equal(world.sandbox.control.postedOrders().length, 5);
    });

  it('is asked about as often as a customer may read, not without end', async () => {
    const { world } = host();
    const ada = await world.shopper('ada');
    const statuses: number[] = [];
    for (let turn = 0; turn < 70; turn += 1) {
      statuses.push((await ada.call('POST', '/orders', order('r'))).status);
    }
    assert.equal(statuses.filter((status) => status === 503).length, 60);
    assert.equal(statuses.at(-1), 429);
    const asked = world.asked.length;
    await ada.call('POST', '/orders', order('r'));
    assert.equal(world.asked.length, asked, 'not even asked');
    await world.clock.pass(MINUTE);
    assert.equal(
      (await (await world.shopper('ada')).call('POST', '/orders', order('r'))).status,
      503,
    );
  });

  it('counts as an order where the host says no', async () => {
    const { world, says } = host();
    const ada = await world.shopper('ada');
    says(false);
    for (let turn = 0; turn < 5; turn += 1) {
      assert.equal((await ada.call('POST', '/orders', order('r'))).status, 402);
    }
    assert.equal((await ada.call('POST', '/orders', order('r'))).status, 429);
  });

  it('is delivered to a page of the element that has waited for it', async () => {
    let asked = 0;
    const { stories } = await simulate({
      mode: 'gateway',
      shoppers: 1,
      comes: () => 0,
      plans: usually(0),
      until: 5 * MINUTE,
      gateway: {
        authorizeOrder: () => {
          asked += 1;
          return asked > 6 ? true : 'pending';
        },
      },
    });
    const [story] = stories;
    assert.equal(asked, 7);
    assert.ok(story?.delivered !== undefined);
    assert.ok(!story.phases.has('unconfirmed'));
    assert.deepEqual([...story.turnedAway], []);
  });
});
