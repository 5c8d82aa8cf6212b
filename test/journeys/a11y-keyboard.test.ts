import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { heard, hears, listen } from '../support/host-pages/listen.js';
import { buy, waitFor } from '../support/host-pages/phases.js';
import { ownTime, pass } from '../support/host-pages/time.js';

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

/** What has the focus, through all shadow roots. */
function focused(page: Page): Promise<{ tag: string; text: string; part: string }> {
  return page.evaluate(() => {
    let at: Element | null = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return {
      tag: at?.localName ?? '',
      text: (at?.textContent ?? '').replace(/\s+/g, ' ').trim(),
      part: at?.getAttribute('part') ?? '',
    };
  });
}

async function tabTo(page: Page, wanted: (at: { tag: string; part: string }) => boolean) {
  for (let step = 0; step < 25; step++) {
    await page.keyboard.press('Tab');
    if (wanted(await focused(page))) return;
  }
  assert.fail('Tab does not get there.');
}

test('keys alone, from the search to the copied code', async () => {
  pages.restart();
  const page = await pages.open({
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  await waitFor(page, 'choosing-destination');
  await tabTo(page, ({ tag }) => tag === 'input');
  await page.keyboard.type('jap');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await waitFor(page, 'choosing-plan');
  await page.waitForFunction(
    () => document.activeElement?.shadowRoot?.activeElement?.localName === 'h2',
  );
  assert.equal((await focused(page)).text, 'eSIM plans for Japan');

  await tabTo(page, ({ tag }) => tag === 'input');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, ({ part }) => part === 'buy-button');
  assert.match((await focused(page)).text, /^Buy eSIM for Japan/);
  await page.keyboard.press('Enter');
  await waitFor(page, 'delivered');
  await page.waitForFunction(() => {
    const status = document.activeElement?.shadowRoot?.activeElement;
    return status?.shadowRoot?.activeElement?.textContent === 'Your eSIM is ready';
  });

  await tabTo(page, ({ part }) => part === 'copy-button');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Copied Activation code' }).waitFor();
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    pages.sandbox.orders()[0]?.activationCode,
  );
  assert.equal((await focused(page)).part, 'copy-button');
  await page.context().close();
});

describe('the focus', () => {
  test('goes to the heading while the customer is in the element; what it says later is said once', async () => {
    pages.restart({ scenario: { fulfilAfterMs: 500 } });
    const page = await pages.open({
      body: `<main>${tag({ country: 'JPN' })}</main>`,
      prepare: listen,
    });
    await buy(page);
    const headings: string[] = [];
    for (const phase of ['ordering', 'delivered'] as const) {
      await waitFor(page, phase);
      await page.waitForFunction(() => {
        const status = document.activeElement?.shadowRoot?.activeElement;
        return status?.shadowRoot?.activeElement?.localName === 'h2';
      });
      headings.push((await focused(page)).text);
      await page.waitForTimeout(250);
    }
    assert.deepEqual(headings, ['Getting your eSIM', 'Your eSIM is ready']);
    await hears(page, 'status: Your eSIM is ready');
    const said = await heard(page);
    assert.equal(new Set(said).size, said.length);
    await page.context().close();
  });

  test('stays with a customer who is elsewhere on the page, to whom each phase is said once', async () => {
    const sandbox = pages.restart({ scenario: { outcome: 'never', inlineDeadlineMs: 86_400_000 } });
    const page = await pages.open({
      body: `<main><label>Seat <input id="seat"></label>${tag({ country: 'JPN' })}</main>`,
      prepare: listen,
    });
    await waitFor(page, 'choosing-plan');
    await page.locator('esim-checkout input[type=radio]').nth(1).check();
    await page.locator('#seat').focus();
    await page.evaluate(() => {
      void document.querySelector('esim-checkout')?.buy();
    });
    const said = ['status: Getting your eSIM', 'status: Your eSIM is ready'];
    for (const [index, phase] of (['ordering', 'delivered'] as const).entries()) {
      await waitFor(page, phase);
      await hears(page, said[index]);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'seat');
      if (phase === 'ordering') sandbox.control.resolve('latest');
    }
    assert.deepEqual(await heard(page), said);
    await page.context().close();
  });

  test('is at the plans again after "Buy another eSIM"', async () => {
    pages.restart();
    const page = await pages.open({ body: `<main>${tag({ country: 'JPN' })}</main>` });
    await buy(page);
    await waitFor(page, 'delivered');
    await page.getByRole('button', { name: 'Buy another eSIM' }).focus();
    await page.keyboard.press('Enter');
    await waitFor(page, 'choosing-plan');
    await page.waitForFunction(
      () => document.activeElement?.shadowRoot?.activeElement?.localName === 'h2',
    );
    assert.equal((await focused(page)).text, 'eSIM plans for Japan');
    await page.context().close();
  });

  test('waiting for minutes says nothing more', async () => {
    pages.restart({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const page = await pages.open({
      body: `<main>${tag({ country: 'JPN' })}</main>`,
      async prepare(page) {
        await ownTime(page);
        await listen(page);
      },
    });
    await waitFor(page, 'choosing-plan');
    await page.evaluate(() => {
      const element = document.querySelector('esim-checkout') as EsimCheckout;
      element.shadowRoot
        ?.querySelector('esim-plan-picker')
        ?.shadowRoot?.querySelector('input')
        ?.click();
      void element.buy();
    });
    await page.waitForFunction(
      () => document.querySelector('esim-checkout')?.state.phase === 'pending',
    );
    await hears(page, 'status: We’ll have your eSIM shortly');
    const said = await heard(page);
    await pass(page, 120_000, 2000);
    assert.deepEqual(await heard(page), said);
    await page.context().close();
  });
});
