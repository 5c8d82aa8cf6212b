// Host pages with the element, served with its API from a free port.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type HostMiddleware, hostMiddleware, sandboxMiddleware } from '../../../demo/mount.js';
import {
  createSandbox,
  type OrderRecord,
  type Sandbox,
  type SandboxOptions,
  type SeenRequest,
  seededRandom,
} from '../../../src/sandbox/index.js';
import { CHROMIUM_ARGS, findBrowsers } from '../browsers.mjs';

/** Longer than anything takes on a busy machine, in ms. */
const PATIENCE_MS = 60_000;

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface PageText {
  /** The body; by default one element in a `<main>`. */
  body?: string;
  /** The host's style sheet. */
  css?: string;
  /** Attributes of `<html>`, as text. */
  html?: string;
  /** Loads the element's script; true by default. */
  script?: boolean;
  /** At the end of `<head>`. */
  head?: string;
  /** Sent with the page. */
  headers?: Readonly<Record<string, string>>;
}

export interface PageOptions extends PageText {
  context?: BrowserContextOptions;
  /** Runs before the page is opened. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** The pages and their API, for browsers that a test opens itself. */
export interface ServedPages {
  /** The API of every page that is opened from now on. */
  readonly sandbox: Sandbox;
  /** The requests that pages sent to their host, oldest first. */
  readonly requests: SeenRequest[];
  /** Starts a new API without orders. Its codes are the same every time. */
  restart(options?: SandboxOptions): Sandbox;
  /** Serves a page and returns its address. */
  publish(text?: PageText): string;
  close(): Promise<void>;
}

export interface HostPages extends ServedPages {
  readonly browser: Browser;
  /** Opens a page in its own browser context. Close it with `page.context().close()`. */
  open(options?: PageOptions): Promise<Page>;
}

/** The element as a host with a gateway writes it. */
export function tag(attributes: Record<string, string> = {}, content = ''): string {
  const all = { 'token-endpoint': '/esim/token', 'api-base': '/esim', ...attributes };
  const text = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
  return `<esim-checkout${text.join('')}>${content}</esim-checkout>`;
}

/** Bundles the element from src into a new folder. */
async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'host-pages-'));
  await build({
    entryPoints: {
      define: join(root, 'src/define.ts'),
      pseudo: join(root, 'test/support/pseudo.ts'),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return folder;
}

/** The element as a host without a gateway writes it. */
export function directTag(attributes: Record<string, string> = {}): string {
  return tag({ 'api-base': '/octopus', ...attributes });
}

/** The page's own reference of an order: the gateway has put the customer's tag before it. */
export function referenceOf(order: OrderRecord | undefined): string | undefined {
  return order?.clientReference.replace(/^[\w-]{22}\./, '');
}

/** Tests buy more in a minute than one customer may. */
const MANY = {
  quota: { reads: 10_000, orders: 10_000 },
  perCustomer: { reads: 10_000, orders: 10_000 },
};

/**
 * @param built a script of `dist/cdn` to load instead of the sources
 * @param mode `direct`: no gateway, pages talk to the API itself
 */
export async function serveHostPages(
  built?: string,
  mode: 'gateway' | 'direct' = 'gateway',
): Promise<ServedPages> {
  const folder = built ? join(root, 'dist/cdn') : await bundled();
  const pages = new Map<string, { type: string; text: string; headers?: PageText['headers'] }>();
  const restart = (options: SandboxOptions = {}): Sandbox =>
    createSandbox({
      random: seededRandom(7),
      ...options,
      basePath: '/octopus',
      scenario: { fulfilAfterMs: 0, ...options.scenario },
    });
  const mount = (): Pick<HostMiddleware, 'middleware' | 'requests'> =>
    mode === 'gateway'
      ? hostMiddleware(sandbox, MANY)
      : { middleware: sandboxMiddleware(sandbox), requests: [] };
  let sandbox = restart();
  let host = mount();

  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const page = pages.get(path);
    if (page) {
      for (const [name, value] of Object.entries(page.headers ?? {}))
        response.setHeader(name, value);
      response.setHeader('Content-Type', `${page.type}; charset=utf-8`);
      response.end(page.text);
    } else if (path.startsWith('/app/')) {
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(readFileSync(join(folder, path.slice(5).replace(/\.\./g, ''))));
    } else {
      host.middleware(request, response, () => {
        response.statusCode = 404;
        response.end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let count = 0;

  function publish(text: PageText = {}): string {
    const { body = `<main>${tag()}</main>`, css = '', html = 'lang="en"', script = true } = text;
    const { head = '', headers = {} } = text;
    count += 1;
    const path = `/page-${count}`;
    pages.set(`${path}.css`, { type: 'text/css', text: css });
    pages.set(path, {
      type: 'text/html',
      headers,
      text: `<!doctype html><html ${html}><head><meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark"><title>Host page</title>
          <link rel="icon" href="data:,"><link rel="stylesheet" href="${path}.css">
          ${script ? `<script type="module" src="/app/${built ?? 'define.js'}"></script>` : ''}
          ${head}</head><body>${body}</body></html>`,
    });
    return origin + path;
  }

  return {
    publish,
    get sandbox() {
      return sandbox;
    },
    get requests() {
      return host.requests;
    },
    restart(options) {
      sandbox.close();
      sandbox = restart(options);
      host = mount();
      return sandbox;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      sandbox.close();
      if (!built) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The pages of {@link serveHostPages} with a Chromium that opens them. */
export async function openHostPages(
  built?: string,
  mode: 'gateway' | 'direct' = 'gateway',
): Promise<HostPages> {
  const served = await serveHostPages(built, mode);
  const browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: [...CHROMIUM_ARGS, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
  return {
    browser,
    publish: served.publish,
    restart: served.restart,
    get sandbox() {
      return served.sandbox;
    },
    get requests() {
      return served.requests;
    },
    async open(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 800, height: 900 },
        locale: 'en-US',
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        ...options.context,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await options.prepare?.(page);
      await page.goto(served.publish(options));
      return page;
    },
    async close() {
      await browser.close();
      await served.close();
    },
  };
}
