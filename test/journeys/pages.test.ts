// Kinds of pages with the element, each with a whole purchase. Each kind is one row, so that none is lost.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import {
  type HostPages,
  openHostPages,
  type PageOptions,
  tag,
} from '../support/host-pages/host-pages.js';
import { buy, choose, waitFor } from '../support/host-pages/phases.js';
import { ownTime, passUntil } from '../support/host-pages/time.js';

const SHOP = tag({ country: 'JPN' });
/** Everything that a frame needs. docs/pages.md says what other sandbox tokens allow. */
const SANDBOX = 'allow-scripts allow-same-origin';

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

interface Kind extends PageOptions {
  name: string;
  /**
   * Runs when the page is open.
   * @returns where the element is, if not in the page itself
   */
  arrange?(page: Page): Promise<Frame | undefined>;
  /** Default: chooses a plan and clicks Buy. */
  buys?(shop: Page | Frame): Promise<unknown>;
}

/** The frame that is in the page. */
async function framed(page: Page): Promise<Frame | undefined> {
  const frame = await page.locator('iframe').elementHandle();
  return (await frame?.contentFrame()) ?? undefined;
}

async function pressEnter(shop: Page | Frame): Promise<void> {
  await choose(shop);
  await shop.locator('esim-checkout input[type=radio]').nth(1).press('Enter');
}

/** Opens the page and buys an eSIM on it. Checks for exactly one debit, the code, and an empty console. */
async function sells({ arrange, buys = buy, ...options }: Kind): Promise<void> {
  const { sandbox } = pages;
  const trouble: string[] = [];
  const page = await pages.open({
    body: `<main>${SHOP}</main>`,
    ...options,
    async prepare(page) {
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') trouble.push(message.text());
      });
      await options.prepare?.(page);
    },
  });
  try {
    const shop = (await arrange?.(page)) ?? page;
    await buys(shop);
    await waitFor(shop, 'delivered');
    assert.deepEqual(
      sandbox.ledger().map(({ kind }) => kind),
      ['debit'],
    );
    const [order] = sandbox.orders();
    const code = shop.getByText(order?.activationCode ?? '', { exact: true });
    await code.first().waitFor();
    assert.deepEqual(trouble, []);
  } finally {
    await page.context().close();
  }
}

/** A page in a frame of another page. */
function inFrame(sandbox: string, text: Partial<Kind> = {}): Omit<Kind, 'name'> {
  return {
    ...text,
    body: '<iframe width="780" height="860"></iframe>',
    script: false,
    async arrange(page) {
      const url = pages.publish({ body: `<main>${SHOP}</main>`, ...text });
      await page.locator('iframe').evaluate(
        (frame: HTMLIFrameElement, [address, tokens]) => {
          frame.setAttribute('sandbox', tokens ?? '');
          frame.src = address ?? '';
        },
        [url, sandbox],
      );
      return framed(page);
    },
  };
}

function table(name: string, kinds: readonly Kind[]): void {
  describe(name, () => {
    for (const kind of kinds)
      test(kind.name, async () => {
        pages.restart();
        await sells(kind);
      });
  });
}

table('frames that may not submit forms', [
  { name: 'sandboxed, a click', ...inFrame(SANDBOX) },
  { name: 'sandboxed, Enter', ...inFrame(SANDBOX), buys: pressEnter },
  {
    name: 'a page that its policy sandboxes, a click',
    headers: { 'Content-Security-Policy': `sandbox ${SANDBOX}` },
  },
  {
    name: 'a page that its policy sandboxes, Enter',
    headers: { 'Content-Security-Policy': `sandbox ${SANDBOX}` },
    buys: pressEnter,
  },
]);

/** A script without modules, before all others of the page. */
const first =
  (script: string) =>
  (page: Page): Promise<unknown> =>
    page.addInitScript(script);

const NONCE = '<script type="module" nonce="abc" src="/app/define.js"></script>';
const POLICY = `default-src 'none'; style-src 'self' 'nonce-abc'; connect-src 'self'; img-src 'self' data:`;

/** The script as a consent manager leaves it until the customer agrees. */
const HELD = '<script type="text/plain" data-src="/app/define.js" src="/app/define.js"></script>';

