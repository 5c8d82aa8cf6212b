import { aTimeout, expect } from '@open-wc/testing';
import { browserLocks } from '../../src/controllers/locks.js';

const live = (): AbortSignal => new AbortController().signal;

/** Work that ends when it is told to, and notes both. */
function work(name: string, log: string[]) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    end,
    async run(): Promise<void> {
      log.push(`${name} begins`);
      await ended;
      log.push(`${name} ends`);
    },
  };
}

const MANAGERS: [what: string, locks: unknown][] = [
  ['there are no Web Locks', undefined],
  [
    'the page may not use them',
    { request: () => Promise.reject(new DOMException('No.', 'SecurityError')) },
  ],
];

for (const [what, locks] of MANAGERS) {
  describe(`The elements of a page, where ${what}`, () => {
    beforeEach(() =>
      Object.defineProperty(navigator, 'locks', { value: locks, configurable: true }),
    );
    // What is left is the browser's own, on the prototype.
    afterEach(() => Reflect.deleteProperty(navigator, 'locks'));

    it('act one after the other on one purchase', async () => {
      const log: string[] = [];
      const [first, second] = [work('first', log), work('second', log)];
      const both = [
        browserLocks.run('ref-1', live(), first.run),
        browserLocks.run('ref-1', live(), second.run),
      ];
      await aTimeout(0);
      expect(log).to.deep.equal(['first begins']);
      first.end();
      second.end();
      await Promise.all(both);
      expect(log).to.deep.equal(['first begins', 'first ends', 'second begins', 'second ends']);
    });

    it('act at once on two purchases', async () => {
      const log: string[] = [];
      const [first, second] = [work('first', log), work('second', log)];
      const both = [
        browserLocks.run('ref-1', live(), first.run),
        browserLocks.run('ref-2', live(), second.run),
      ];
      await aTimeout(0);
      expect(log).to.deep.equal(['first begins', 'second begins']);
      first.end();
      second.end();
      await Promise.all(both);
    });

    it('let nobody pass when one of them gives up waiting', async () => {
      const log: string[] = [];
      const [first, third] = [work('first', log), work('third', log)];
      const giveUp = new AbortController();
      const one = browserLocks.run('ref-1', live(), first.run);
      const two = browserLocks.run('ref-1', giveUp.signal, async () => {
        log.push('second begins');
      });
      const three = browserLocks.run('ref-1', live(), third.run);
      giveUp.abort(new Error('gone'));
      const reason = await two.catch((error: Error) => error.message);
      await aTimeout(0);
      expect([reason, log]).to.deep.equal(['gone', ['first begins']]);
      first.end();
      third.end();
      await Promise.all([one, three]);
      expect(log).to.deep.equal(['first begins', 'first ends', 'third begins', 'third ends']);
    });

    it('go on when the one before has failed', async () => {
      const failed = browserLocks.run('ref-1', live(), () => Promise.reject(new Error('broken')));
      const next = browserLocks.run('ref-1', live(), async () => 'done');
      expect(await failed.catch((error: Error) => error.message)).to.equal('broken');
      expect(await next).to.equal('done');
    });
  });
}
