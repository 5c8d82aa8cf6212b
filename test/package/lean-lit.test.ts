// The lean Lit must do what the whole library does, with whatever is drawn after whatever was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { leanLit } from '../../scripts/vite/lean-lit.js';
import { CHROMIUM_ARGS, findBrowsers } from '../support/browsers.mjs';
import type { Act, Tree } from '../support/lit-sample.js';

async function bundled(tag: string, lean: boolean): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: 'warn',
    define: { TAG: JSON.stringify(tag) },
    plugins: lean ? [leanLit()] : [],
    build: {
      lib: {
        entry: fileURLToPath(new URL('../support/lit-sample.ts', import.meta.url)),
        formats: ['iife'],
        name: 'Sample',
      },
      write: false,
      target: 'es2022',
    },
  })) as Rollup.RollupOutput[];
  return output?.output[0].code ?? '';
}

const word = fc.constantFrom('', 'a', 'b <i>', '"c"');
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(word, fc.integer({ min: 0, max: 9 }), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.record({
      kind: fc.constantFrom('none', 'bare', 'two', 'ends', 'text', 'attributes'),
      a: tie('tree'),
      b: tie('tree'),
      on: fc.boolean(),
    }),
  ),
}));
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ set: fc.constant('tree' as const), to: tree }) },
  fc.record({ set: fc.constantFrom('name' as const, 'label' as const), to: word }),
  fc.record({ set: fc.constant('count' as const), to: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ set: fc.constant('on' as const), to: fc.boolean() }),
  fc.record({
    attribute: fc.constantFrom(
      'name' as const,
      'data-label' as const,
      'count' as const,
      'on' as const,
    ),
    to: fc.option(fc.constantFrom('', '1', 'x')),
  }),
  fc.record({ move: fc.boolean() }),
);

let browser: Browser;
let page: Page;
before(async () => {
  browser = await chromium.launch({
    executablePath: findBrowsers().chromium ?? '',
    args: CHROMIUM_ARGS,
  });
  page = await browser.newPage();
  await page.evaluate(await bundled('whole-lit', false));
  await page.evaluate(await bundled('lean-lit', true));
});
after(() => browser.close());

test('the lean Lit draws and tells what the whole library does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
      const [whole, lean] = await page.evaluate((acts) => {
        const players = globalThis as unknown as Record<string, (acts: Act[]) => Promise<string[]>>;
        return Promise.all(
          ['whole-lit', 'lean-lit'].map((tag) => players[tag]?.(JSON.parse(acts))),
        );
      }, JSON.stringify(acts));
      assert.deepEqual(lean, whole);
    }),
    { numRuns: 300, includeErrorInReport: true },
  );
});
