import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { languages } from '../../src/i18n/languages.js';
import { decodeQr } from '../support/decode-qr.js';
import { ensureBuild } from './built.js';
import { type CdnServer, serveCdn } from './cdn-page.js';

const MODULE = '<script type="module" src="VERSIONED/esim-checkout.js"></script>';
const CLASSIC = '<script src="VERSIONED/esim-checkout.iife.js" defer></script>';
const TAGS = ['esim-checkout', 'esim-plan-picker', 'esim-order-status', 'esim-activation-card'];

interface Chunk {
  file: string;
  imports?: string[];
}

/** What `.size-limit.mjs` counts as the first screen: the entry and its static imports. */
function firstScreenFiles(): string[] {
  const manifest = JSON.parse(readFileSync('dist/cdn/.vite/manifest.json', 'utf8')) as Record<
    string,
    Chunk
  >;
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  visit('src/define.ts');
  return [...seen].sort();
}

const registered = (page: Page): Promise<string[]> =>
  page.evaluate((tags) => tags.filter((tag) => customElements.get(tag) !== undefined), TAGS);

const plansShown = (page: Page): Promise<void> => page.getByRole('radio').first().waitFor();

async function buy(page: Page): Promise<void> {
  await plansShown(page);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /^buy/i }).click();
  await page.getByRole('img', { name: /QR/i }).waitFor();
}

/** The text that a phone would read, and the text on the card. */
async function scan(page: Page): Promise<[scanned: string | undefined, shown: string]> {
  const picture = await page.getByRole('img', { name: /QR/i }).screenshot();
  const shown = await page
    .getByText(/^LPA:1\$/)
    .first()
    .innerText();
  return [decodeQr(picture), shown];
}

