import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';
import { destinationImage } from '../src/sandbox/catalogue/image.js';
import { standardProducts } from '../src/sandbox/catalogue/products.js';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Puts the strict policy into the built page; Vite's own client would break it during development. */
function strictPolicy(): Plugin {
  return {
    name: 'strict-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** The hash of the CDN entry, for the snippets. Empty before the first `npm run build`. */
function integrity(): string {
  const list = folder('../dist/cdn/integrity.json');
  if (!existsSync(list)) return '';
  const { files } = JSON.parse(readFileSync(list, 'utf8')) as { files: Record<string, string> };
  return files['esim-checkout.js'] ?? '';
}

/** The demo page's Vite configuration, without the API behind it. */
export function demoConfig(plugins: Plugin[] = []): InlineConfig {
  return {
    root: folder('.'),
    appType: 'mpa',
    plugins: [strictPolicy(), ...plugins],
    define: { DEMO_INTEGRITY: JSON.stringify(integrity()) },
    server: { fs: { allow: [folder('..')] } },
    // Found before the first page asks: a dependency found later reloads the page amid a purchase.
    optimizeDeps: {
      entries: ['index.html', 'site.html', '../src/**/*.ts', '!../src/{gateway,sandbox}/**'],
    },
    build: {
      outDir: folder('dist'),
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      rolldownOptions: { input: [folder('index.html'), folder('site.html')] },
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}

/** The demo without a server, for any file host and any path. */
export function staticConfig(outDir: string): InlineConfig {
  const { build, ...config } = demoConfig([pictures(), fileNotice()]);
  return {
    ...config,
    configFile: false,
    mode: 'static',
    base: './',
    build: { ...build, outDir },
  };
}

/** The service worker of the static demo: one classic script beside the page. */
export function workerConfig(
  outDir: string,
  files: readonly string[],
  version: string,
): InlineConfig {
  return {
    root: folder('.'),
    configFile: false,
    mode: 'static',
    define: { DEMO_FILES: JSON.stringify(files), DEMO_VERSION: JSON.stringify(version) },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: {
        entry: folder('./backend/worker.ts'),
        formats: ['iife'],
        name: 'EsimDemo',
        fileName: () => 'sw.js',
      },
    },
  };
}

/** The catalogue's pictures as files, for a page that runs the API in itself: pictures are not asked of a page. */
function pictures(): Plugin {
  return {
    name: 'catalogue-pictures',
    generateBundle() {
      for (const { image, country_code: code } of standardProducts()) {
        if (image === '') continue;
        const fileName = `octopus${image}`;
        this.emitFile({ type: 'asset', fileName, source: destinationImage(code) });
      }
    },
  };
}

/** Says what to do when a page is opened from a file, where the browser runs none of its modules. */
function fileNotice(): Plugin {
  const fileName = 'file-notice.js';
  return {
    name: 'file-notice',
    generateBundle() {
      const source = readFileSync(folder('./backend/file-notice.js'), 'utf8');
      this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: `./${fileName}` }, injectTo: 'head' }],
    },
  };
}
