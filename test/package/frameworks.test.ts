// The built package, imported by its public names, in an app of each framework (test/frameworks).
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { EsimCheckout } from '../../src/index.js';
import { ensureBuild } from './built.js';
import { check, type OpenedApp, openWorkshop, type Workshop } from './framework-page.js';

const FRAMEWORKS = ['react', 'vue', 'svelte', 'angular', 'solid', 'preact'];

const output = (page: Page, id: string): Promise<string> => page.locator(`#${id}`).innerText();
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const code = (page: Page): Locator => page.getByRole('img', { name: /QR/ });

async function firstPrice(page: Page): Promise<number> {
  const text = await page.locator('[part=plan-price]').first().innerText();
  return Number(text.replace(/[^\d.]/g, ''));
}

/** Chooses a country's first plan, and waits until the framework's handler has run. */
async function choose(page: Page, country: string, code: string): Promise<void> {
  await page.getByRole('heading', { name: `eSIM plans for ${country}` }).waitFor();
  await page.getByRole('radio').first().check();
  await page.locator('#chosen', { hasText: code }).waitFor();
}

/** The attribute has reached the element. Without it, a missing payment would give the eSIM away. */
const requiresPayment = (page: Page): Promise<boolean> =>
  page.locator('esim-checkout').evaluate((element: EsimCheckout) => element.requirePayment);

/** The net debit: what was debited and not refunded. */
function debits({ sandbox }: OpenedApp): number {
  return sandbox
    .orders()
    .reduce((sum, { clientReference }) => sum + sandbox.control.outstanding(clientReference), 0);
}

describe('frameworks', { timeout: 900_000 }, () => {
  let workshop: Workshop;
  before(async () => {
    await ensureBuild();
    workshop = await openWorkshop();
  });
  after(() => workshop?.close());

  for (const framework of FRAMEWORKS)
    describe(framework, () => {
      let built: Promise<string> | undefined;
      const open = async (): Promise<OpenedApp> => {
        built ??= workshop.build(framework);
        return workshop.open(await built);
      };

      it('refuses wrong properties and events, and nothing that is right', () => check(framework));

      it('sells: properties, slots, events, methods, and a purchase that outlives its element', async () => {
        const app = await open();
        const { page, sandbox, trouble } = app;

        await page.getByRole('heading', { name: 'eSIMs for JPN', exact: true }).waitFor();
        await page.getByRole('radio').first().waitFor();
        const twofold = await firstPrice(page);
        await press(page, 'Raise prices');
        await page
          .locator('[part=plan-price]', { hasText: ((twofold / 2) * 3).toFixed(2) })
          .first()
          .waitFor();

        await press(page, 'France');
        await page.getByRole('heading', { name: 'eSIMs for FRA', exact: true }).waitFor();
        await choose(page, 'France', 'FRA');
        await press(page, 'Japan');
        await choose(page, 'Japan', 'JPN');
        assert.equal(await requiresPayment(page), true);

        await page.locator('[part=buy-button]').click();
        await code(page).waitFor();
        const [order] = sandbox.orders();
        assert.ok(order);
        assert.equal(order.countryCode, 'JPN');
        const [posted = ''] = sandbox.control.postedOrders();
        assert.equal(JSON.parse(posted).amount, twofold / 2);
        assert.ok(order.clientReference.startsWith(`${framework}-`));
        assert.equal(await output(page, 'paid'), order.clientReference);
        assert.equal(await output(page, 'delivered'), order.iccid);
        assert.match(await output(page, 'phases'), /choosing-plan.* authorizing .*delivered$/);
        await page.getByText('Enjoy your trip').waitFor();

        await press(page, 'Hide');
        await code(page).waitFor({ state: 'detached' });
        await press(page, 'Show');
        await code(page).waitFor();
        await press(page, 'Count');
        await page.locator('#count', { hasText: '1' }).waitFor();
        assert.equal(await output(page, 'delivered'), order.iccid);
        assert.equal(debits(app), 1);
        assert.deepEqual(trouble, []);
        await page.close();
      });

      // Vue catches errors of a handler, so the element cannot see them.
      it('orders nothing where the handler of the payment throws', async () => {
        const { page, sandbox } = await open();
        await page.goto(`${page.url()}?broken`);
        await choose(page, 'Japan', 'JPN');
        await page.locator('[part=buy-button]').click();
        await page.getByText('nothing was ordered').waitFor();
        assert.deepEqual(sandbox.orders(), []);
        await page.close();
      });
    });

  it('debits once where React runs every effect twice', async () => {
    const app = await workshop.open(await workshop.build('react', 'development'));
    const { page, trouble } = app;
    await choose(page, 'Japan', 'JPN');
    await press(page, 'Buy at once');
    await page.locator('#runs', { hasText: '2' }).waitFor();
    await page.locator('#phases', { hasText: 'authorizing' }).waitFor();
    await press(page, 'Hide');
    await press(page, 'Show');
    await code(page).waitFor();
    await press(page, 'Count');
    await page.locator('#count', { hasText: '1' }).waitFor();
    assert.equal(app.sandbox.orders().length, 1);
    assert.equal(debits(app), 1);
    assert.deepEqual(trouble, []);
    await page.close();
  });
});
