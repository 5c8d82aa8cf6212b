// What a presenter does on the demo's stage, and what they see.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { SCENARIOS } from '../../demo/page/scenarios.js';
import { ask, type DemoStage, openDemoStage, stands } from '../support/demo-stage.js';

/** A loaded machine takes its time. */
const PATIENCE = { timeout: 90_000 };

let stage: DemoStage;
before(async () => {
  stage = await openDemoStage();
});
after(() => stage.close());

interface Story {
  /** The phase in the end, with what stands in the ledger. */
  ends: readonly [phase: string, money: string];
  /** Part of what the status line says then. */
  says: RegExp;
  /** The button that the status line offers, and what follows it. */
  helped?: readonly [button: string, phase: string, money: string];
}

const STORIES: Record<string, Story> = {
  instant: { ends: ['delivered', '1 debit'], says: /Scan it with the phone/ },
  slow: { ends: ['delivered', '1 debit'], says: /one request for the order/ },
  gone: { ends: ['failed', '1 debit, 1 refund'], says: /refunded/ },
  internal: {
    ends: ['processing', '1 debit, 1 refund'],
    says: /tries again/,
    helped: ['Mend it now', 'delivered', '2 debits, 1 refund'],
  },
  lost: { ends: ['delivered', '1 debit'], says: /dropped after the wallet was debited/ },
  offline: {
    ends: ['ordering', '0 debits'],
    says: /The page is offline/,
    helped: ['Reconnect', 'delivered', '1 debit'],
  },
  limit: { ends: ['delivered', '1 debit'], says: /429/ },
  'token-expired': { ends: ['delivered', '1 debit'], says: /401/ },
  'token-down': {
    ends: ['unavailable', '0 debits'],
    says: /token endpoint answers 503/,
    helped: ['Bring it back', 'choosing-plan', '0 debits'],
  },
  declined: { ends: ['choosing-plan', '0 debits'], says: /nothing is ordered/ },
  crash: { ends: ['delivered', '1 debit'], says: /came back, found its order/ },
};

/** Chooses the scenario, and follows it to its end. */
async function play(page: Page, id: string, { ends, says, helped }: Story): Promise<void> {
  await page.locator(`[data-scenario="${id}"]`).click();
  if (id === 'declined') await stands(page, 'authorizing', '0 debits');
  await page.locator('.status-text', { hasText: says }).waitFor();
  await stands(page, ...ends);
  if (!helped) return;
  const [button, phase, money] = helped;
  await page.getByRole('button', { name: button }).click();
  await stands(page, phase, money);
}

describe('a scenario leads to what it says, online and offline', { concurrency: 3 }, () => {
  for (const { id, label, leadsTo } of SCENARIOS) {
    test(label, PATIENCE, async () => {
      const story = STORIES[id];
      assert.ok(story, 'has a story here');
      assert.equal(story.ends[0], leadsTo);
      // The slow one is sped up by the stage's own clock.
      const { page } = await stage.open(`?view=desktop&speed=${id === 'slow' ? 10 : 1}`);
      await stands(page, 'choosing-plan', '0 debits');
      await play(page, id, story);

      assert.equal(await ask(page, 'offlineReady'), true);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: 'Reset everything' }).click();
      await stands(page, 'choosing-plan', '0 debits');
      await play(page, id, story);
      await page.context().close();
    });
  }
});

describe('on the bank’s page, where the customer searches, a scenario buys as well', () => {
  for (const lang of ['', 'ja']) {
    test(lang || 'en', PATIENCE, async () => {
      const { page, errors } = await stage.open(`?site=bank&view=desktop&lang=${lang}`);
      await stands(page, 'choosing-destination', '0 debits');
      await page.locator('[data-scenario="gone"]').click();
      await stands(page, 'failed', '1 debit, 1 refund');
      assert.match(page.url(), /country=JPN/);
      assert.deepEqual(errors, []);
      await page.context().close();
    });
  }
});

