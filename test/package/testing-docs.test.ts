import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createSandbox } from '../../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';
import { ensureBuild } from './built.js';
import { makeCalls, rows, sample } from './testing-page.js';

/** What the sample installs. */
const PACKAGES = ['@hono/node-server', 'express', '@playwright/test', 'esim-checkout'];

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Rows of both kinds that need a helper, on the samples' own shop. */
const ROWS = `
import { expect, type Page, test } from '@playwright/test';
import { connectSandbox } from 'esim-checkout/sandbox';
import { pass, withoutGateway } from './helpers';

const sandbox = connectSandbox('http://127.0.0.1:8787');

async function choose(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('radio').first().check();
}
const buy = (page: Page): Promise<void> => page.getByRole('button', { name: /^Buy/ }).click();

test.beforeEach(() => sandbox.restore());

test('overdue', async ({ page }) => {
  await page.clock.install();
  await sandbox.setScenario({ outcome: 'never', inlineDeadlineMs: 1000 });
  await choose(page);
  await buy(page);
  await expect(page.getByText('your eSIM shortly').first()).toBeVisible();
  await pass(page, 6);
  await expect(page.getByText('taking longer than usual').first()).toBeVisible();
});

test('no token', async ({ page }) => {
  await withoutGateway(page);
  await choose(page);
  await sandbox.setScenario({ tokenMode: 'down' });
  await sandbox.expireTokens();
  await buy(page);
  await expect(page.getByText('Keep this page open').first()).toBeVisible();
});
`;

/** A project with the samples' files and packages. */
async function project(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'esim-testing-'));
  const modules = join(folder, 'node_modules');
  for (const name of PACKAGES) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(
      resolve(name === 'esim-checkout' ? '.' : `node_modules/${name}`),
      join(modules, name),
    );
  }
  mkdirSync(join(modules, '.bin'));
  chmodSync('dist/sandbox/cli.js', 0o755); // npm does so when it installs
  symlinkSync(resolve('dist/sandbox/cli.js'), join(modules, '.bin/esim-sandbox'));
  mkdirSync(join(folder, 'tests'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');

  // The samples as they are, but for ports that are surely free.
  const ports = { 8787: await freePort(), 3000: await freePort() };
  const files = ['shop.js', 'playwright.config.ts', 'tests/esim.spec.ts', 'tests/helpers.ts'];
  const code = new Map(files.map((name) => [name, sample(name)])).set('tests/rows.spec.ts', ROWS);
  for (const [name, text] of code) {
    const here = text.replace(/\b(8787|3000)\b/g, (port) => `${ports[port as '3000']}`);
    writeFileSync(join(folder, name), here);
  }
  // The browser of this machine, instead of the one that Playwright downloads.
  const launch = { executablePath: findBrowsers().chromium, args: CHROMIUM_ARGS };
  writeFileSync(
    join(folder, 'here.config.ts'),
    `import config from './playwright.config';
     export default { ...config, use: { ...config.use, launchOptions: ${JSON.stringify(launch)} } };`,
  );
  return folder;
}

describe('docs/testing.md', { timeout: 120_000 }, () => {
  before(ensureBuild);

  it('brings about every row of "What happens when…"', () => {
    const known = new Set(rows('docs/testing.md').map(([what]) => what));
    const wanted = rows('docs/what-happens-when.md').map(([what]) => what);
    assert.ok(wanted.length > 60);
    assert.deepEqual(
      wanted.filter((what) => !known.has(what) && what !== 'phase' && what !== '---'),
      [],
    );
  });

  it('makes calls that the sandbox takes', async () => {
    const placed = { product_id: 1000, amount: 4.5, quantity: 1, client_reference: 'r' };
    let made = 0;
    for (const [, how] of rows('docs/testing.md')) {
      const sandbox = createSandbox({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
      const headers = { authorization: `Bearer ${sandbox.control.issueToken().token}` };
      const body = JSON.stringify(placed);
      await sandbox.fetch('http://api.test/api/v1/esim/orders', { method: 'POST', body, headers });
      made += makeCalls(how, sandbox.control);
      sandbox.close();
    }
    assert.ok(made > 50, `${made} calls`);
  });

  it('has samples that run as they are', async () => {
    const folder = await project();
    try {
      const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          resolve('node_modules/@playwright/test/cli.js'),
          'test',
          '-c',
          'here.config.ts',
          '--reporter=line',
        ],
        { cwd: folder, env },
      ).catch(({ stdout, stderr }) => assert.fail(`${stdout}${stderr}`));
      assert.match(stdout, /4 passed/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