describe('CDN files', { timeout: 600_000 }, () => {
  let server: CdnServer;
  before(async () => {
    await ensureBuild();
    server = await serveCdn();
  });
  after(() => server.close());

  for (const [name, script] of [
    ['module', MODULE],
    ['classic script', CLASSIC],
  ] as const) {
    it(`registers the four tags from the ${name}`, async () => {
      const { page } = await server.open(script);
      await plansShown(page);
      assert.deepEqual(await registered(page), TAGS);
    });

    it(`sells an eSIM from the ${name} without a violation of the strictest policy`, async () => {
      const { page, trouble } = await server.open(script);
      await buy(page);
      assert.deepEqual(trouble, []);
      const [scanned, shown] = await scan(page);
      assert.equal(scanned, shown);
    });

    it(`speaks every language from the ${name}`, async () => {
      const { page, trouble } = await server.open(script);
      await plansShown(page);
      const button = page.getByRole('button');
      const words = new Set([await button.innerText()]);
      for (const tag of Object.keys(languages)) {
        await page.locator('esim-checkout').evaluate((element, lang) => {
          element.setAttribute('lang', lang);
        }, tag);
        await page.locator(`esim-plan-picker [lang="${tag}"]`).waitFor();
        words.add(await button.innerText());
      }
      assert.equal(words.size, 19, [...words].join());
      assert.deepEqual(trouble, []);
    });
  }

  it('speaks every language from a file with all scripts of the page', async () => {
    const { page, trouble } = await server.open(
      '<script src="/assets/all.js?base" defer></script>',
    );
    await plansShown(page);
    for (const tag of ['de', 'zh-Hant']) {
      await page.locator('esim-checkout').evaluate((element, lang) => {
        element.setAttribute('lang', lang);
      }, tag);
      await page.locator(`esim-plan-picker [lang="${tag}"]`).waitFor();
    }
    assert.deepEqual(trouble, []);
  });

  it('sells in English where such a file does not say where the languages are', async () => {
    const { page } = await server.open(
      '<script src="/assets/all.js" defer></script>',
      'country="JPN" lang="de"',
    );
    await buy(page);
  });

  for (const [what, body] of [
    ['a product of other types', '{"id":"seven","name":7,"variants":{}}'],
    ['no product', '[]'],
  ] as const) {
    it(`does not take ${what} for one`, async () => {
      server.fail({ match: 'GET /api/v1/esim/products/:id', kind: 'garbage', body });
      const { page } = await server.open(MODULE);
      await page.getByRole('button', { name: 'Try again' }).click();
      await plansShown(page);
    });
  }

  it('searches without a violation where the policy allows the pictures', async () => {
    const { page, trouble } = await server.open(MODULE, '', undefined, "img-src 'self'");
    await page.getByRole('combobox').fill('japan');
    const option = page.getByRole('option', { name: 'Japan' });
    await option.locator('img').waitFor();
    await option.click();
    await buy(page);
    assert.deepEqual(trouble, []);
  });

  it('shows letters where the policy blocks the pictures', async () => {
    const { page, trouble } = await server.open(MODULE, '');
    await page.getByRole('combobox').fill('japan');
    const option = page.getByRole('option', { name: 'Japan' });
    await option.waitFor();
    await option.locator('img').waitFor({ state: 'hidden' });
    assert.match(await option.innerText(), /JP/);
    assert.deepEqual(
      trouble.filter((text) => !/img-src/i.test(text)),
      [],
    );
  });

  it('loads nothing until the plans but what the size budget counts', async () => {
    const { page } = await server.open(MODULE);
    await plansShown(page);
    const scripts = await page.evaluate(() => {
      const plansAt = performance.getEntriesByName('plans')[0]?.startTime ?? 0;
      return performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.endsWith('.js') && startTime < plansAt)
        .map(({ name }) => name.replace(/.*\//, ''));
    });
    assert.deepEqual(scripts.sort(), firstScreenFiles());
  });

  it('asks the browser in the first line of the entry, and in no other file, to compile all at once', () => {
    const files = readdirSync('dist/cdn', { recursive: true, encoding: 'utf8' });
    const asking = files.filter(
      (name) =>
        name.endsWith('.js') &&
        readFileSync(`dist/cdn/${name}`, 'utf8').startsWith('//# allFunctionsCalledOnLoad\n'),
    );
    assert.deepEqual(asking, ['esim-checkout.js']);
  });

  it('makes no error until the plans are shown', async () => {
    const { page } = await server.open(MODULE);
    // To note where an error was made, a browser parses the script again.
    await page.addInitScript(() => {
      const made: unknown[] = [];
      const counted = new Proxy(Error, {
        construct(target, args, newTarget) {
          made.push(args[0]);
          return Reflect.construct(target, args, newTarget);
        },
      });
      Object.assign(window, { made, Error: counted });
    });
    await page.reload();
    await plansShown(page);
    assert.deepEqual(await page.evaluate('made'), []);
  });

  it('says so where a part cannot be fetched, and goes on when it can', async () => {
    const { page } = await server.open(MODULE, '', '**/destination-search-*.js*');
    await page.getByRole('heading', { name: /could not be loaded/ }).waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('combobox').waitFor();
  });

  it('says so where Buy cannot go on, and goes on when it can', async () => {
    const { page } = await server.open(MODULE, 'country="JPN"', '**/browser-session-*.js*');
    await plansShown(page);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: /^buy/i }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
    await alert.waitFor();
    const [message, plan] = await Promise.all([
      alert.boundingBox(),
      page.getByRole('radio').first().boundingBox(),
    ]);
    assert.ok(
      message && plan && message.y < plan.y,
      'It stands above the plans, not below the FAQ.',
    );
    await page.unrouteAll();
    await buy(page);
    assert.equal(await page.getByRole('alert').count(), 0);
  });

  it('reads the same from the classic script in a page of another encoding', async () => {
    const { page } = await server.open(
      CLASSIC.replace('<script', '<script charset="windows-1252"'),
    );
    await plansShown(page);
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Buy eSIM for Japan · $4.50', exact: true }).waitFor();
  });

  it('needs no other file from the classic script, English spoken', async () => {
    const { page, scripts } = await server.open(CLASSIC);
    await buy(page);
    assert.deepEqual(scripts, ['esim-checkout.iife.js']);
  });
});
