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
