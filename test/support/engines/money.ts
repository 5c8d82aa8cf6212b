// Journeys about money and about pages that go away.
import assert from 'node:assert/strict';
import { type Customer, customerOf } from './customer.js';
import { arrives, buys, isBoughtOnce, type Journey, ledger, type Stage } from './journeys.js';

/** An order that the operator answers only when the test says so. */
const HELD = { outcome: 'never', inlineDeadlineMs: 86_400_000 } as const;
const ORDER = 'POST /api/v1/esim/orders';

/** In the page: the host refuses the first payment and takes the second. */
const PAYMENT = `
  let asked = 0;
  document.addEventListener('esim-before-order', (event) => {
    asked += 1;
    event.waitUntil(Promise.resolve(asked > 1));
  });
`;

/** In the page: presses the Buy button seven times in one task. */
const SEVEN = `(() => {
  const button = document.querySelector('esim-checkout').shadowRoot
    .querySelector('esim-plan-picker').shadowRoot.querySelector('[part=buy-button]');
  for (let press = 0; press < 7; press += 1) button.click();
})()`;

export const MONEY: readonly Journey[] = [
  {
    name: 'from the search to the code, with the mouse',
    async run(stage) {
      const customer = await stage.open({ attributes: {} });
      await customer.clicks({ role: 'combobox' });
      await customer.tab.type('jap');
      await customer.clicks({ role: 'option', name: 'Japan' });
      await customer.reads('eSIM plans for Japan');
      await buys(customer);
      await isBoughtOnce(stage, customer);
    },
  },
  {
    name: 'a payment that is refused orders nothing, and the next one buys',
    async run(stage) {
      const attributes = { country: 'JPN', 'require-payment': '' };
      const customer = await stage.open({ attributes, script: PAYMENT });
      await buys(customer);
      await customer.reads('nothing was ordered');
      assert.deepEqual(ledger(stage), []);
      await customer.clicks({ part: 'buy-button' });
      await isBoughtOnce(stage, customer);
    },
  },
  {
    name: 'seven clicks in one task buy once',
    async run(stage) {
      const customer = await stage.open();
      await customer.clicks({ role: 'radio' });
      await customer.sees({ part: 'buy-button' });
      await customer.tab.ask(SEVEN);
      await isBoughtOnce(stage, customer);
    },
  },
  {
    name: 'an answer that a gateway loses is looked up, and buys once',
    async run(stage) {
      const customer = await stage.open();
      stage.pages.sandbox.control.fault({
        match: ORDER,
        kind: 'status',
        status: 504,
        handled: true,
      });
      await buys(customer);
      await isBoughtOnce(stage, customer);
      assert.equal(stage.pages.sandbox.control.faults().length, 0);
    },
  },
  {
    name: 'an order for a plan that is gone is refunded, and the customer is told',
    async run(stage) {
      const customer = await stage.open({ scenario: { outcome: 'failed-plan' } });
      await buys(customer);
      await customer.reads('This plan is no longer available');
      await customer.reads('the order was refunded');
      assert.deepEqual(ledger(stage), ['debit', 'refund']);
    },
  },
  {
    name: 'two tabs: the second shows the order of the first, and nothing is sent twice',
    not: { webkit: 'Not driven yet: WebKitGTK’s driver speaks to one window at a time.' },
    async run(stage) {
      const first = await stage.open({ scenario: HELD });
      const url = await first.tab.ask<string>('location.href');
      await buys(first);
      await arrives(stage, first);
      const tab = await stage.browser.another?.();
      assert.ok(tab);
      await tab.goto(url);
      const second = customerOf(tab);
      await second.reads('Getting your eSIM');
      stage.pages.sandbox.control.resolve('latest', 'delivered');
      await isBoughtOnce(stage, first);
      await isBoughtOnce(stage, second);
      assert.equal(stage.pages.sandbox.control.postedOrders().length, 1);
    },
  },
];

/** The page finds the order that is on its way. It shows the code later, and sends nothing more. */
async function isLookedUp(stage: Stage, customer: Customer): Promise<void> {
  const { control } = stage.pages.sandbox;
  await customer.phase('pending');
  control.resolve('latest', 'delivered');
  await customer.clicks({ role: 'button', name: 'Check again' });
  await isBoughtOnce(stage, customer);
  assert.equal(control.postedOrders().length, 1);
}

const NO_CRASH = {
  webkit: 'WebKitGTK’s driver ends its session, and the storage, with the page’s process.',
};

export const RESUME: readonly Journey[] = [
  {
    name: 'a page that is reloaded before the order is answered looks it up',
    async run(stage) {
      const customer = await stage.open({ scenario: HELD });
      await buys(customer);
      await arrives(stage, customer);
      await customer.tab.reload();
      await isLookedUp(stage, customer);
    },
  },
  {
    name: 'a page that crashes before the order is answered looks it up when it is opened again',
    not: NO_CRASH,
    async run(stage) {
      const before = await stage.open({ scenario: HELD, onDisk: true });
      const url = await before.tab.ask<string>('location.href');
      await buys(before);
      await arrives(stage, before);
      const tab = await stage.browser.crash?.();
      assert.ok(tab);
      await tab.goto(url);
      const customer = customerOf(tab);
      await isLookedUp(stage, customer);
    },
  },
  {
    name: 'a pending order is delivered when the customer checks again',
    async run(stage) {
      const scenario = { outcome: 'never', inlineDeadlineMs: 0 } as const;
      const customer = await stage.open({ scenario });
      await buys(customer);
      await customer.phase('pending');
      stage.pages.sandbox.control.deliverPending();
      await customer.clicks({ role: 'button', name: 'Check again' });
      await isBoughtOnce(stage, customer);
    },
  },
  {
    name: 'a delivered code is there after a crash, while the API cannot be reached',
    not: NO_CRASH,
    async run(stage) {
      const before = await stage.open({ onDisk: true });
      const url = await before.tab.ask<string>('location.href');
      await buys(before);
      await isBoughtOnce(stage, before);
      const tab = await stage.browser.crash?.();
      assert.ok(tab);
      stage.pages.sandbox.control.fault({
        match: '* /api/v1/esim/*',
        kind: 'drop-request',
        times: 999,
      });
      await tab.goto(url);
      await isBoughtOnce(stage, customerOf(tab));
    },
  },
];