table('how the script comes', [
  { name: 'twice', head: '<script type="module" src="/app/define.js?again"></script>' },
  {
    name: 'late, to an element that has its properties already',
    script: false,
    body: '<main><esim-checkout></esim-checkout></main>',
    async arrange(page) {
      await page.evaluate(() => {
        const properties = { tokenEndpoint: '/esim/token', apiBase: '/esim', country: 'JPN' };
        Object.assign(document.querySelector('esim-checkout') as Element, properties);
        const script = document.createElement('script');
        script.type = 'module';
        script.src = '/app/define.js';
        document.body.append(script);
      });
      return undefined;
    },
  },
  {
    name: 'held by a consent manager that makes a new script',
    script: false,
    head: HELD,
    async arrange(page) {
      await page.evaluate(() => {
        const held = document.querySelector('script') as HTMLScriptElement;
        const script = document.createElement('script');
        script.type = 'module';
        script.src = held.dataset.src ?? '';
        held.replaceWith(script);
      });
      return undefined;
    },
  },
  {
    name: 'held by a consent manager that changes the type',
    script: false,
    head: HELD,
    async arrange(page) {
      await page.evaluate(() => {
        const held = document.querySelector('script') as HTMLScriptElement;
        held.type = 'module';
        const { parentNode, nextSibling } = held;
        held.remove();
        parentNode?.insertBefore(held, nextSibling);
      });
      return undefined;
    },
  },
  {
    name: 'a policy with a nonce',
    script: false,
    head: NONCE,
    headers: { 'Content-Security-Policy': `${POLICY}; script-src 'nonce-abc'` },
  },
  {
    name: 'a policy with a nonce and strict-dynamic',
    script: false,
    head: NONCE,
    headers: { 'Content-Security-Policy': `${POLICY}; script-src 'nonce-abc' 'strict-dynamic'` },
  },
]);

/** What Turbo and its like do: another page's body takes the place of this one's. */
async function visit(page: Page, url: string): Promise<void> {
  await page.evaluate(async (address) => {
    const text = await (await fetch(address)).text();
    const next = new DOMParser().parseFromString(text, 'text/html');
    Object.assign(window, { snapshot: document.body.cloneNode(true) });
    document.documentElement.replaceChild(document.adoptNode(next.body), document.body);
  }, url);
}

table('where the element is', [
  { name: 'in a form, a click', body: `<form action="/gone">${SHOP}<button>Go</button></form>` },
  {
    name: 'in a form, Enter',
    body: `<form action="/gone">${SHOP}<button>Go</button></form>`,
    buys: pressEnter,
  },
  {
    name: 'in a modal dialog with a form that closes it',
    body: `<dialog><form method="dialog">${SHOP}<button>Close</button></form></dialog>`,
    async arrange(page) {
      await page.evaluate(() => document.querySelector('dialog')?.showModal());
      return undefined;
    },
    buys: pressEnter,
  },
  {
    name: 'in a popover',
    body: `<div popover="manual">${SHOP}</div>`,
    async arrange(page) {
      await page.evaluate(() => document.querySelector<HTMLElement>('[popover]')?.showPopover());
      return undefined;
    },
  },
  {
    name: 'on a page that takes the place of another',
    body: '<main>Home</main>',
    async arrange(page) {
      await visit(page, pages.publish({ body: `<main>${SHOP}</main>` }));
      return undefined;
    },
  },
  {
    name: 'on a page that is left during the order and comes back as a copy',
    async buys(shop) {
      const page = shop as Page;
      await buy(page);
      await visit(page, pages.publish({ body: '<main>Elsewhere</main>' }));
      await page.evaluate(() => {
        const { snapshot } = window as unknown as { snapshot: HTMLElement };
        document.documentElement.replaceChild(snapshot, document.body);
      });
    },
  },
  {
    name: 'in a window that the page has opened',
    async arrange(page) {
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.evaluate(() => {
          const view = window.open('about:blank', '', 'width=700,height=800') as Window;
          view.document.body.append(document.querySelector('esim-checkout') as Element);
        }),
      ]);
      return popup.mainFrame();
    },
  },
]);

/** Moves the element into a picture-in-picture window, as a page does on a click. */
async function intoPicture(page: Page): Promise<Frame> {
  await page.evaluate(() => {
    document.querySelector('h1')?.addEventListener('click', async () => {
      const { documentPictureInPicture } = window as unknown as {
        documentPictureInPicture: { requestWindow(size: object): Promise<Window> };
      };
      const view = await documentPictureInPicture.requestWindow({ width: 400, height: 700 });
      const shop = document.querySelector('esim-checkout') as Element;
      view.document.body.append(shop);
      view.addEventListener('pagehide', () => document.body.append(shop));
    });
  });
  const [picture] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('h1').click(),
  ]);
  return picture.mainFrame();
}

table('in a picture-in-picture window', [
  { name: 'a click', body: `<h1>Shop</h1>${SHOP}`, arrange: intoPicture },
  {
    name: 'Enter',
    body: `<h1>Shop</h1>${SHOP}`,
    arrange: intoPicture,
    buys: pressEnter,
  },
  {
    name: 'that is closed during the order',
    body: `<h1>Shop</h1>${SHOP}`,
    async buys(shop) {
      const picture = await intoPicture(shop as Page);
      await choose(picture);
      await picture.locator('esim-checkout [part~=buy-button]').click();
      await picture.page().close();
    },
  },
]);

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
