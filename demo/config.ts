import { fileURLToPath } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-src 'self'",
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

/** The demo page's Vite configuration, without the API behind it. */
export function demoConfig(plugins: Plugin[] = []): InlineConfig {
  return {
    root: folder('.'),
    appType: 'mpa',
    plugins: [strictPolicy(), ...plugins],
    server: { fs: { allow: [folder('..')] } },
    // Found before the first page asks: a dependency found later reloads the page amid a purchase.
    optimizeDeps: { entries: ['index.html', 'site.html', '../src/**/*.ts', '!../src/{gateway,sandbox}/**'] },
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
