// Rows of docs/what-happens-when.md that the API brings about, against `startSandbox()` and with the calls of
// docs/testing.md: a partner's test would see the same. Rows that differ little from another one are left out: each
// costs a second.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startSandbox } from '../../src/sandbox-server/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';
import { ensureBuild } from './built.js';
import { howTo, makeCalls } from './testing-page.js';

/** What the page must get: an event with its code or its phase. */
const BEFORE_BUY: [row: string, told: string][] = [
  ['the token endpoint fails', 'esim-error token-unavailable'],
  ['the API redirects', 'esim-error malformed'],
  ['the API cannot be reached', 'esim-error network'],
  ['403: the IP range', 'esim-error forbidden'],
  ['nothing is for sale', 'esim-error no-plans'],
  ['two plans of one product have the same amount but', 'esim-error ambiguous-plans'],
];
const AFTER_BUY: [row: string, told: string][] = [
  ['there is no token', 'esim-error token-unavailable'],
  ['fulfilment takes more than a minute', 'esim-order-pending'],
  ['the connection drops', 'esim-delivered'],
  ['the API placed the order, but', 'esim-delivered'],
  ['your token expires', 'esim-delivered'],
  ['the answer to the order is a redirect', 'esim-error malformed'],
  ['429, from the API', 'esim-error rate-limited'],
  ['the API refuses the order', 'esim-order-failed VALIDATION_FAILURE'],
  ['the plan is no longer', 'esim-order-failed PLAN_UNAVAILABLE'],
  ['`FAILED` without', 'esim-order-failed PLAN_UNAVAILABLE'],
  ['internal failure', 'esim-state-change processing'],
  ['the API cancels', 'esim-order-failed CANCELLED'],
  ['the order says other data', 'esim-error plan-mismatch'],
  ['the order is `DELIVERED`, and', 'esim-order-pending'],
  ['the status is unknown, and there is a usable', 'esim-delivered'],
  ['the status is unknown, and there is no', 'esim-order-pending'],
];
const AFTER_DELIVERY: [row: string, told: string][] = [
  ['the eSIM is installed', 'esim-installed'],
  ["the eSIM's validity has ended", 'esim-expired'],
];
const AFTER_MINUTES: [row: string, told: string][] = [
  ['fulfilment takes more than 5 minutes', 'esim-state-change overdue'],
  ['the retries do not help', 'esim-error unconfirmed'],
];

const html = (api: string): string => `<!doctype html><html lang="en"><title>Shop</title>
  <script type="module" src="/cdn/esim-checkout.js"></script>
  <esim-checkout token-endpoint="${api}/esim/token" api-base="${api}" require-payment country="JPN"></esim-checkout>`;

let server: Server;
let browser: Browser;

before(async () => {
  await ensureBuild();
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/cdn/')) {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(`dist${pathname}`));
    } else {
      response.setHeader('content-type', 'text/html');
      response.end(html(searchParams.get('api') ?? ''));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
});
after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

declare global {
  interface Window {
    told: string[];
  }
}

/** Notes each event of the element with its code or phase, and pays. */
function listen(): void {
  window.told = [];
  const types = [
    'error',
    'state-change',
    'order-pending',
    'order-failed',
    'delivered',
    'installed',
    'expired',
  ];
  for (const type of types)
    document.addEventListener(`esim-${type}`, (event) => {
      const { code, phase } = (event as CustomEvent).detail;
      window.told.push([event.type, code ?? phase].filter(Boolean).join(' '));
    });
  document.addEventListener('esim-before-order', (event) => event.waitUntil(Promise.resolve()));
}

async function buy(page: Page): Promise<void> {
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /^buy/i }).click();
}

async function waitFor(page: Page, told: string): Promise<void> {
  await page
    .waitForFunction((text) => window.told.some((one) => one === text), told, { timeout: 30_000 })
    .catch(async () => {
      assert.fail(`${told} was not told, but ${await page.evaluate(() => window.told.join(', '))}`);
    });
}

/** Opens the shop before its own sandbox, and closes both at the end. */
async function inShop(
  row: string,
  act: (page: Page, calls: () => void) => Promise<void>,
  hasClock = false,
): Promise<void> {
  const { sandbox, url, close } = await startSandbox({ scenario: { fulfilAfterMs: 0 } });
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.addInitScript(listen);
    if (hasClock) await page.clock.install();
    const how = howTo(row);
    const calls = (): void => void assert.ok(makeCalls(how, sandbox.control) > 0, how);
    const isLate = /^(?:when the plans|after the delivery)/.test(how);
    if (!isLate) calls();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/?api=${encodeURIComponent(url)}`);
    await act(page, isLate ? calls : () => {});
  } finally {
    await context.close();
    await close();
  }
}

describe('what happens when', { concurrency: 4, timeout: 300_000 }, () => {
  for (const [row, told] of BEFORE_BUY) it(row, () => inShop(row, (page) => waitFor(page, told)));

  for (const [row, told] of AFTER_BUY)
    it(row, () =>
      inShop(row, async (page, calls) => {
        await page.getByRole('radio').first().waitFor();
        calls();
        await buy(page);
        await waitFor(page, told);
      }),
    );

  for (const [row, told] of AFTER_DELIVERY)
    it(row, () =>
      inShop(row, async (page, calls) => {
        await buy(page);
        await waitFor(page, 'esim-delivered');
        calls();
        await page
          .locator('esim-checkout')
          .evaluate((element) => (element as unknown as { refresh(): void }).refresh());
        await waitFor(page, told);
      }),
    );

  for (const [row, told] of AFTER_MINUTES)
    it(row, () =>
      inShop(
        row,
        async (page) => {
          await buy(page);
          // Answers come in real time: minutes pass in steps, until the page is told.
          for (let step = 0; step < 60; step += 1) {
            if (await page.evaluate((text) => window.told.includes(text), told)) return;
            await page.clock.runFor(15_000);
          }
          await waitFor(page, told);
        },
        true,
      ),
    );

  it('two plans of one product have the same amount, data and days', () =>
    inShop('two plans of one product have the same amount, data', async (page) => {
      await page.getByRole('radio').first().waitFor();
      assert.equal(await page.getByRole('radio').count(), 1);
    }));
});
