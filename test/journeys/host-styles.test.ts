import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Phase } from '../../src/core/types.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { HOSTILE } from '../support/host-pages/hostile-styles.js';
import { difference, sticksOut } from '../support/host-pages/look.js';
import { reach, waitFor } from '../support/host-pages/phases.js';

/**
 * A place of the test's own that no rule of the page can move. It reaches below the element: a height that is
 * not whole pixels, as fonts give, would else show the page's colour in the last row of the picture.
 */
const FRAME =
  'all: initial !important; display: block !important; width: 420px !important; margin: 0 !important; padding-bottom: 2px !important; background: Canvas !important';
const around = (element: string): string => `<main><div style="${FRAME}">${element}</div></main>`;

/** The folder for pictures of failures. */
const shots = process.env.SHOTS;

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

async function wear(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    window.scrollTo(0, 0);
  }, css);
}

describe('a page’s own styles change nothing inside', () => {
  const phases: Phase[] = ['choosing-destination', 'choosing-plan', 'delivered', 'failed'];
  for (const phase of phases)
    test(phase, async (t) => {
      const page = await reach(pages, phase, { around });
      await page
        .locator('esim-checkout .base')
        .first()
        .evaluate((base) => {
          // The page sets the colours behind the element.
          base.style.background = 'Canvas';
        });
      const box = page.locator('esim-checkout .base').first();
      await page.mouse.move(0, 0);
      const plain = await box.screenshot({ animations: 'disabled' });
      assert.equal(difference(plain, await box.screenshot({ animations: 'disabled' })), 0);
      for (const [name, css] of Object.entries(HOSTILE))
        await t.test(name, async () => {
          await wear(page, css);
          const worn = await box.screenshot({ animations: 'disabled' });
          const share = difference(plain, worn);
          if (shots && share >= 0.001) {
            mkdirSync(shots, { recursive: true });
            writeFileSync(`${shots}/${phase} ${name}.png`, worn);
            writeFileSync(`${shots}/${phase}.png`, plain);
          }
          assert.ok(share < 0.001, `${(share * 100).toFixed(2)} % of the pixels differ`);
        });
      await page.context().close();
    });
});

describe('places to be put in', () => {
  const places: [name: string, markup: string, least: number][] = [
    ['a flex row', '<div class="flex"><slot></slot></div>', 300],
    ['a flex row beside something', '<div class="flex"><p>Beside</p><slot></slot></div>', 300],
    ['a centring flex column', '<div class="column"><slot></slot></div>', 300],
    ['a centring grid', '<div class="grid"><slot></slot></div>', 300],
    ['an inline block', '<div class="inline"><slot></slot></div>', 300],
    ['a float', '<div class="float"><slot></slot></div>', 300],
    ['a table cell', '<table><tr><td><slot></slot></td></tr></table>', 300],
    ['an absolute box', '<div class="absolute"><slot></slot></div>', 300],
    ['a 280 px column', '<div class="small"><slot></slot></div>', 280],
    ['a 200 px column', '<div class="narrow"><slot></slot></div>', 200],
  ];
  const css = `body { margin: 8px } .flex { display: flex } .grid { display: grid; place-items: center }
    .column { display: flex; flex-direction: column; align-items: center } .inline { display: inline-block }
    .float { float: left } .absolute { position: absolute } .narrow { width: 200px } .small { width: 280px }`;
  for (const phase of ['choosing-destination', 'choosing-plan', 'delivered'] as const)
    test(phase, async (t) => {
      const page = await reach(pages, phase, { css });
      for (const [name, markup, least] of places)
        await t.test(name, async () => {
          const width = async (viewport: number): Promise<number> => {
            await page.setViewportSize({ width: viewport, height: 900 });
            return page.evaluate(async (html) => {
              const element = document.querySelector('esim-checkout') as HTMLElement;
              const main = document.querySelector('main') as HTMLElement;
              const template = document.createElement('template');
              template.innerHTML = html;
              template.content.querySelector('slot')?.replaceWith(element);
              main.replaceChildren(template.content);
              await new Promise((resolve) => requestAnimationFrame(resolve));
              return element.shadowRoot?.querySelector('.base')?.clientWidth ?? 0;
            }, markup);
          };
          const wide = await width(800);
          assert.ok(wide >= least, `${wide} px wide`);
          assert.deepEqual(await sticksOut(page), []);
          await width(320);
          const page320 = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(page320 <= 320, `on a phone the page is ${page320} px wide`);
          assert.deepEqual(await sticksOut(page), []);
        });
      await page.context().close();
    });

  test('a modal dialog: wide enough, and the focus comes in', async () => {
    pages.restart();
    const page = await pages.open({ body: `<dialog>${tag({ country: 'JPN' })}</dialog>` });
    await page.evaluate(() => document.querySelector('dialog')?.showModal());
    await waitFor(page, 'choosing-plan');
    const box = await page.locator('esim-checkout .base').first().boundingBox();
    assert.ok((box?.width ?? 0) >= 300, `${box?.width} px wide`);
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement?.localName);
    assert.equal(inside, 'esim-checkout');
    await page.context().close();
  });
});

describe('a parent that hides what sticks out', () => {
  const clip = (element: string): string =>
    `<main><div style="overflow: hidden; width: 360px">${element}</div></main>`;
  const phases: Phase[] = ['choosing-destination', 'choosing-plan', 'delivered', 'failed'];
  for (const phase of phases)
    test(`shows the whole focus ring of everything in ${phase}`, async () => {
      const page = await reach(pages, phase, { around: clip });
      const cut: string[] = [];
      for (let step = 0; step < 30; step++) {
        await page.keyboard.press('Tab');
        const ring = await page.evaluate(() => {
          let focused: Element | null = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          if (!focused || focused === document.body) return undefined;
          // The row shows the focus ring of its radio button.
          const drawn = focused.matches('[type=radio]') ? focused.closest('label') : focused;
          if (!drawn) return undefined;
          const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(drawn);
          const out = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
          const { left, right } = drawn.getBoundingClientRect();
          const base = document.querySelector('esim-checkout')?.getBoundingClientRect();
          return {
            name: `${drawn.localName}.${drawn.className} ${drawn.textContent?.trim().slice(0, 20)}`,
            none: outlineStyle === 'none',
            cut: left - out < (base?.left ?? 0) - 0.5 || right + out > (base?.right ?? 0) + 0.5,
          };
        });
        if (!ring) break;
        if (ring.none || ring.cut) cut.push(ring.name);
      }
      assert.deepEqual([...new Set(cut)], []);
      await page.context().close();
    });
});
