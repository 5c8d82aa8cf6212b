// A browser page with one activation card on it, served from src by a dev server on a free port.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { CHROMIUM_ARGS, findBrowsers } from './browsers.mjs';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
const MODULE = '/src/elements/esim-activation-card/esim-activation-card.ts';

export interface CardPages {
  /** Opens a card with these properties. */
  open(
    properties: object,
    options?: BrowserContextOptions,
    /** Requests that fail. */
    broken?: string,
    /** Uses the strictest policy that a host may have. */
    strict?: boolean,
  ): Promise<Page>;
  close(): Promise<void>;
}

export async function serveCards(): Promise<CardPages> {
  const cacheDir = mkdtempSync(join(tmpdir(), 'card-page-'));
  const server: ViteDevServer = await createServer({
    configFile: false,
    logLevel: 'error',
    cacheDir,
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: {
      entries: [],
      noDiscovery: true,
      include: ['lit', 'qrcode/lib/core/qrcode.js'],
    },
    plugins: [
      {
        name: 'card-page',
        configureServer: ({ middlewares }) => {
          middlewares.use('/card', (request, response) => {
            if (request.url === '/strict') response.setHeader('Content-Security-Policy', POLICY);
            response.setHeader('Content-Type', 'text/html; charset=utf-8');
            response.end(
              '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Card</title><meta name="color-scheme" content="light dark"><main></main>',
            );
          });
        },
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser: Browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });

  return {
    async open(properties, options = {}, broken, strict = false) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await page.addInitScript(() => {
        const violations: string[] = [];
        Object.assign(window, { violations });
        document.addEventListener('securitypolicyviolation', (event) =>
          violations.push(`${event.violatedDirective}: ${event.blockedURI}`),
        );
      });
      if (broken) await page.route(broken, (route) => route.abort());
      await page.goto(`http://127.0.0.1:${port}/card${strict ? '/strict' : ''}`);
      await page.evaluate(
        async ([module, given]) => {
          const { EsimActivationCard } = await import(module);
          customElements.define('esim-activation-card', EsimActivationCard);
          const card = Object.assign(document.createElement('esim-activation-card'), given);
          document.querySelector('main')?.append(card);
          await (card as unknown as { updateComplete: Promise<boolean> }).updateComplete;
        },
        [MODULE, properties] as const,
      );
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(cacheDir, { recursive: true, force: true });
    },
  };
}
