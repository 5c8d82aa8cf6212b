// Builds the apps of test/frameworks and opens them, each with its own sandbox.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { API_BASE, sandboxMiddleware } from '../../demo/mount.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';

const run = promisify(execFile);
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface OpenedApp {
  page: Page;
  sandbox: Sandbox;
  /** Uncaught errors, console errors and console warnings, as text. */
  trouble: string[];
}

export interface Workshop {
  /**
   * Builds an app, for production by default.
   * @returns the folder
   */
  build(app: string, mode?: 'production' | 'development'): Promise<string>;
  /** Serves a folder on its own origin and opens it. */
  open(folder: string): Promise<OpenedApp>;
  close(): Promise<void>;
}

/** Runs a program of test/frameworks and returns its output. Rejects with the output if the program fails. */
async function script(name: string, ...args: string[]): Promise<void> {
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...env } = process.env;
  try {
    await run(process.execPath, [`test/frameworks/${name}`, ...args], { env });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${name} ${args[0]} failed:\n${stdout}${stderr}`);
  }
}

/** Checks an app's types with its framework's own checker. */
export const check = (app: string): Promise<void> => script('check.mjs', app);

export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'framework-apps-'));
  const closers: (() => Promise<void> | void)[] = [];
  const browser: Browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });

  /** @returns the address of a server of these files with this sandbox behind it. */
  async function serve(files: string, sandbox: Sandbox): Promise<string> {
    const api = sandboxMiddleware(sandbox);
    const server = createServer((request, response) => {
      api(request, response, async () => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const path = pathname === '/' ? '/index.html' : pathname;
        try {
          const body = await readFile(join(files, path));
          response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
          response.end(body);
        } catch {
          response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  return {
    async build(app, mode = 'production') {
      const outDir = join(folder, `${app}-${mode}`);
      await script('build.mjs', app, outDir, mode);
      return outDir;
    },
    async open(files) {
      const sandbox = createSandbox({ basePath: API_BASE, scenario: { fulfilAfterMs: 20 } });
      closers.push(() => sandbox.close());
      const page = await browser.newPage();
      const trouble: string[] = [];
      page.setDefaultTimeout(60_000);
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('console', (message) => {
        const note = message.text();
        if (!['error', 'warning'].includes(message.type())) return;
        if (!note.startsWith('Lit is in dev mode')) trouble.push(note);
      });
      await page.goto(await serve(files, sandbox));
      return { page, sandbox, trouble };
    },
    async close() {
      await browser.close();
      for (const close of closers) await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
