import { expect } from '@open-wc/testing';
import { Poller } from '../../../src/core/polling/poller.js';
import {
  fulfilment,
  installation,
  onReturn,
  type Schedule,
} from '../../../src/core/polling/schedule.js';
import { FakeClock } from '../../support/fake-clock.js';

const pauses = (schedule: Schedule): number[] => {
  const all: number[] = [];
  for (let n = 0; ; n += 1) {
    const pause = schedule(n);
    if (pause === undefined) return all;
    all.push(pause / 1000);
  }
};

describe('schedules', () => {
  it('asks for an order after 5 s, doubling to 30 s, for 5 minutes', () => {
    expect(pauses(fulfilment)).to.deep.equal([5, 10, 20, 30, 30, 30, 30, 30, 30, 30, 30]);
  });
  it('asks for an installation every 30 s for 15 minutes', () => {
    expect(pauses(installation)).to.deep.equal(Array(30).fill(30));
  });
});

describe('Poller', () => {
  let clock: FakeClock;
  let active: boolean;
  /** Whether the page is visible, for a browser that says that it is offline. */
  let seen: boolean | undefined;
  let listeners: Set<() => void>;
  let checks: number[];
  let answer: number | undefined;
  let ended: number;
  let poller: Poller;
  beforeEach(() => {
    clock = new FakeClock();
    active = true;
    seen = undefined;
    listeners = new Set();
    checks = [];
    answer = undefined;
    ended = 0;
  });
  const start = (schedule: Schedule, check?: () => Promise<number | undefined>): void => {
    const began = clock.now();
    poller = new Poller({
      clock,
      random: () => 0,
      activity: {
        active: () => active,
        seen: () => seen ?? active,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      schedule,
      check:
        check ??
        (async () => {
          checks.push((clock.now() - began) / 1000);
          return answer;
        }),
      onEnd: () => {
        ended += 1;
      },
    });
  };
  const become = (now: boolean): void => {
    active = now;
    for (const listener of listeners) listener();
  };
  afterEach(() => poller.stop());

  it('keeps to its schedule, then ends once', async () => {
    start(fulfilment);
    await clock.pass(400_000);
    expect(checks.slice(0, 5)).to.deep.equal([5, 15, 35, 65, 95]);
    expect(checks).to.have.length(11);
    expect(ended).to.equal(1);
    expect(clock.waiting).to.equal(0);
  });

  it('asks nothing while the page is hidden, and at once on return if a request is due', async () => {
    start(fulfilment);
    become(false);
    await clock.pass(100_000);
    expect(checks).to.deep.equal([]);
    become(true);
    await clock.pass(0);
    expect(checks).to.deep.equal([100]);
  });

  it('asks once a minute while the browser says that it is offline, as some do behind a VPN', async () => {
    start(fulfilment);
    seen = true;
    become(false);
    await clock.pass(180_000);
    expect(checks).to.deep.equal([60, 120, 180]);
  });

  it('asks for nothing while hidden, whatever the browser says of the network', async () => {
    start(fulfilment);
    seen = false;
    become(false);
    await clock.pass(600_000);
    expect(checks).to.deep.equal([]);
    expect(clock.waiting).to.equal(0);
  });

  it('asks at its usual pace again once the browser says that it is online', async () => {
    start(installation);
    seen = true;
    become(false);
    await clock.pass(40_000);
    expect(checks).to.deep.equal([]);
    become(true);
    await clock.pass(0);
    expect(checks).to.deep.equal([40]);
    await clock.pass(30_000);
    expect(checks).to.deep.equal([40, 70]);
  });

  it('does not ask early on return', async () => {
    start(installation);
    become(false);
    await clock.pass(10_000);
    become(true);
    await clock.pass(10_000);
    expect(checks).to.deep.equal([]);
    await clock.pass(10_000);
    expect(checks).to.deep.equal([30]);
  });

  it('waits for a Retry-After', async () => {
    answer = 60_000;
    start(fulfilment);
    await clock.pass(60_000);
    expect(checks).to.deep.equal([5]);
    await clock.pass(6000);
    expect(checks).to.deep.equal([5, 65]);
  });

  it('never asks twice at once', async () => {
    let open = 0;
    let most = 0;
    start(fulfilment, async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise<void>((resolve) => clock.setTimeout(resolve, 45_000));
      open -= 1;
      return undefined;
    });
    for (let i = 0; i < 40; i += 1) {
      become(i % 2 === 0);
      await clock.pass(7000);
    }
    expect(most).to.equal(1);
  });

  it('looks again on return after it has ended', async () => {
    start(onReturn);
    expect(ended).to.equal(1);
    await clock.pass(60_000);
    expect(checks).to.deep.equal([]);
    become(false);
    become(true);
    await clock.pass(0);
    expect(checks).to.deep.equal([60]);
  });

  it('looks again on return after it has ended, though the browser says that it is offline', async () => {
    start(onReturn);
    seen = true;
    become(false);
    await clock.pass(60_000);
    expect(checks).to.deep.equal([]);
    seen = false;
    become(false);
    seen = true;
    become(false);
    await clock.pass(0);
    expect(checks).to.deep.equal([60]);
  });

  it('does not wait for years if the clock is set back', async () => {
    start(fulfilment);
    clock.time -= 9e9;
    become(false);
    become(true);
    await clock.pass(5000);
    expect(checks).to.have.length(1);
  });

  it('stops', async () => {
    start(fulfilment);
    poller.stop();
    expect(clock.waiting).to.equal(0);
    await clock.pass(400_000);
    expect(checks).to.deep.equal([]);
    expect(listeners.size).to.equal(0);
  });
});