test('the pages load without a word of a crash; in a crash both are gone, and both come back', async () => {
  const { page } = await stage.open();
  const gone = page.getByText('The page has crashed.', { exact: true });
  const seen = await page.evaluate(async () => {
    const times: boolean[] = [];
    for (let at = 0; at < 40; at += 1) {
      times.push([...document.querySelectorAll<HTMLElement>('.gone')].some((each) => !each.hidden));
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return times.includes(true);
  });
  assert.equal(seen, false);
  await stands(page, 'choosing-plan', '0 debits');
  await page.locator('[data-scenario="crash"]').click();
  await stands(page, 'closed', '1 debit');
  assert.equal(await gone.filter({ visible: true }).count(), 2);
  await stands(page, 'delivered', '1 debit');
  assert.equal(await gone.filter({ visible: true }).count(), 0);
  await page.context().close();
});

test('a tour that ends in the middle of the crash leaves no dead page', async () => {
  const { page, desktop } = await stage.open();
  await stands(page, 'choosing-plan', '0 debits');
  const opener = page.getByRole('button', { name: 'One-minute tour' });
  await opener.click();
  for (const step of [1, 2, 3]) {
    await page.getByText(`${step} of 6`).waitFor();
    await page.locator('.tour .strong:enabled').waitFor();
    if (step < 3) await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Escape');
  await desktop.getByRole('heading', { name: 'Your trip to Tokyo' }).waitFor();
  await stands(page, 'delivered', '1 debit');
  assert.ok(await opener.evaluate((element) => element === document.activeElement));
  await page.context().close();
});

test('a scan belongs to the scenario in which it began', async () => {
  const { page } = await stage.open();
  await stands(page, 'choosing-plan', '0 debits');
  await page.locator('[data-scenario="instant"]').click();
  await stands(page, 'delivered', '1 debit');
  await page.getByRole('button', { name: 'Scan QR code' }).first().click();
  await page.getByRole('heading', { name: 'Camera' }).waitFor();
  await page.locator('[data-scenario="gone"]').click();
  await stands(page, 'failed', '1 debit, 1 refund');
  // Longer than a scan takes.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.ok(await page.locator('#phone-screen').isVisible(), 'the phone shows the page');
  assert.equal(await page.locator('#phone-os').isVisible(), false);
  await page.context().close();
});

test('a link that sets “By hand” does the scenario’s part, and the line says what to do', async () => {
  const { page, desktop } = await stage.open('?view=desktop&scenario=offline&buy=hand');
  await stands(page, 'choosing-plan', '0 debits');
  await page.locator('.status-text', { hasText: 'press Buy' }).waitFor();
  await desktop.locator('input[type=radio]').nth(1).check();
  await desktop.locator('[part~=buy-button]').click();
  await page.locator('.status-text', { hasText: 'The page is offline' }).waitFor();
  await desktop.getByText('Keep this page open').waitFor();
  await page.getByRole('button', { name: 'Reconnect' }).click();
  assert.equal(await page.getByRole('button', { name: 'Reconnect' }).count(), 0);
  await stands(page, 'delivered', '1 debit');
  await page.context().close();
});

test('on a phone a chosen scenario is not hidden behind the controls', async () => {
  const { page } = await stage.open('', { viewport: { width: 390, height: 844 } });
  await stands(page, 'choosing-plan', '0 debits');
  await page.getByRole('button', { name: 'Controls' }).click();
  await page.locator('[data-scenario="instant"]').click();
  await page.locator('#drawer').waitFor({ state: 'hidden' });
  await stands(page, 'delivered', '1 debit');
  await page.context().close();
});

test('a tablet has room for one device, and the presenter chooses which', async () => {
  const { page, desktop, phone } = await stage.open('', { viewport: { width: 768, height: 1024 } });
  await stands(page, 'choosing-plan', '0 debits');
  await phone.locator('#foot').waitFor();
  assert.equal(await page.locator('iframe').count(), 1);
  await page.getByRole('radio', { name: 'Desktop' }).check({ force: true });
  await desktop.locator('#foot').waitFor();
  assert.equal(await page.locator('iframe').count(), 1);
  assert.equal(await page.getByRole('radio', { name: 'Both' }).count(), 0);
  await page.context().close();
});

test('printing closes no page', async () => {
  const { page } = await stage.open();
  await stands(page, 'choosing-plan', '0 debits');
  await page.locator('[data-scenario="instant"]').click();
  await stands(page, 'delivered', '1 debit');
  await page.pdf({ preferCSSPageSize: true });
  assert.equal(await page.locator('iframe').count(), 2);
  await stands(page, 'delivered', '1 debit');
  await page.context().close();
});

test('the phone reads the code on the screen, and the page notices the install by itself', async () => {
  const { page, errors, desktop, phone } = await stage.open();
  await page.clock.install();
  await page.locator('[data-scenario="instant"]').click();
  await advance(page, 300, () => page.locator('.phase[data-phase="delivered"]').isVisible());
  await phone.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor();

  await page.getByRole('button', { name: 'Scan QR code' }).first().click();
  await advance(page, 300, () => page.getByRole('heading', { name: 'Add eSIM?' }).isVisible());
  await page.getByRole('button', { name: 'Add eSIM' }).click();
  await advance(page, 300, () => page.getByRole('heading', { name: 'eSIM installed' }).isVisible());
  assert.equal(await desktop.getByRole('heading', { name: 'Your eSIM is ready' }).count(), 1);
  await advance(page, 5000, () => page.locator('.phase[data-phase="installed"]').isVisible());

  await page.getByRole('button', { name: 'Scan QR code' }).first().click();
  await page.getByText('There is no QR code on the screen').waitFor();
  assert.deepEqual(errors, []);
  await page.context().close();
});

/** Moves the page's clock in steps until something is seen. */
async function advance(page: Page, ms: number, isSeen: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < 100; step += 1) {
    if (await isSeen()) return;
    await page.clock.runFor(ms);
    // The service worker's clock is the real one.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail('It was not seen.');
}

test('the phone follows the link, uses data, and the plan expires', async () => {
  const { page, phone } = await stage.open();
  await stands(page, 'choosing-plan', '0 debits');
  await page.locator('[data-scenario="instant"]').click();
  await stands(page, 'delivered', '1 debit');
  await phone.locator('[part~=install-link]').first().click();
  await page.getByRole('button', { name: 'Add eSIM' }).click();
  await page.getByRole('button', { name: 'Use data' }).click();
  await page.getByRole('heading', { name: 'Online with 5G' }).waitFor();
  await stands(page, 'installed', '1 debit');
  await page.getByRole('button', { name: 'Let the plan expire' }).click();
  await stands(page, 'expired', '1 debit');
  await page.context().close();
});

test('a code installs once', async () => {
  const { page } = await stage.open();
  await stands(page, 'choosing-plan', '0 debits');
  await page.locator('[data-scenario="instant"]').click();
  await stands(page, 'delivered', '1 debit');
  const scan = page.getByRole('button', { name: 'Scan QR code' }).first();
  await scan.click();
  await page.getByRole('button', { name: 'Add eSIM' }).click();
  await page.getByRole('heading', { name: 'eSIM installed' }).waitFor();
  await scan.click();
  await page.getByText('This code was used already').waitFor();
  await page.context().close();
});

test('the tour ends with one debit, by keyboard alone', PATIENCE, async () => {
  const { page, errors } = await stage.open();
  await stands(page, 'choosing-plan', '0 debits');
  await page.getByRole('button', { name: 'One-minute tour' }).focus();
  await page.keyboard.press('Enter');
  for (const step of [1, 2, 3, 4]) {
    await page.getByText(`${step} of 6`).waitFor();
    await page.locator('.tour .strong:enabled').waitFor();
    if (step === 3) await page.getByText('The page has crashed.').first().waitFor();
    await page.keyboard.press('ArrowRight');
  }
  await page.getByText('5 of 6').waitFor();
  await stands(page, 'delivered', '1 debit');
  assert.equal(await page.locator('#ledger li').count(), 1);
  assert.match(await page.locator('#ledger li').innerText(), /debit/);
  await page.locator('.tour .strong:enabled').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'eSIM installed' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.tour-card').waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('an address restores what is set, and every snippet says the same', async () => {
  const query =
    '?site=hotel&country=FRA&lang=de&scheme=dark&accent=%23336600&radius=4&markup=25&tab=embed';
  const { page, desktop } = await stage.open(query);
  const checkout = desktop.locator('esim-checkout');
  await desktop.getByRole('heading', { name: /Frankreich/ }).waitFor();
  assert.equal(await checkout.getAttribute('country'), 'FRA');
  assert.equal(await page.locator('html').getAttribute('data-scheme'), 'dark');
  const style = await checkout.evaluate((element) => {
    const { style } = element as HTMLElement;
    return ['--esim-color-accent', '--esim-radius'].map((name) => style.getPropertyValue(name));
  });
  assert.deepEqual(style, ['#336600', '4px']);
  // 3.90 and a quarter, rounded up.
  await desktop.getByText(/4,88/).first().waitFor();

  const { files } = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8'));
  const hash = `integrity="${files['esim-checkout.js']}"`;
  for (const framework of ['HTML', 'npm', 'React', 'Vue', 'Angular', 'WordPress']) {
    await page.getByRole('radio', { name: framework, exact: true }).check({ force: true });
    const code = await page.locator('#snippet').innerText();
    for (const part of [
      'country="FRA"',
      'lang="de"',
      '--esim-color-accent: #336600;',
      '--esim-radius: 4px;',
    ]) {
      assert.ok(code.includes(part), `${framework} has ${part}`);
    }
    assert.match(code, /priceOf/, framework);
    assert.match(code, /require-payment/, framework);
    if (framework === 'HTML') assert.ok(code.includes(hash), 'has the hash');
    assert.match(code, /1\.25/, framework);
  }
  await page.getByRole('radio', { name: 'Bank' }).check({ force: true });
  assert.match(page.url(), /site=bank/);
  assert.doesNotMatch(await page.locator('#snippet').innerText(), /country=/);
  await page.context().close();
});

test('without a service worker the stage plays all the same, and says so', async () => {
  const { page, errors } = await stage.open('?view=desktop', { serviceWorkers: 'block' });
  await stands(page, 'choosing-plan', '0 debits');
  await page.getByText('The simulated API runs in this page').waitFor();
  await page.locator('[data-scenario="crash"]').click();
  await page.locator('.status-text', { hasText: 'came back, found its order' }).waitFor();
  await stands(page, 'delivered', '1 debit');
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('an address that is mistyped shows the demo as usual', async () => {
  const { page, errors, desktop } = await stage.open('?site=(&accent=red&speed=fast&country="x"');
  await desktop.getByRole('heading', { name: 'Your trip to Tokyo' }).waitFor();
  await stands(page, 'choosing-plan', '0 debits');
  assert.ok(await page.getByRole('radio', { name: 'Airline' }).isChecked());
  assert.deepEqual(errors, []);
  await page.context().close();
});

test('sites, languages and looks change without a reload', async () => {
  const { page, errors, desktop, phone } = await stage.open();
  await desktop.getByRole('heading', { name: 'Your trip to Tokyo' }).waitFor();
  const kept = await page.evaluate(() => {
    const frames = [...document.querySelectorAll('iframe')];
    for (const { contentWindow } of frames) Object.assign(contentWindow as Window, { kept: true });
    return frames.length;
  });
  assert.equal(kept, 2);
  await page.getByRole('radio', { name: 'Bank' }).check({ force: true });
  await phone.getByRole('heading', { name: 'Abroad, as if you were at home' }).waitFor();
  await page.getByRole('radio', { name: 'Hotel' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
  await desktop.getByRole('heading', { name: /البرتغال/ }).waitFor();
  assert.equal(await phone.locator('esim-checkout').getAttribute('dir'), 'rtl');
  await page.getByRole('tab', { name: 'Look' }).click();
  await page.locator('input[name=text]').fill('#dddddd');
  await page.locator('.ratios .low', { hasText: 'Text on surface' }).waitFor();
  const stays = await page.evaluate(() =>
    [...document.querySelectorAll('iframe')].every(
      (frame) => frame.contentWindow && 'kept' in frame.contentWindow,
    ),
  );
  assert.ok(stays);
  await page.getByRole('tab', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Reset everything' }).click();
  await desktop.getByRole('heading', { name: 'Your trip to Tokyo' }).waitFor();
  assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Scenario');
  assert.equal(new URL(page.url()).search, '');
  assert.deepEqual(errors, []);
  await page.context().close();
});
