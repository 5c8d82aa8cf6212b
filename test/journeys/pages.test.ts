// Kinds of pages with the element, each with a whole purchase. Each kind is one row, so that none is lost.
import type { Frame, Page } from 'playwright-core';
import { type Kind, pages, SHOP, table } from '../support/host-pages/kinds.js';
import { buy, choose } from '../support/host-pages/phases.js';

/** Everything that a frame needs. docs/pages.md says what other sandbox tokens allow. */
const SANDBOX = 'allow-scripts allow-same-origin';

/** The frame that is in the page. */
async function framed(page: Page): Promise<Frame | undefined> {
  const frame = await page.locator('iframe').elementHandle();
  return (await frame?.contentFrame()) ?? undefined;
}

async function pressEnter(shop: Page | Frame): Promise<void> {
  await choose(shop);
  await shop.locator('esim-checkout input[type=radio]').nth(1).press('Enter');
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
