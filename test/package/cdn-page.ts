// Serves the CDN build on a page under the strictest policy, with the sandbox behind it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { API_BASE, sandboxMiddleware, TOKEN_PATH } from '../../demo/mount.js';
import type { EsimBeforeOrderEvent } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import type { Fault } from '../../src/sandbox/types.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The URL of the files on a CDN, and the shorter URL that redirects to it. */
const VERSIONED = '/esim-checkout@1.2.3/dist/cdn/';
const LATEST = '/esim-checkout@latest/dist/cdn/';

/** A file in which an optimizer has put all scripts of a page, between two others. With `?base`, one says where ours came from. */
const ALL = '/assets/all.js';
const concatenated = (says: boolean): string =>
  [
    says ? `window.esimCheckoutBase = '${VERSIONED}'` : 'window.before = 1',
    readFileSync('dist/cdn/esim-checkout.iife.js', 'utf8'),
    '(function () { window.after = typeof window.before; })()',
  ].join('\n;');

export interface OpenedPage {
  page: Page;
  /** Policy violations, uncaught errors and console errors, as text. */
  trouble: string[];
  /** Names of the script files that were loaded, in order. */
  scripts: string[];
}

export interface CdnServer {
  /** Opens a page with one `<esim-checkout>` and this script tag; `LATEST/` and `VERSIONED/` are replaced. */
  open(
    script: string,
    attributes?: string,
    /** Requests that fail, as a glob of playwright's. */
    broken?: string,
    /** A directive on top of the policy. */
    allowed?: string,
  ): Promise<OpenedPage>;
  /** The faults of the next requests. */
  fail(fault: Fault): void;
  close(): Promise<void>;
}

const html = (script: string, attributes: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${script}</head>
  <body><esim-checkout token-endpoint="${TOKEN_PATH}" api-base="${API_BASE}" require-payment ${attributes}></esim-checkout></body></html>`;

export async function serveCdn(): Promise<CdnServer> {
  const sandbox = createSandbox({ basePath: API_BASE });
  const api = sandboxMiddleware(sandbox);
  const pages = new Map<string, { text: string; policy: string }>();
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const page = pages.get(pathname);
    if (pathname.startsWith(LATEST)) {
      response
        .writeHead(302, { location: VERSIONED + pathname.slice(LATEST.length) + search })
        .end();
    } else if (pathname.startsWith(VERSIONED)) {
      response.setHeader('content-type', 'text/javascript');
      try {
        response.end(readFileSync(`dist/cdn/${pathname.slice(VERSIONED.length)}`));
      } catch {
        response.writeHead(404).end();
      }
    } else if (pathname === ALL) {
      response.setHeader('content-type', 'text/javascript');
      response.end(concatenated(search === '?base'));
    } else if (page) {
      response.setHeader('content-type', 'text/html');
      response.setHeader('content-security-policy', page.policy);
      response.end(page.text);
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      api(request, response, () => response.writeHead(404).end());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });

  return {
    async open(script, attributes = 'country="JPN"', broken, allowed) {
      const path = `/shop/${pages.size}`;
      const placed = script.replaceAll('LATEST/', LATEST).replaceAll('VERSIONED/', VERSIONED);
      const policy = allowed ? `${POLICY}; ${allowed}` : POLICY;
      pages.set(path, { text: html(placed, attributes), policy });
      const context = await browser.newContext();
      const page = await context.newPage();
      if (broken) await page.route(broken, (route) => route.abort());
      const trouble: string[] = [];
      const scripts: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.text().startsWith('violation')) {
          trouble.push(message.text());
        }
      });
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('response', (answer) => {
        if (answer.ok() && answer.url().includes(VERSIONED)) {
          scripts.push(answer.url().slice(answer.url().indexOf(VERSIONED) + VERSIONED.length));
        }
      });
      await page.addInitScript(() => {
        document.addEventListener('esim-state-change', (event) => {
          if ((event as CustomEvent).detail.phase === 'choosing-plan') performance.mark('plans');
        });
        document.addEventListener('esim-before-order', (event) =>
          (event as EsimBeforeOrderEvent).waitUntil(Promise.resolve()),
        );
        document.addEventListener('securitypolicyviolation', (event) => {
          console.info(`violation of ${event.violatedDirective}: ${event.blockedURI}`);
        });
      });
      await page.goto(`http://127.0.0.1:${port}${path}`);
      return { page, trouble, scripts };
    },
    fail(fault) {
      sandbox.control.fault(fault);
    },
    async close() {
      await browser.close();
      sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
