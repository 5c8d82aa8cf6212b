import { expect } from '@open-wc/testing';
import { browserLocks, pageLocks } from '../../src/controllers/locks.js';
import { plan } from '../support/samples.js';
import { SessionBrowser } from '../support/session-page.js';
import { turns, until } from '../support/until.js';

const signal = new AbortController().signal;

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('The turns of one page', () => {
  it('come one after the other for one name, and at once for another', async () => {
    const log: string[] = [];
    const first = gate();
    const one = pageLocks.run('a', signal, async () => {
      log.push('first begins');
      await first.opened;
      log.push('first ends');
    });
    const two = pageLocks.run('a', signal, async () => void log.push('second'));
    await pageLocks.run('b', signal, async () => void log.push('another'));
    await turns();
    expect(log).to.deep.equal(['first begins', 'another']);
    first.open();
    await Promise.all([one, two]);
    expect(log.slice(2)).to.deep.equal(['first ends', 'second']);
  });

  it('go on after one that failed, and after one that nobody waits for any more', async () => {
    const log: string[] = [];
    const first = gate();
    const failing = pageLocks.run('c', signal, async () => {
      await first.opened;
      throw new Error('failed');
    });
    const waiting = new AbortController();
    const given = pageLocks.run('c', waiting.signal, async () => void log.push('given up'));
    const third = pageLocks.run('c', signal, async () => void log.push('third'));
    waiting.abort(new Error('gone'));
    expect(await given.catch((error) => error.message)).to.equal('gone');
    await turns();
    // Giving up lets nobody pass the one that has the turn.
    expect(log).to.deep.equal([]);
    first.open();
    expect(await failing.catch((error) => error.message)).to.equal('failed');
    await third;
    expect(log).to.deep.equal(['third']);
  });

  for (const [what, locks] of [
    ['is none', undefined],
    ['is a stub', {}],
    [
      'is one that may not be used',
      { request: async () => Promise.reject(new DOMException('', 'SecurityError')) },
    ],
  ] as const) {
    it(`are kept where the lock manager ${what}: two elements tell each milestone once`, async () => {
      Object.defineProperty(navigator, 'locks', { configurable: true, value: locks });
      const browser = new SessionBrowser();
      try {
        const one = await browser.open({ locks: browserLocks });
        const two = await browser.open({ locks: browserLocks });
        await Promise.all([one.session.buy(plan()), two.session.buy(plan())]);
        await until(() => [one, two].every(({ session }) => session.state.phase === 'delivered'));
        expect([...one.told, ...two.told].sort()).to.deep.equal(['delivered', 'placed']);
        expect(one.offers.length + two.offers.length).to.equal(1);
        expect(browser.posts.length).to.equal(1);
      } finally {
        browser.close();
        Reflect.deleteProperty(navigator, 'locks');
      }
    });
  }
});
