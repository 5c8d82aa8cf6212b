import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { type HostPages, openHostPages } from '../support/host-pages/host-pages.js';
import { PHASES, reach } from '../support/host-pages/phases.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = readFileSync(new URL('../../demo/page/site/themes.css', import.meta.url), 'utf8');
/** The page behind the element has the theme's colours, as in the demo. */
const CSS = `${THEMES} body { margin: 0 } main { padding: 16px }
  .connect { padding: 16px } html { color-scheme: light } html.dark { color-scheme: dark }`;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const LOOKS = ['airline', 'bank', 'hotel'].flatMap((theme) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    (['ltr', 'rtl'] as const).map((dir) => ({ theme, scheme, dir })),
  ),
);

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };
    };
    const found = await axe.run(document.querySelector('esim-checkout') as Element, {
      runOnly: tags,
      resultTypes: ['violations'],
    });
    return found.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.flat().join(' ')} ${node.any[0]?.message ?? ''}`).join('; ')}`,
    );
  }, TAGS);
}

describe('axe finds nothing, in two schemes, two directions and three themes', () => {
  for (const phase of PHASES)
    test(phase, async () => {
      const page = await reach(pages, phase, {
        css: CSS,
        around: (element) => `<main><h1>Trip</h1><div class="connect">${element}</div></main>`,
      });
      await page.evaluate(AXE);
      const found: string[] = [];
      for (const look of LOOKS) {
        await page.evaluate(async ({ theme, scheme, dir }) => {
          const root = document.documentElement;
          root.dataset.theme = theme;
          root.className = scheme;
          root.dir = dir;
          await document.querySelector('esim-checkout')?.updateComplete;
        }, look);
        for (const each of await violations(page))
          found.push(`${look.theme} ${look.scheme} ${look.dir}: ${each}`);
      }
      assert.deepEqual(found, []);
      await page.context().close();
    });
});

test('axe would tell: a colour too pale is found inside the element', async () => {
  const page = await reach(pages, 'choosing-plan', {
    css: 'esim-checkout { --esim-color-muted: #ccc; --esim-color-surface: #fff }',
  });
  await page.evaluate(AXE);
  assert.match((await violations(page)).join(), /color-contrast/);
  await page.context().close();
});
