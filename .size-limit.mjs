// Limits for what a script-tag user downloads, in gzip. Run after a build: `npm run size`. The libraries are bundled
// as they are published. The targets are 26 kB, 58 kB and 3 kB per language. They are missed. The limits below are
// today's sizes. docs/decisions/0002-size.md says what may raise them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { buildSync } from 'esbuild';

const CDN = 'dist/cdn';
const CACHE = 'node_modules/.cache/esim-checkout';
const LIT_ALONE = `${CACHE}/lit-alone.js`;

const manifest = JSON.parse(readFileSync(`${CDN}/.vite/manifest.json`, 'utf8'));

/** A copy of a file without the comment that names its source map, which only developer tools fetch. */
function withoutMap(name) {
  const copy = `${CACHE}/size/${name}`;
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(
    copy,
    readFileSync(`${CDN}/${name}`, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n'),
  );
  return copy;
}

/** A chunk's file and every file that it loads through static imports. */
function withImports(key, seen = new Set()) {
  const chunk = manifest[key];
  seen.add(withoutMap(chunk.file));
  for (const next of chunk.imports ?? []) withImports(next, seen);
  return seen;
}

function litAlone() {
  mkdirSync(CACHE, { recursive: true });
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
    limit: '29.4 kB',
  },
  {
    name: 'Everything in one language (IIFE)',
    path: withoutMap('esim-checkout.iife.js'),
    gzip: true,
    limit: '68.3 kB',
  },
  ...languages.map((name) => ({
    name: `Language ${basename(name, '.js')}`,
    path: withoutMap(`lang/${name}`),
    gzip: true,
    limit: '3.2 kB',
  })),
];
