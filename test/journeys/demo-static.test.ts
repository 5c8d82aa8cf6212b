// The demo without a server: `npm run build:demo` on a file host, in a folder of its own.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from 'playwright-core';
import { buildDemo } from '../../scripts/build-demo.js';
import type { LedgerEntry, Scenario } from '../../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';
import { buyPlan, reads } from '../support/customer.js';
import { ask } from '../support/demo-stage.js';
import { type FileHost, serveFiles } from '../support/file-host.js';

const ONE_GB = /^1 GB.* 7 days/;
const READY = 'Your eSIM is ready';
/** A partner's page by itself; the stage shows it in frames. */
const SITE = 'site.html?country=JPN';
const FIRST_VIEW_LIMIT = 150_000;

let folder: string;
let host: FileHost;
let browser: Browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dist-demo-'));
  await buildDemo(folder);
  host = await serveFiles(folder, '/some/sub/path/');
  browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
});
after(async () => {
  await browser.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about in any page of the context. */
  complaints: string[];
}

async function visit(at = host, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`CSP: ${violatedDirective} ${blockedURI}`),
    );
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(at.url + SITE);
  await ask(page, 'kind');
  return { context, page, complaints };
}

function control<T>(page: Page | Frame, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([verb, name, content]) => {
      const response = await fetch(`./octopus/sandbox/control/${name}`, {
        method: verb as string,
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
      return response.json();
    },
    [method, path, body] as const,
  ) as Promise<T>;
}

const scenario = (page: Page, change: Partial<Scenario>): Promise<unknown> =>
  control(page, 'PUT', 'scenario', change);

async function movements(page: Page | Frame): Promise<string[]> {
  return (await control<LedgerEntry[]>(page, 'GET', 'ledger')).map(({ kind }) => kind);
}

/** Resolves when the wallet is debited. */
async function placed(page: Page): Promise<void> {
  while ((await movements(page)).length === 0) await page.waitForTimeout(20);
}

const forgetAll = (page: Page): Promise<void> =>
  page
    .locator('esim-checkout')
    .evaluate((element) => (element as unknown as { forgetAll(): Promise<void> }).forgetAll());

test('a purchase, a reset, and another purchase without any network', async () => {
  const passing = await serveFiles(folder, '/some/sub/path/');
  const { context, page, complaints } = await visit(passing);
  assert.equal(await ask(page, 'kind'), 'worker');
  await scenario(page, { fulfilAfterMs: 0 });
  await buyPlan(page, ONE_GB);
  await reads(page, READY);
  assert.deepEqual(await movements(page), ['debit']);

  assert.equal(await ask(page, 'offlineReady'), true);
  const files = readdirSync(join(folder, 'assets')).map((name) => `./assets/${name}`);
  await passing.close();
  await context.setOffline(true);
  await ask(page, 'reset');
  await forgetAll(page);
  assert.deepEqual(await movements(page), []);
  await page.reload();
  await buyPlan(page, ONE_GB);
  await reads(page, READY);
  assert.deepEqual(await movements(page), ['debit']);
  const missing = await page.evaluate(async (names) => {
    const answers = await Promise.all(names.map((name) => fetch(name).catch(() => undefined)));
    return names.filter((_, index) => answers[index]?.ok !== true);
  }, files);
  assert.deepEqual(missing, []);
  await page.goto(passing.url);
  const shown = page.frameLocator('iframe').first();
  await shown.getByRole('heading', { name: READY }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('an order survives that the browser stops the worker', async () => {
  const { context, page } = await visit();
  await scenario(page, { fulfilAfterMs: 1500 });
  await control(page, 'POST', 'faults', [{ match: 'GET /nothing', kind: 'status' }]);
  await buyPlan(page, ONE_GB);
  await placed(page);
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await reads(page, READY);
  assert.deepEqual(await movements(page), ['debit']);
  assert.equal((await control<unknown[]>(page, 'GET', 'faults')).length, 1);
  await context.close();
});

test('an order survives that the page is killed', async () => {
  const { context, page, complaints } = await visit();
  await scenario(page, { fulfilAfterMs: 1500 });
  await buyPlan(page, ONE_GB);
  await placed(page);
  await page.reload();
  await reads(page, READY);
  assert.deepEqual(await movements(page), ['debit']);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('where service workers are blocked, the page runs the API, and frames in it share that', async () => {
  const { context, page, complaints } = await visit(host, { serviceWorkers: 'block' });
  assert.equal(await ask(page, 'kind'), 'page');
  await scenario(page, { fulfilAfterMs: 1500 });
  await buyPlan(page, ONE_GB);
  await placed(page);
  await page.reload();
  await reads(page, READY);
  assert.equal(await ask(page, 'kind'), 'page');
  assert.deepEqual(await movements(page), ['debit']);

  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = './site.html?country=FRA';
    document.body.append(frame);
  });
  const frame = page.frames()[1] ?? (await page.waitForEvent('frameattached'));
  await frame.locator('esim-checkout').waitFor();
  assert.equal(await ask(frame, 'kind'), 'page');
  assert.deepEqual(await movements(frame), ['debit']);
  await ask(frame, 'reset');
  assert.deepEqual(await movements(page), []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a new version waits for the old one’s pages and then takes over, with the orders', async () => {
  const { context, page } = await visit();
  await scenario(page, { fulfilAfterMs: 0 });
  await buyPlan(page, ONE_GB);
  await reads(page, READY);
  assert.equal(await ask(page, 'offlineReady'), true);
  const cached = (): Promise<string[]> => page.evaluate(() => caches.keys());
  const [old = ''] = await cached();
  const version = old.split(' ').at(-1) ?? '';
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  assert.ok(worker.includes(version));
  host.replace('sw.js', worker.replaceAll(version, 'next'));

  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  assert.equal((await cached()).length, 2);
  await page.reload();
  await reads(page, READY);
  assert.ok((await cached()).includes(old));

  await page.goto('about:blank');
  await page.goto(host.url + SITE);
  await reads(page, READY);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  assert.deepEqual(await cached(), [old.replace(version, 'next')]);
  assert.deepEqual(await movements(page), ['debit']);
  await context.close();
});

test('another site’s link or form gets nothing of the API', async () => {
  const { context, page } = await visit();
  assert.equal(await ask(page, 'kind'), 'worker');
  const answer = await page.goto(`${host.url}octopus/sandbox/control/orders`);
  assert.equal(answer?.status(), 403);
  assert.equal(answer?.fromServiceWorker(), true);
  await context.close();
});

test('a reload with Shift, past the worker, comes back to the worker', async () => {
  const { context, page } = await visit();
  const devtools = await context.newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await devtools.send('Page.reload', { ignoreCache: true });
  await loaded;
  assert.equal(await ask(page, 'kind'), 'worker');
  assert.deepEqual(await movements(page), []);
  await context.close();
});

test('opened from a file, the page says what it needs', async () => {
  const page = await browser.newPage();
  for (const name of ['index.html', 'site.html']) {
    await page.goto(pathToFileURL(join(folder, name)).href);
    await page.getByRole('alert').getByText('cannot run from a file').waitFor();
  }
  await page.close();
});

test('the first view is small', async () => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const loaded = new Set<string>();
  page.on('requestfinished', (request) => {
    const name =
      request
        .url()
        .slice(host.url.length)
        .replace(/[?#].*$/, '') || 'index.html';
    if (!/^(?:octopus|esim)\//.test(name)) loaded.add(name);
  });
  await page.goto(host.url);
  await page.locator('iframe').first().waitFor();
  for (const frame of await page.locator('iframe').all()) {
    await frame.contentFrame().getByRole('radio').first().waitFor();
  }
  const size = (name: string): number =>
    gzipSync(readFileSync(join(folder, name)), { level: 9 }).length;
  const total = [...loaded].reduce((sum, name) => sum + size(name), 0);
  console.log(`first view: ${loaded.size} files, ${total} bytes gz; worker ${size('sw.js')}`);
  assert.ok(loaded.size > 3);
  assert.ok(total <= FIRST_VIEW_LIMIT, `${total} bytes: ${[...loaded].join(', ')}`);
  await context.close();
});
