// Browsers that a page or an extension has changed, each with a whole purchase.
import { describe, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { pages, sells, table } from '../support/host-pages/kinds.js';
import { buy, choose, waitFor } from '../support/host-pages/phases.js';
import { ownTime, passUntil } from '../support/host-pages/time.js';

/** A script without modules, before all others of the page. */
const first =
  (script: string) =>
  (page: Page): Promise<unknown> =>
    page.addInitScript(script);

table('polyfills and changed built-ins', [
  {
    name: 'an adapter that makes HTMLElement a function',
    prepare: first(`(() => {
      const Native = HTMLElement;
      window.HTMLElement = function () { return Reflect.construct(Native, [], this.constructor); };
      HTMLElement.prototype = Native.prototype;
      HTMLElement.prototype.constructor = HTMLElement;
      Object.setPrototypeOf(HTMLElement, Native);
    })()`),
  },
  {
    name: 'a define() of somebody else',
    prepare: first(`(() => {
      const { define } = CustomElementRegistry.prototype;
      CustomElementRegistry.prototype.define = function (name, element, options) {
        return define.call(this, name, class extends element {}, options);
      };
    })()`),
  },
  {
    name: 'promises of another class',
    prepare: first(`(() => {
      const Native = Promise;
      window.Promise = class ZonePromise extends Native {};
      const send = fetch;
      window.fetch = (...request) => new Promise((resolve, reject) => send(...request).then(resolve, reject));
    })()`),
  },
  {
    name: 'more on the prototypes of arrays, strings and objects',
    prepare:
      first(`Array.prototype.each = Array.prototype.forEach; String.prototype.strip = String.prototype.trim;
      Object.prototype.extend = function () {};`),
  },
  {
    name: 'timers that are wrapped',
    prepare: first(`(() => {
      const set = setTimeout;
      window.setTimeout = (task, ms, ...rest) => { const id = set(() => task(...rest), ms); return { id, valueOf: () => id }; };
      const clear = clearTimeout;
      window.clearTimeout = (timer) => clear(timer && timer.id ? timer.id : timer);
    })()`),
  },
]);

table('a fetch of somebody else', [
  {
    name: 'that reads a copy of each answer',
    prepare: first(`(() => {
      const send = fetch;
      window.fetch = async (...request) => {
        const answer = await send(...request);
        void answer.clone().text();
        return answer;
      };
    })()`),
  },
  {
    name: 'that makes a Request of everything and adds a header',
    prepare: first(`(() => {
      const send = fetch;
      window.fetch = (input, init) => {
        const request = new Request(input, init);
        request.headers.set('x-trace', '1');
        return send(request);
      };
    })()`),
  },
  {
    name: 'that looks into addresses and headers as text and objects',
    prepare: first(`(() => {
      const send = fetch;
      window.fetch = function (input, init = {}) {
        const address = typeof input === 'string' ? input : input.url || input.href;
        address.indexOf('/');
        Object.keys(init.headers || {}).map((name) => name.toLowerCase());
        (init.method || 'GET').toUpperCase();
        return send.apply(this === undefined ? window : this, arguments);
      };
    })()`),
  },
  {
    name: 'that answers with what is no Response of this window',
    prepare: first(`(() => {
      const send = fetch;
      window.fetch = (...request) => send(...request).then(async (answer) => {
        const text = await answer.text();
        return { ok: answer.ok, status: answer.status, headers: answer.headers, url: answer.url, redirected: false, type: 'basic',
          text: async () => text, json: async () => JSON.parse(text), clone() { return this; } };
      });
    })()`),
  },
  {
    name: 'that comes after the element',
    async arrange(page) {
      await waitFor(page, 'choosing-plan');
      await page.evaluate(`(() => {
        const send = fetch;
        window.fetch = (...request) => send(...request);
      })()`);
      return undefined;
    },
  },
]);

const storage = (getter: string): ((page: Page) => Promise<unknown>) =>
  first(`Object.defineProperty(window, 'indexedDB', { configurable: true, get: () => { ${getter} } });
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get: () => { throw new DOMException('', 'SecurityError'); } });`);

table('storage that is broken', [
  { name: 'none', prepare: storage('return undefined;') },
  { name: 'forbidden', prepare: storage("throw new DOMException('', 'SecurityError');") },
  {
    name: 'that cannot be opened',
    prepare: storage("return { open() { throw new DOMException('', 'UnknownError'); } };"),
  },
  { name: 'that never answers', prepare: storage('return { open: () => ({}) };') },
]);

const YEAR = 365 * 86_400_000;
const skewed = (ms: number): ((page: Page) => Promise<unknown>) =>
  first(`(() => {
    const Right = Date;
    window.skew = ${ms};
    window.Date = class extends Right {
      constructor(...given) { super(...(given.length ? given : [Right.now() + window.skew])); }
      static now() { return Right.now() + window.skew; }
    };
  })()`);
const leaps =
  (ms: number) =>
  async (shop: Page | Frame): Promise<void> => {
    await choose(shop);
    await shop.evaluate((by) => Object.assign(window, { skew: by }), ms);
    await shop.locator('esim-checkout [part~=buy-button]').click();
  };

table('a clock that is wrong', [
  { name: 'two years ahead', prepare: skewed(2 * YEAR) },
  { name: 'two years behind', prepare: skewed(-2 * YEAR) },
  { name: 'set forward before Buy', prepare: skewed(0), buys: leaps(YEAR) },
  { name: 'set back before Buy', prepare: skewed(0), buys: leaps(-YEAR) },
]);

/** A purchase that the operator does not answer within the minute. */
async function buysLate(shop: Page | Frame): Promise<void> {
  await buy(shop);
  await waitFor(shop, 'pending');
  pages.sandbox.control.resolve('latest', 'delivered');
}

describe('a page that is said to be offline, and is not', () => {
  const offline = (page: Page): Promise<unknown> =>
    page.addInitScript(
      "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })",
    );

  test('looks at a pending order by itself', async () => {
    pages.restart({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    await sells({
      name: '',
      async prepare(page) {
        await ownTime(page);
        await offline(page);
      },
      async buys(shop) {
        await buysLate(shop);
        await passUntil(shop as Page, 'delivered');
      },
    });
  });
});
