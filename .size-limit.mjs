// Limits for what a script-tag user downloads, in gzip. Run after a build: `npm run size`. The libraries are bundled
// as they are published. The targets are 26 kB, 58 kB and 3 kB per language. They are missed. The limits below are
// today's sizes, and only ever go down (docs/decisions/0002-size.md).
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { buildSync } from 'esbuild';

const CDN = 'dist/cdn';
const LIT_ALONE = 'node_modules/.cache/esim-checkout/lit-alone.js';

const manifest = JSON.parse(readFileSync(`${CDN}/.vite/manifest.json`, 'utf8'));

/** A chunk's file and every file that it loads through static imports. */
function withImports(key, seen = new Set()) {
  const chunk = manifest[key];
  seen.add(`${CDN}/${chunk.file}`);
  for (const next of chunk.imports ?? []) withImports(next, seen);
  return seen;
}

function litAlone() {
  mkdirSync('node_modules/.cache/esim-checkout', { recursive: true });
  buildSync({
    stdin: { contents: "export { css, html, LitElement } from 'lit';", resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    outfile: LIT_ALONE,
  });
  return LIT_ALONE;
}

const languages = readdirSync(`${CDN}/lang`, { recursive: true }).filter((name) =>
  name.endsWith('.js'),
);

export default [
  { name: 'Lit alone, for comparison', path: litAlone(), gzip: true },
  {
    name: 'Module build until the plans are on screen',
    path: [...withImports('src/define.ts')],
    gzip: true,
    limit: '29.1 kB',
  },
  {
    name: 'Everything in one language (IIFE)',
    path: `${CDN}/esim-checkout.iife.js`,
    gzip: true,
    limit: '66.4 kB',
  },
  ...languages.map((name) => ({
    name: `Language ${basename(name, '.js')}`,
    path: `${CDN}/lang/${name}`,
    gzip: true,
    limit: '3.2 kB',
  })),
];
