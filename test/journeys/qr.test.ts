import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { activationCodes } from '../support/activation-codes.js';
import { type CardPages, serveCards } from '../support/card-page.js';
import { needPrograms } from '../support/programs.mjs';
import { scans } from '../support/scan.js';

const run = promisify(execFile);
const [CODE = ''] = activationCodes(1);
const GIVEN = { activationCode: CODE, iccid: '8944500102198304826', destination: 'Japan' };
const RGBA = { r: 255, g: 255, b: 255 };

let pages: CardPages;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'card-scan-'));
  pages = await serveCards();
});
after(async () => {
  await pages.close();
  await rm(folder, { recursive: true, force: true });
});

async function paper(page: Page): Promise<{ text: string; png: Buffer; sheets: number }> {
  const file = join(folder, 'page.pdf');
  await page.pdf({ path: file, format: 'A4' });
  await run('pdftoppm', ['-r', '150', '-png', file, join(folder, 'page')]);
  const [first = '', ...more] = (await readdir(folder))
    .filter((name) => /^page-.*png$/.test(name))
    .sort();
  const png = await readFile(join(folder, first));
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  for (const name of [first, ...more]) await rm(join(folder, name));
  return { text: stdout, png, sheets: 1 + more.length };
}

describe('the QR code on a screen', () => {
  const screens: [name: string, options: BrowserContextOptions][] = [
    ['pixel ratio 1', { deviceScaleFactor: 1 }],
    ['pixel ratio 2', { deviceScaleFactor: 2 }],
    ['pixel ratio 3', { deviceScaleFactor: 3 }],
    ['dark, pixel ratio 1', { colorScheme: 'dark' }],
    ['dark, pixel ratio 2', { colorScheme: 'dark', deviceScaleFactor: 2 }],
    ['forced colours', { forcedColors: 'active', colorScheme: 'dark' }],
    ['a phone', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true }],
    ['280 px', { viewport: { width: 312, height: 700 } }],
  ];
  for (const [name, options] of screens)
    test(`${name}: the page scans`, async () => {
      const page = await pages.open(GIVEN, options);
      await page.locator('[part=qr] path').waitFor();
      const png = await page.locator('[part=qr]').screenshot();
      const { data, width } = PNG.sync.read(png);
      assert.ok(width >= 240 * (options.deviceScaleFactor ?? 1), 'at least 240 px');
      const corner = width * 2 * 4 + 4 * 8;
      assert.deepEqual({ r: data[corner], g: data[corner + 1], b: data[corner + 2] }, RGBA);
      await scans(await page.screenshot({ fullPage: true }), CODE);
      await page.context().close();
    });

  test('short, long and odd codes scan at pixel ratio 1', async () => {
    const page = await pages.open(GIVEN);
    for (const code of activationCodes(25)) {
      await page.evaluate(async (text) => {
        const card = document.querySelector('esim-activation-card') as HTMLElement & {
          activationCode: string;
          updateComplete: Promise<boolean>;
        };
        card.activationCode = text;
        await card.updateComplete;
      }, code);
      await scans(await page.locator('[part=qr]').screenshot(), code);
    }
    await page.context().close();
  });
});

describe('the QR code on paper', () => {
  before(() => needPrograms('pdftoppm', 'pdftotext'));
  const colours = ['light', 'dark'] as const;
  for (const colorScheme of colours)
    test(`the page as the browser prints it, ${colorScheme}, scans`, async () => {
      const page = await pages.open(GIVEN, { colorScheme });
      await page.locator('[part=qr] path').waitFor();
      const { png, text } = await paper(page);
      await scans(png, CODE);
      assert.match(text, /8944500102198304826/);
      assert.doesNotMatch(text, /Save image/);
      await page.context().close();
    });

  test('the page of the Print button: plan, values and steps on one sheet, and it scans', async () => {
    const page = await pages.open({
      ...GIVEN,
      plan: {
        productId: 1,
        variantId: 1,
        name: 'Japan 5 GB',
        countryCode: 'JPN',
        price: { amount: 4.5, currency: 'USD' },
        dataGb: 5,
        validityDays: 30,
      },
    });
    const printed = page.waitForFunction(() => 'printed' in window);
    // The frame's page becomes the page, as the print dialog has it.
    await page.evaluate(() => {
      const frames = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
      Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
        get() {
          const view = frames?.get?.call(this);
          view.print = () => Object.assign(window, { printed: view.document });
          return view;
        },
      });
    });
    await page.getByRole('button', { name: 'Print' }).click();
    await printed;
    await page.evaluate(() => {
      const { printed } = window as unknown as { printed: Document };
      const from = printed.body.firstElementChild?.shadowRoot;
      const rules = [...(from?.adoptedStyleSheets[0]?.cssRules ?? [])];
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules.map((rule) => rule.cssText).join('\n'));
      const host = document.createElement('div');
      const inside = host.attachShadow({ mode: 'open' });
      inside.adoptedStyleSheets = [sheet];
      inside.append(...(from?.childNodes ?? []));
      document.body.replaceChildren(host);
    });
    const { png, text, sheets } = await paper(page);
    await scans(png, CODE);
    for (const part of [
      'Japan',
      '5 GB',
      '30 days',
      '8944500102198304826',
      'iPhone or iPad',
      'Android',
    ])
      assert.ok(text.includes(part), `${part} is on the page`);
    assert.equal(sheets, 1);
    await page.context().close();
  });
});

describe('a card whose parts cannot be loaded', () => {
  const code = (page: Page) => page.locator('[part=code]').first().innerText();

  test('no view: the code is there as text, and the card comes when the network does', async () => {
    const page = await pages.open(GIVEN, {}, '**/card-view.ts*');
    assert.equal(await code(page), CODE);
    await page.unrouteAll();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('[part=qr] path').waitFor();
    await page.context().close();
  });

  test('no encoder: the values are there, and the QR code comes when the network does', async () => {
    const page = await pages.open(GIVEN, {}, '**/qr.ts*');
    await page.getByText('The QR code could not be drawn').waitFor();
    assert.equal(await code(page), CODE);
    await page.unrouteAll();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('[part=qr] path').waitFor();
    await page.context().close();
  });

  test('no encoder: the QR code comes when the card is put into the page again', async () => {
    const page = await pages.open(GIVEN, {}, '**/qr.ts*');
    await page.getByText('The QR code could not be drawn').waitFor();
    await page.unrouteAll();
    await page.evaluate(() => {
      const card = document.querySelector('esim-activation-card');
      if (card) card.parentElement?.append(card);
    });
    await page.locator('[part=qr] path').waitFor();
    await page.context().close();
  });
});

test('a strict content security policy allows everything the card does', async () => {
  const page = await pages.open(GIVEN, {}, undefined, true);
  for (const name of ['Copy ICCID', 'Save image', 'Save SVG', 'Print'])
    await page.getByRole('button', { name }).click();
  await page.locator('iframe').waitFor({ state: 'attached' });
  assert.deepEqual(
    await page.evaluate(() => (window as unknown as { violations: string[] }).violations),
    [],
  );
  assert.equal(
    await page.locator('.problem').count(),
    await page.locator('.value .problem').count(),
  );
  await page.context().close();
});
