// The demo's pages for everybody: what axe finds, and whether they fit their windows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';
import { type DemoStage, openDemoStage, stands } from '../support/demo-stage.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

let stage: DemoStage;
before(async () => {
  stage = await openDemoStage();
});
after(() => stage.close());

describe('axe finds nothing, and nothing is wider than the window', { concurrency: 3 }, () => {
  for (const site of ['airline', 'bank', 'hotel']) {
    for (const scheme of ['light', 'dark']) {
      test(`${site}, ${scheme}`, async () => {
        const { page, errors, desktop, phone } = await stage.open(`?site=${site}&scheme=${scheme}`);
        await desktop.getByRole('heading', { level: 2 }).first().waitFor();
        await stands(page, site === 'bank' ? 'choosing-destination' : 'choosing-plan', '0 debits');
        for (const frame of page.frames()) assert.deepEqual(await violations(frame), []);
        if (site === 'airline') {
          for (const tab of ['Look', 'Embed', 'Activity']) {
            await page.getByRole('tab', { name: tab }).click();
            assert.deepEqual(await violations(page.mainFrame()), [], tab);
          }
        }
        for (const width of scheme === 'light' ? [390, 1280, 2560] : []) {
          await page.setViewportSize({ width, height: 900 });
          // A narrow window has room for the phone's page alone.
          if (width < 760)
            await page.locator('#desktop-screen iframe').waitFor({ state: 'detached' });
          else await desktop.locator('#foot').waitFor();
          await phone.locator('#foot').waitFor();
          const [own, ...framed] = await Promise.all(page.frames().map(overflow));
          assert.equal(own, 0, `${width} px`);
          assert.ok(
            framed.every((each) => each === 0),
            `frames at ${width} px`,
          );
        }
        assert.deepEqual(errors, []);
        await page.context().close();
      });
    }
  }
});

const overflow = (frame: Frame): Promise<number> =>
  frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  return frame.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<AxeResults> };
    };
    const found = await axe.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
      iframes: false,
    });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.flat().join(' ')).join('; ')}`,
    );
  }, TAGS);
}
