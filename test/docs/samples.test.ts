// Every sample of README.md and docs/ compiles, or is word for word in a file that other tests run.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Block, blocksOf, pages } from './markdown.js';
import { problemsOfHtml, scriptsOf } from './sample-html.js';

const LANGUAGES = ['ts', 'tsx', 'js', 'html', 'vue', 'svelte'];
/** Samples that cannot compile here: they need a framework that is not installed, or leave out most of a list. */
const MOST_FRAGMENTS = 3;
/** Here, so that the samples find the packages of the framework apps too. */
const FOLDER = 'test/frameworks/.cache/samples';
/** What other tests run or compile. */
const TESTED = ['demo/host', 'src', 'test/frameworks'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(?!.*(node_modules|\.cache)).*\.(ts|tsx|vue|svelte)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);

const blocks = pages()
  .flatMap(blocksOf)
  .filter(({ language }) => LANGUAGES.includes(language));
const placeOf = ({ page, line }: Block): string => `${page}:${line}`;

/** Two imports stand together in the README, without what the file imports between them. */
function isTested({ text }: Block): boolean {
  const lines = text.trim().split('\n');
  const areImports = lines.every((line) => line.startsWith('import '));
  return TESTED.some((source) =>
    areImports ? lines.every((line) => source.includes(`${line}\n`)) : source.includes(text),
  );
}

/** Where a sample is written: it may say so itself, because another sample imports it. */
function fileOf({ page, line, language, meta, text }: Block): string {
  const [, own] = /^\[([\w./-]+)\]$/.exec(meta) ?? /^\/\/ ([\w./-]+\.(?:ts|js))\n/.exec(text) ?? [];
  const folder = page.replace(/\.md$/, '').replaceAll('/', '-');
  return join(FOLDER, folder, own ?? `line-${line}.${language}`);
}

function write(block: Block): void {
  const file = fileOf(block);
  const isSolid = block.text.includes('esim-checkout/solid');
  const head = isSolid ? '/** @jsxImportSource solid-js */' : '';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, head + block.text + sameAsInSource(block));
}

/** The reference repeats types of the package. They must be identical, optional and readonly members included. */
function sameAsInSource({ page, text }: Block): string {
  if (page !== 'docs/reference.md') return '';
  const names = [...text.matchAll(/^(?:interface|type) (\w+)/gm)].map(([, name]) => name);
  return [
    "import type * as element from 'esim-checkout';",
    'type Of<A> = <T>() => T extends A ? 1 : 2;',
    'type Same<A, B> = Of<A> extends Of<B> ? true : false;',
    ...names.map((name) => `true satisfies Same<${name}, element.${name}>;`),
  ].join('\n');
}

const ENTRIES = [
  'core',
  'define',
  'gateway',
  'preact',
  'react',
  'sandbox',
  'solid',
  'svelte',
  'vue',
];
const root = '../../../..';

/** TypeScript is strict, as partners have it. JavaScript has no types for its own values. */
function config(name: string, extension: string, options: Record<string, unknown>): string {
  const paths = Object.fromEntries(
    ENTRIES.map((entry) => [
      `esim-checkout/${entry}`,
      [`${root}/src/${entry}.ts`, `${root}/src/${entry}/index.ts`],
    ]),
  );
  const file = join(FOLDER, name);
  writeFileSync(
    file,
    JSON.stringify({
      extends: `${root}/tsconfig.json`,
      compilerOptions: {
        ...{ moduleDetection: 'force', noUnusedLocals: false, noUnusedParameters: false },
        ...{ jsx: 'react-jsx', allowJs: true, types: ['node'] },
        paths: { 'esim-checkout': [`${root}/src/index.ts`], ...paths },
        ...options,
      },
      include: [
        `**/*.${extension}`,
        `**/*.${extension}x`,
        '../../yours/*',
        `${root}/src/**/*.d.ts`,
      ],
      exclude: [],
    }),
  );
  return file;
}

/** @returns its complaints of the samples. `npm run types` checks the sources, more strictly. */
function compile(project: string): string {
  const { stdout } = spawnSync('node', ['node_modules/typescript/bin/tsc', '-p', project], {
    encoding: 'utf8',
  });
  return stdout.replace(/^src\/.*\n(?: .*\n)*/gm, '');
}

describe('samples', { timeout: 120_000 }, () => {
  const fragments = blocks.filter(({ meta }) => meta === 'fragment');
  const others = blocks.filter((block) => !fragments.includes(block));
  const html = others.filter(({ language }) => language === 'html');
  const code = others.filter((block) => !html.includes(block) && !isTested(block));
  /** Other samples import these. */
  const named = others.filter((block) => !/\/line-\d+\.\w+$/.test(fileOf(block)));

  before(() => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
  });
  after(() => rmSync(FOLDER, { recursive: true, force: true }));

  it('are found', () => assert.ok(blocks.length > 40, `${blocks.length}`));

  it('are checked, but for a few', () =>
    assert.ok(fragments.length <= MOST_FRAGMENTS, fragments.map(placeOf).join('\n')));

  it('in templates are word for word in an app that is checked and built', () => {
    const loose = code.filter(({ language }) => ['vue', 'svelte'].includes(language));
    assert.deepEqual(loose.map(placeOf), []);
  });

  for (const block of html)
    it(`in HTML have only names of the manifest: ${placeOf(block)}`, () =>
      assert.deepEqual(problemsOfHtml(block.text), []));

  it('compile', () => {
    for (const block of new Set([...code, ...named])) if (block.language !== 'html') write(block);
    for (const block of html)
      for (const text of scriptsOf(block.text)) write({ ...block, language: 'js', meta: '', text });
    const strict = config('strict.json', 'ts', {
      rootDirs: [
        ...['docs-server-rendering', 'docs-frameworks'],
        ...[`${root}/demo/host/page`, '../../yours'],
      ],
    });
    const loose = config('loose.json', 'js', {
      ...{ checkJs: true, strict: false, exactOptionalPropertyTypes: false },
      rootDirs: ['docs-quick-start', 'docs-quick-start/public', 'docs-languages', '../../yours'],
    });
    assert.equal(compile(strict) + compile(loose), '');
  });
});
