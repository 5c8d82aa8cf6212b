// Touch, zoom, longer words, forced colours, no motion: on the screen of every phase.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { type HostPages, openHostPages } from '../support/host-pages/host-pages.js';
import { clipped, IN_PAGE, sticksOut } from '../support/host-pages/look.js';
import { PHASES, reach } from '../support/host-pages/phases.js';

const MARGIN = 'body { margin: 0 } main { padding: 8px }';

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/** Controls that are smaller than `least`. A radio button counts as large as its row. */
function small(page: Page, least: number): Promise<string[]> {
  return page.evaluate(
    `(() => { ${IN_PAGE}
      const operable = 'a[href], button, input, select, summary, [role=option]';
      return deep(document.querySelector('esim-checkout')).filter((each) => each.matches(operable) && seen(each) && !each.matches(':disabled')).flatMap((each) => {
        const { width, height } = (each.closest('label') ?? each).getBoundingClientRect();
        return Math.min(width, height) < ${Math.min(least, 24)} - 0.5 || height < ${least} - 0.5
          ? [called(each) + ' ' + Math.round(width) + ' × ' + Math.round(height)] : [];
      });
    })()`,
  );
}

async function fits(page: Page, width: number): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= width, `the page is ${wide} px wide`);
  assert.deepEqual(await sticksOut(page), []);
  assert.deepEqual(await clipped(page), []);
}

/** The names of all animations that run. */
async function animations(page: Page): Promise<string[]> {
  return page.evaluate(
    `(() => { ${IN_PAGE}
      const all = deep(document.querySelector('esim-checkout')).flatMap((each) => each.getAnimations());
      return all.map(({ animationName, transitionProperty }) => animationName ?? transitionProperty);
    })()`,
  );
}

describe('every phase', () => {
  for (const phase of PHASES)
    test(phase, async (t) => {
      const page = await reach(pages, phase, { css: MARGIN });
      await t.test('targets of 24 px for a mouse', async () => {
        assert.deepEqual(await small(page, 24), []);
      });
      await t.test('reflows at 400 % zoom', async () => {
        await page.setViewportSize({ width: 320, height: 256 });
        await fits(page, 320);
      });
      await t.test('texts of twice the size', async () => {
        await page.setViewportSize({ width: 640, height: 512 });
        await page.locator('esim-checkout').evaluate((element) => {
          element.style.setProperty('--esim-font-size', '32px');
        });
        await fits(page, 640);
        await page.setViewportSize({ width: 320, height: 512 });
        await fits(page, 320);
        await page.locator('esim-checkout').evaluate((element) => element.removeAttribute('style'));
      });
      await t.test('the spacing that a reader may set', async () => {
        await page.evaluate(
          `(() => { ${IN_PAGE}
            window.spacing = new CSSStyleSheet();
            spacing.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
            for (const { shadowRoot } of deep(document)) shadowRoot?.adoptedStyleSheets.push(spacing);
          })()`,
        );
        await fits(page, 320);
        await page.evaluate('spacing.replaceSync("")');
      });
      await t.test('words that are 40 % longer', async () => {
        await page.evaluate(async (module) => {
          const { pseudoStrings } = await import(module);
          const element = document.querySelector('esim-checkout') as EsimCheckout;
          element.strings = pseudoStrings();
          await element.updateComplete;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }, '/app/pseudo.js');
        await page.getByText('~').first().waitFor();
        await fits(page, 320);
        await page.setViewportSize({ width: 296, height: 600 });
        await fits(page, 296);
      });
      await t.test('stands still where motion is not wanted', async () => {
        assert.deepEqual(await animations(page), []);
      });
      await page.context().close();

      const phone = await reach(pages, phase, {
        context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
      });
      await t.test('targets of 44 px for a finger', async () => {
        assert.deepEqual(await small(phone, 44), []);
      });
      await phone.context().close();
    });
});

test('something moves while it loads, where motion is welcome', async () => {
  const page = await reach(pages, 'loading', { context: { reducedMotion: 'no-preference' } });
  // One for the heading and one for the plans: a browser runs each by itself.
  assert.deepEqual(await animations(page), ['breathe', 'breathe']);
  await page.context().close();
});

describe('the reader’s own colours', () => {
  const context = { forcedColors: 'active', colorScheme: 'dark' } as const;

  test('the chosen plan, the focus and the buttons are told apart without ours', async () => {
    const page = await reach(pages, 'choosing-plan', { context });
    await page.locator('esim-checkout input[type=radio]').nth(1).check();
    const looks = await page.locator('esim-checkout label').evaluateAll((rows) =>
      rows.slice(0, 2).map((row) => {
        const { borderTopColor, outlineStyle } = getComputedStyle(row);
        return `${borderTopColor} ${outlineStyle}`;
      }),
    );
    assert.notEqual(looks[0], looks[1]);
    await page.keyboard.press('Tab');
    const buy = await page.locator('esim-checkout [part=buy-button]').evaluate((button) => {
      const { outlineStyle, borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } =
        getComputedStyle(button);
      return {
        ring: outlineStyle,
        border: `${borderTopStyle} ${borderTopWidth}`,
        told: borderTopColor !== backgroundColor,
      };
    });
    assert.deepEqual(buy, { ring: 'solid', border: 'solid 1px', told: true });
    await page.context().close();
  });

  test('the option that the keys are at is told apart', async () => {
    const page = await reach(pages, 'choosing-destination', { context });
    await page.locator('esim-checkout [role=combobox]').focus();
    await page.keyboard.press('ArrowDown');
    const option = page.locator('esim-checkout [role=option][aria-selected=true]');
    assert.equal(await option.evaluate((each) => getComputedStyle(each).outlineStyle), 'solid');
    await page.context().close();
  });
});
