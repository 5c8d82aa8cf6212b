import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSandbox, seededRandom } from '../../src/sandbox/index.js';
import { settle } from '../support/event-loop.js';
import { FakeClock } from '../support/fake-clock.js';
import { Secrets, tagOf } from './secrets.js';
import { type Answer, createWorld, START } from './world.js';

const told = ({ text, headers }: Answer) => `${text} ${JSON.stringify([...headers])}`;

function watched() {
  const clock = new FakeClock({ start: START, settle });
  const sandbox = createSandbox({ clock, random: seededRandom(7) });
  const secrets = new Secrets();
  secrets.add(tagOf('ada'), tagOf('bob'));
  const fetch = secrets.watching(sandbox.fetch as typeof globalThis.fetch);
  const shell = createWorld({}, { world: { clock, sandbox } as never });
  return { secrets, world: createWorld({ fetch }, { world: shell }) };
}

describe('what stays in the gateway', () => {
  it('no answer of a purchase holds a secret, the tag, a transaction, a discount or the net debit', async () => {
    const { secrets, world } = watched();
    const ada = await world.shopper('ada');
    const answers = [
      await ada.call('GET', '/products'),
      await ada.call('GET', '/products/1000'),
      await ada.call('GET', '/products/1000/variants'),
      await ada.buy('ref-1'),
      await ada.buy('ref-1'),
      await ada.call('GET', '/orders?client_reference=ref-1'),
      await ada.call('GET', '/orders/500001'),
    ];
    assert.ok(secrets.count > 8, "the account's tokens have gone by");
    for (const answer of answers) {
      secrets.check(told(answer), 'an answer');
      assert.doesNotMatch(answer.text, /discount|transaction|wallet|oc_access|oc_refresh/);
    }
    const [, , , placed, , found, read] = answers;
    for (const body of [placed?.body, found?.list[0], read?.body]) {
      assert.ok(body && !('amount' in body), 'the net debit tells the discount');
    }
  });

  it('neither does what the API says of a failure, even where it quotes them', async () => {
    const { secrets, world } = watched();
    const ada = await world.shopper('ada');
    await ada.call('GET', '/products/1000');
    const token = world.sandbox.control.issueToken().token;
    for (const status of [400, 401, 403, 404, 409, 422, 429, 500, 503]) {
      const message = `order ${tagOf('ada')}.ref-1 of demo-secret failed`;
      world.sandbox.control.fault({
        match: 'POST /api/v1/esim/orders',
        kind: 'status',
        status,
        message,
      });
      const answer = await (await world.shopper('ada')).buy(`ref-${status}`);
      secrets.check(told(answer), String(status));
      assert.ok(!answer.text.includes(token));
      await world.clock.pass(61_000);
    }
    world.sandbox.control.setScenario({
      outcome: 'failed-plan',
      failureReason: `${tagOf('ada')}.ref-2 is gone`,
    });
    const failed = await (await world.shopper('ada')).buy('ref-2');
    assert.equal(failed.body.failure_reason, 'ref-2 is gone');
  });

  it('fields that nobody knows of stay inside', async () => {
    const world = createWorld();
    const ada = await world.shopper('ada');
    await ada.call('GET', '/products/1000');
    const body = JSON.stringify({
      data: {
        ...{ id: 7, client_reference: `${tagOf('ada')}.ref-1`, status: 'DELIVERED' },
        ...{
          net_amount: 4.275,
          wallet_balance: 1000,
          account: { token: 'T0KEN' },
          iccid: { deep: 'T0KEN' },
        },
      },
    });
    world.sandbox.control.fault({ match: 'POST /api/v1/esim/orders', kind: 'garbage', body });
    const { text, status } = await ada.buy('ref-1');
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text), { id: 7, client_reference: 'ref-1', status: 'DELIVERED' });
  });

  it("no event holds a secret, a customer's token, an activation code or a tag", async () => {
    const { secrets, world } = watched();
    const ada = await world.shopper('ada');
    const placed = await ada.buy('ref-1');
    await ada.call('GET', '/orders/500001');
    await ada.call('GET', '/orders?client_reference=ref-1');
    world.sandbox.control.fault({ match: 'POST /api/v1/esim/orders', kind: 'status' });
    await ada.buy('ref-2');
    world.sandbox.control.expireTokens();
    await ada.call('GET', '/products/1007');
    const kinds = new Set(world.events.map(({ type }) => type));
    assert.ok(
      kinds.has('request') && kinds.has('upstream') && kinds.has('order') && kinds.has('login'),
    );
    const all = JSON.stringify(world.events);
    secrets.add(ada.token, String(placed.body.activation_code), 'LPA:', '?');
    secrets.check(all, 'events');
    const [event] = world.events.filter(({ type }) => type === 'order');
    assert.deepEqual(event, {
      type: 'order',
      outcome: 'placed',
      customer: 'ada',
      reference: 'ref-1',
      status: 200,
    });
  });

  it('an observer that throws stops nothing, and a defect is told by its name alone', async () => {
    const loud = createWorld({ observe: () => assert.fail('observer') });
    assert.equal((await (await loud.shopper('ada')).buy('ref-1')).status, 200);
    const events: unknown[] = [];
    const clock = new FakeClock({ start: START, settle });
    const world = createWorld(
      { observe: (event) => events.push(event) },
      { world: { clock } as never },
    );
    const ada = await world.shopper('ada');
    clock.now = () => {
      throw new RangeError('T0KEN');
    };
    const answer = await world.gateway
      .fetch(new Request('https://shop.test/esim/healthz'))
      .catch((error) => error);
    assert.ok(answer instanceof Response, 'fetch never rejects');
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /T0KEN/);
    assert.doesNotMatch(JSON.stringify(events), /T0KEN/);
    assert.ok(ada);
  });
});
