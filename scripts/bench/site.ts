// Serves the pages to compare, with the simulated API behind them.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { API_BASE, sandboxMiddleware, TOKEN_PATH } from '../../demo/mount.js';
import { createSandbox } from '../../src/sandbox/index.js';

const APP = 'node_modules/.cache/esim-checkout/bench-app';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.css': 'text/css',
};

const page = (head: string): string => `<!doctype html><html lang="en"><head>
  <meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${head}</head>
  <body><esim-checkout token-endpoint="${TOKEN_PATH}" api-base="${API_BASE}" country="JPN"></esim-checkout></body></html>`;

const MODULE = '<script type="module" src="cdn/esim-checkout.js"></script>';
const CLASSIC = '<script src="cdn/esim-checkout.iife.js" defer></script>';
/** The page's own script, which loads the element's. */
const LATE = '<script type="module" src="own.js"></script>';
const PRELOAD = '<link rel="modulepreload" href="cdn/esim-checkout.js">';

/** Builds a shop that installs the package from npm and bundles it with Vite. */
async function buildApp(): Promise<void> {
  const entry = '/bench-app.js';
  await build({
    configFile: false,
    logLevel: 'warn',
    base: './',
    plugins: [
      {
        name: 'bench-app',
        resolveId: (id) =>
          id === entry ? id : id.endsWith('index.html') ? join(process.cwd(), 'index.html') : null,
        load(id) {
          if (id === entry)
            return `import ${JSON.stringify(join(process.cwd(), 'dist/define.js'))};`;
          if (id.endsWith('index.html'))
            return page(`<script type="module" src="${entry}"></script>`);
          return null;
        },
      },
    ],
    build: { outDir: APP, emptyOutDir: true, rolldownOptions: { input: 'index.html' } },
  });
}

export interface Site {
  /** The URL of the page with this name. */
  url(name: string): string;
  /** Delays every answer except the document by this time. */
  delay(ms: number): void;
  close(): void;
}

/** @param beside the CDN folder of another build, as the page `beside` */
export async function openSite(beside: string | undefined): Promise<Site> {
  await buildApp();
  const documents = new Map([
    ['/floor/', readFileSync('scripts/bench/floor.html', 'utf8')],
    ['/module/', page(MODULE)],
    ['/classic/', page(CLASSIC)],
    ['/app/', readFileSync(join(APP, 'index.html'), 'utf8')],
    ['/late/', page(LATE)],
    ['/preload/', page(PRELOAD + LATE)],
    ['/beside/', page(MODULE)],
  ]);
  const folders: readonly (readonly [string, string])[] = [
    ['/floor/', 'scripts/bench'],
    ['/module/cdn/', 'dist/cdn'],
    ['/classic/cdn/', 'dist/cdn'],
    ['/app/', APP],
    ['/late/cdn/', 'dist/cdn'],
    ['/preload/cdn/', 'dist/cdn'],
    ['/beside/cdn/', beside ?? 'dist/cdn'],
  ];
  const sandbox = createSandbox({ basePath: API_BASE });
  const api = sandboxMiddleware(sandbox);
  let late = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const document = documents.get(pathname);
    if (document !== undefined) {
      response.setHeader('content-type', 'text/html').end(document);
      return;
    }
    const [prefix, folder] = folders.find(([start]) => pathname.startsWith(start)) ?? [];
    const file = prefix && folder && join(folder, pathname.slice(prefix.length));
    setTimeout(() => {
      if (pathname.endsWith('/own.js')) {
        response.setHeader('content-type', 'text/javascript');
        response.end("import('./cdn/esim-checkout.js');");
      } else if (file && existsSync(file)) {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
        response.end(readFileSync(file));
      } else api(request, response, () => response.writeHead(404).end());
    }, late);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://127.0.0.1:${port}/${name}/`,
    delay(ms) {
      late = ms;
    },
    close() {
      sandbox.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
