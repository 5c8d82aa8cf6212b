// Draws docs/images: every phase on one sheet, and the picture at the top of the README.
// npm run images
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { startDemoServer } from '../demo/server.js';
import { seededRandom } from '../src/sandbox/index.js';
import { type HostPages, openHostPages } from '../test/support/host-pages/host-pages.js';
import { buy, PHASES, reach, waitFor } from '../test/support/host-pages/phases.js';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const SCALE = 0.46;
const phone: BrowserContextOptions = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  hasTouch: true,
  isMobile: true,
  viewport: { width: 390, height: 844 },
};
const CSS = `html { color-scheme: light dark; background: light-dark(#eef0f3, #0c0d0e) }
  body { margin: 0 } main { padding: 16px; background: light-dark(#fff, #17181a) }`;

interface Look {
  name: string;
  width: number;
  dark?: boolean;
  lang?: string;
}

const LOOKS: readonly Look[] = [
  { name: 'Phone', width: 390 },
  { name: 'Dark', width: 390, dark: true },
  { name: 'Right to left', width: 390, lang: 'ar' },
  { name: '280 px', width: 312 },
];
const DESKTOP: Look = { name: 'Desktop', width: 832 };

async function shoot(page: Page, { width, dark = false, lang = 'en' }: Look): Promise<string> {
  await page.setViewportSize({ width, height: 2400 });
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.evaluate((tag) => {
    document.documentElement.lang = tag;
  }, lang);
  await page.waitForTimeout(250);
  const png = await page
    .locator('main')
    .screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  return `data:image/png;base64,${png.toString('base64')}`;
}

async function sheet(pages: HostPages): Promise<void> {
  const rows: string[] = [];
  for (const phase of PHASES) {
    const cells: string[] = [];
    const add = async (page: Page, look: Look): Promise<void> => {
      cells.push(
        `<td><img src="${await shoot(page, look)}" width="${Math.round(look.width * SCALE)}"></td>`,
      );
    };
    const small = await reach(pages, phase, { css: CSS, context: phone });
    for (const look of LOOKS) await add(small, look);
    await small.context().close();
    const large = await reach(pages, phase, { css: CSS });
    await add(large, DESKTOP);
    await large.context().close();
    rows.push(`<tr><th>${phase}</th></tr><tr>${cells.join('')}</tr>`);
  }
  const head = [...LOOKS, DESKTOP]
    .map(({ name, width }) => `<td>${name}, ${width} px</td>`)
    .join('');
  const context = await pages.browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
  });
  const page = await context.newPage();
  await page.setContent(`<!doctype html><style>
    body { margin: 0; background: #dfe2e7; font: 13px/1.4 system-ui, sans-serif; color: #30343a }
    table { border-spacing: 12px 6px } td { vertical-align: top; padding: 0 }
    th { padding-top: 10px; text-align: left; font-size: 16px } img { display: block; border-radius: 4px }
  </style><table><tr>${head}</tr>${rows.join('')}</table>`);
  const jpeg = await page
    .locator('table')
    .screenshot({ path: `${folder}phases.jpg`, type: 'jpeg', quality: 70 });
  console.info(`phases.jpg ${Math.round(jpeg.length / 1024)} KB`);
  await context.close();
}

/** Draws the airline's page with plans next to the same page with the eSIM. */
async function hero(pages: HostPages): Promise<void> {
  const shots: string[] = [];
  for (const delivered of [false, true]) {
    const demo = await startDemoServer({
      sandbox: { random: seededRandom(7), scenario: { fulfilAfterMs: 0 } },
    });
    const context = await pages.browser.newContext({
      viewport: { width: 640, height: 900 },
      deviceScaleFactor: 1.5,
      colorScheme: 'light',
      reducedMotion: 'reduce',
      locale: 'en-US',
    });
    const page = await context.newPage();
    await page.goto(`${demo.url}site.html?country=JPN`);
    if (delivered) {
      await buy(page, 3);
      await waitFor(page, 'delivered');
    } else {
      await waitFor(page, 'choosing-plan');
      await page.locator('esim-checkout input[type=radio]').nth(3).check();
    }
    await page.mouse.move(0, 0);
    await page.evaluate(() => {
      const section = document.querySelector('#esim') as HTMLElement;
      window.scrollTo(0, section.getBoundingClientRect().top + window.scrollY - 16);
      (document.activeElement as HTMLElement | null)?.blur();
    });
    await page.waitForTimeout(300);
    shots.push(`data:image/png;base64,${(await page.screenshot()).toString('base64')}`);
    await context.close();
    await demo.close();
  }
  const context = await pages.browser.newContext({ viewport: { width: 1320, height: 940 } });
  const page = await context.newPage();
  await page.setContent(`<!doctype html><style>
    body { display: flex; gap: 24px; margin: 0; padding: 20px; background: #dfe6e8 }
    img { width: 628px; border-radius: 12px; box-shadow: 0 1px 3px #0003 }
  </style>${shots.map((src) => `<img src="${src}">`).join('')}`);
  const png = await page.locator('body').screenshot({ path: `${folder}checkout.png` });
  console.info(`checkout.png ${Math.round(png.length / 1024)} KB`);
  await context.close();
}

mkdirSync(folder, { recursive: true });
const pages = await openHostPages();
try {
  await sheet(pages);
  await hero(pages);
} finally {
  await pages.close();
}
