// The lazy chunks of the module build use the running copy of the entry.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { build, type Plugin, type Rollup } from 'vite';
import { ensureBuild } from './built.js';
import { type CdnServer, serveCdn } from './cdn-page.js';

const module = (address: string): string => `<script type="module" src="${address}"></script>`;

async function buy(page: Page): Promise<void> {
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /^buy/i }).click();
  await page.getByRole('img', { name: /QR/i }).waitFor();
}

describe('one copy runs', { timeout: 600_000 }, () => {
  let server: CdnServer;
  before(async () => {
    await ensureBuild();
    server = await serveCdn();
  });
  after(() => server.close());

  for (const [what, address] of [
    ['as it is', 'VERSIONED/esim-checkout.js'],
    ['with a query', 'VERSIONED/esim-checkout.js?ver=1'],
    ['redirected', 'LATEST/esim-checkout.js'],
    ['redirected and with a query', 'LATEST/esim-checkout.js?ver=1'],
  ] as const)
    it(`where the address is used ${what}`, async () => {
      const { page, scripts, trouble } = await server.open(module(address));
      await buy(page);
      const names = scripts.map((name) => name.replace(/\?.*/, ''));
      assert.ok(names.length > 3, 'the purchase was to load lazy chunks');
      assert.deepEqual(names, [...new Set(names)]);
      assert.deepEqual(trouble, []);
    });

  // The policy allows one copy of Lit. The second copy stops there, and must not break the first.
  it('and sells, where the page loads two', async () => {
    const { page, scripts } = await server.open(
      ['?ver=1', '?ver=2'].map((query) => module(`VERSIONED/esim-checkout.js${query}`)).join(''),
    );
    await buy(page);
    assert.equal(scripts.filter((name) => name.startsWith('esim-checkout.js')).length, 2);
  });
});

describe('names of files', { timeout: 600_000 }, () => {
  /** Every script of a build, by its name. */
  async function scripts(...plugins: Plugin[]): Promise<Map<string, string>> {
    const [output] = (await build({
      configFile: 'vite.config.ts',
      mode: 'cdn',
      logLevel: 'error',
      plugins,
      build: { write: false },
    })) as Rollup.RollupOutput[];
    const chunks = output?.output.filter((file) => file.type === 'chunk') ?? [];
    return new Map(chunks.map(({ fileName, code }) => [fileName, code]));
  }

  const changed: Plugin = {
    name: 'change-the-entry',
    transform: (code, id) =>
      id.endsWith('/src/define.ts') ? `${code};console.info('new');` : null,
  };

  it('change with their content, and with the entry where they share with it', async () => {
    const [former, latter] = [await scripts(), await scripts(changed)];
    const kept = [...former.keys()].filter((name) => latter.has(name));
    assert.deepEqual(
      kept.filter((name) => former.get(name) !== latter.get(name)),
      ['esim-checkout.js'],
    );
    const sharing = kept.filter((name) => former.get(name)?.includes('Symbol.for'));
    assert.deepEqual(sharing, ['esim-checkout.js']);
  });
});
