// Journeys about the activation card, and with the keyboard alone.
import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { scans } from '../scan.js';
import { buys, isBoughtOnce, type Journey } from './journeys.js';
import { until } from './until.js';

export const CARD: readonly Journey[] = [
  {
    name: 'the QR code scans from the screen, and the texts are the API’s',
    async run(stage) {
      const customer = await stage.open();
      await buys(customer);
      await isBoughtOnce(stage, customer);
      const order = stage.pages.sandbox.control.order('latest');
      await customer.reads(order?.iccid ?? 'an ICCID');
      const { width, height } = await customer.box({ part: 'qr' });
      assert.ok(width >= 240 && height >= 240, `${width} × ${height}`);
      const png = await customer.tab.picture();
      assert.ok(PNG.sync.read(png).width >= 240);
      await scans(png, order?.activationCode);
    },
  },
  {
    name: 'Copy puts the code on the clipboard and says so',
    async run(stage) {
      const customer = await stage.open();
      await buys(customer);
      await isBoughtOnce(stage, customer);
      await customer.clicks({ role: 'button', name: 'Copy Activation code' });
      await customer.sees({ role: 'button', name: 'Copied Activation code' });
    },
  },
];

export const KEYBOARD: readonly Journey[] = [
  {
    name: 'keys alone, from the search to the copied code',
    async run(stage) {
      const customer = await stage.open({ attributes: {} });
      await customer.sees({ role: 'combobox' });
      await customer.tabsTo({ role: 'combobox' });
      await customer.tab.type('jap');
      await customer.sees({ role: 'option', name: 'Japan' });
      await customer.press('ArrowDown', 'Enter');
      await customer.phase('choosing-plan');
      await until('the focus on the heading', async () =>
        (await customer.focused()).name.includes('eSIM plans for Japan'),
      );
      await customer.sees({ role: 'radio' });
      await customer.tabsTo({ role: 'radio' });
      await customer.press('Space', 'ArrowDown');
      await customer.tabsTo({ part: 'buy-button' });
      await customer.press('Enter');
      await isBoughtOnce(stage, customer);
      await until('the focus on the new heading', async () =>
        (await customer.focused()).name.includes('Your eSIM is ready'),
      );
      await customer.tabsTo({ part: 'copy-button' });
      await customer.press('Enter');
      await customer.sees({ role: 'button', name: 'Copied Activation code' });
      assert.equal((await customer.focused()).part, 'copy-button');
    },
  },
  {
    name: 'Enter on a chosen plan buys it once',
    async run(stage) {
      const customer = await stage.open();
      await customer.clicks({ role: 'radio', nth: 1 });
      await customer.press('Enter');
      await isBoughtOnce(stage, customer);
    },
  },
];
