// The tags of dist/cdn/tags.html, under a strict policy: every script has its hash, and a changed one does not run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { API_BASE, sandboxMiddleware, TOKEN_PATH } from '../../demo/mount.js';
import { ensureBuild } from '../../scripts/ensure-build.mjs';
import type { Integrity } from '../../scripts/integrity.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';

const CDN = 'dist/cdn';

let integrity: Integrity;
let sandbox: Sandbox;
let server: Server;
let browser: Browser;
/** The file that the server sends with one byte changed, by the beginning of its name. */
let damaged: string | undefined;

const policy = (): string =>
  [
    "default-src 'none'",
    `script-src 'self' ${integrity.tags.importMapSource}`,
    "style-src 'self'",
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/** A page with the two tags, which are used as the build wrote them. */
const html = (kind: 'module' | 'classic'): string => `<!doctype html>
  <html lang="en"><head><meta charset="utf-8"><title>Shop</title>
  ${integrity.tags.importMap}${integrity.tags[kind]}</head>
  <body><esim-checkout token-endpoint="${TOKEN_PATH}" api-base="${API_BASE}" country="JPN"></esim-checkout></body></html>`;

/** The script, or the script with a space more at its end. It means the same: only its hash differs. */
function script(name: string): Buffer {
  const file = readFileSync(`${CDN}/${name}`);
  const isDamaged = damaged !== undefined && name.startsWith(damaged);
  return isDamaged ? Buffer.concat([file, Buffer.from(' ')]) : file;
}

before(async () => {
  await ensureBuild();
  integrity = JSON.parse(readFileSync(`${CDN}/integrity.json`, 'utf8'));
  sandbox = createSandbox({ basePath: API_BASE, scenario: { fulfilAfterMs: 0 } });
  const api = sandboxMiddleware(sandbox);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { base } = integrity.tags;
    if (pathname.startsWith(base)) {
      response
        .setHeader('content-type', 'text/javascript')
        .end(script(pathname.slice(base.length)));
    } else if (pathname === '/module' || pathname === '/classic') {
      response
        .setHeader('content-type', 'text/html')
        .setHeader('content-security-policy', policy());
      response.end(html(pathname.slice(1) as 'module' | 'classic'));
    } else api(request, response, () => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
});
after(async () => {
  await browser?.close();
  sandbox?.close();
  server?.closeAllConnections();
  server?.close();
});

interface Opened {
  page: Page;
  /** Errors on the console, without the missing icon. */
  errors: string[];
  /** Scripts that arrived. */
  scripts: string[];
}

async function open(kind: 'module' | 'classic', broken?: string): Promise<Opened> {
  damaged = broken;
  const page = await browser.newPage();
  const opened: Opened = { page, errors: [], scripts: [] };
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico'))
      opened.errors.push(message.text());
  });
  page.on('response', (answer) => {
    if (/\.js(\?|$)/.test(answer.url())) opened.scripts.push(answer.url());
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}`);
  return opened;
}

const registered = (page: Page): Promise<boolean> =>
  page.evaluate(() => customElements.get('esim-checkout') !== undefined);

async function pressBuy(page: Page): Promise<void> {
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /^buy/i }).click();
}

describe('tags with integrity', { timeout: 120_000 }, () => {
  it('have a hash for every script', () => {
    const { files, tags } = integrity;
    const all = [tags.importMap, tags.module, tags.classic].join('\n');
    for (const [name, sri] of Object.entries(files)) {
      assert.match(sri, /^sha384-[\w+/]{64}$/);
      if (name.endsWith('.js'))
        assert.ok(all.includes(tags.base + name) && all.includes(sri), name);
    }
  });

  for (const kind of ['module', 'classic'] as const)
    it(`sell from the ${kind} script, in another language too`, async () => {
      const { page, errors, scripts } = await open(kind);
      await pressBuy(page);
      await page.getByRole('img', { name: /QR/i }).waitFor();
      await page.locator('esim-checkout').evaluate((element) => element.setAttribute('lang', 'de'));
      await page.locator('esim-activation-card [lang="de"]').first().waitFor();
      assert.ok(scripts.some((url) => url.includes('/lang/de')));
      assert.deepEqual(errors, []);
      await page.close();
    });

  for (const [kind, name] of [
    ['module', 'esim-checkout.js'],
    ['classic', 'esim-checkout.iife.js'],
  ] as const)
    it(`refuse the ${kind} script when a byte of it has changed`, async () => {
      const { page, errors } = await open(kind, name);
      assert.match(errors.join('\n'), /integrity/);
      assert.equal(await registered(page), false);
      await page.close();
    });

  // The element fetches a part again that did not arrive. In a page without hashes it uses another URL then.
  it('refuse a lazy chunk when a byte of it has changed, however often, and nothing is ordered', async () => {
    const before = sandbox.orders().length;
    const { page, errors, scripts } = await open('module', 'browser-session-');
    await pressBuy(page);
    await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
    await pressBuy(page);
    await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
    assert.match(errors.join('\n'), /integrity/);
    assert.equal(sandbox.orders().length, before);
    const elsewhere = scripts.filter((url) => /\?/.test(url));
    assert.deepEqual(elsewhere, []);
    await page.close();
  });
});
