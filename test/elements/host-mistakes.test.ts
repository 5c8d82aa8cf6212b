import { expect } from '@open-wc/testing';
import { DOCS } from '../../src/core/about.js';
import type { Money, Plan } from '../../src/core/types.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { EsimOrderStatus, EsimPlanPicker } from '../support/define.js';
import { plan, purchase } from '../support/samples.js';
import { buyButton, openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

/** Results of a host's `priceOf`. Not all of them have the required type. */
type Given = (plan: Plan) => unknown;

const USD = 'USD';
const WRONG: [name: string, priceOf: Given, named: RegExp][] = [
  ['throws', () => Object(undefined).a.b, /priceOf threw/],
  ['is async', async () => ({ amount: 5, currency: USD }), /returned a promise/],
  ['gives null', () => null, /returned null/],
  ['gives a number', () => 5, /returned a number/],
  ['gives text', () => '$5.00', /returned a string/],
  ['gives an array', () => [5, USD], /returned an array/],
  ['gives nothing in an object', () => ({}), /amount that is undefined/],
  ['gives NaN', () => ({ amount: Number.NaN, currency: USD }), /amount that is NaN/],
  ['gives infinity', () => ({ amount: 1 / 0, currency: USD }), /amount that is a number/],
  ['gives a negative amount', () => ({ amount: -1, currency: USD }), /0 or more/],
  ['gives an amount as text', () => ({ amount: '5', currency: USD }), /amount that is a string/],
  ['gives no currency', () => ({ amount: 5 }), /currency that is undefined/],
  ['gives an empty currency', () => ({ amount: 5, currency: ' ' }), /currency that is a string/],
  [
    'gives a currency that cannot be seen',
    () => ({ amount: 5, currency: '\u200b' }),
    /is a string/,
  ],
  ['gives a currency in figures', () => ({ amount: 5, currency: '840' }), /is a string/],
  ['gives a currency that is no text', () => ({ amount: 5, currency: 840 }), /is a number/],
];

const RIGHT: [name: string, priceOf: Given, shown: string][] = [
  ['gives a price', () => ({ amount: 5, currency: USD }), '$5.00'],
  ['gives one for nothing', () => ({ amount: 0, currency: USD }), '$0.00'],
  ['gives a currency with white space', () => ({ amount: 5, currency: ' EUR ' }), '€5.00'],
  ['gives undefined', () => undefined, '$4.50'],
];

describe('a host’s mistakes', () => {
  const realError = console.error;
  let printed: string[];
  let shop: Shop | undefined;
  beforeEach(() => {
    printed = [];
    const link = ` ${DOCS}errors.html#configuration`;
    console.error = (line: unknown) => void printed.push(String(line).replace(link, ''));
  });
  afterEach(async () => {
    await shop?.close();
    shop = undefined;
    console.error = realError;
  });

  const told = (): string[] =>
    (shop?.events ?? []).flatMap(({ type, detail }) =>
      type === 'esim-error' && detail.code === 'configuration' ? [String(detail.message)] : [],
    );
  const shown = (element: EsimCheckout): readonly Plan[] =>
    element.shadowRoot?.querySelector('esim-plan-picker')?.plans ?? [];

  describe('with priceOf', () => {
    for (const [name, priceOf, named] of WRONG) {
      it(`that ${name} for one plan: that one is not for sale, the others are`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN' });
        let bad: number | undefined;
        element.priceOf = (each) => {
          bad ??= each.variantId;
          return (each.variantId === bad ? priceOf(each) : { amount: 7, currency: USD }) as Money;
        };
        await phaseOf(element, 'choosing-plan');
        await until(() => /\$7\.00/.test(textOf(element)));
        expect(shown(element).map(({ variantId }) => variantId)).not.to.include(bad).and.not.be
          .empty;
        expect(textOf(element)).not.to.match(/undefined|NaN|\[object/);
        element.requestUpdate();
        await element.updateComplete;
        expect(told()).to.have.length(1);
        expect(told()[0]).to.match(named).and.include('<esim-checkout>');
        expect(printed).to.deep.equal(told());
      });

      it(`that ${name} for all: nothing is sold, and nothing shown at the API’s price`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN' });
        element.priceOf = priceOf as typeof element.priceOf;
        await phaseOf(element, 'unavailable');
        await until(() => /not available right now/.test(textOf(element)));
        expect(textOf(element)).not.to.match(/undefined|NaN|\$4\.50/);
        expect(element.state.error).to.deep.equal({ code: 'configuration', retriable: false });
        expect(told()).to.have.length(1);
        expect(printed).to.deep.equal(told());
        await element.buy(plan());
        expect(shop.requests.filter((each) => each.startsWith('POST /api'))).to.deep.equal([]);

        element.priceOf = () => ({ amount: 7, currency: USD });
        await phaseOf(element, 'choosing-plan');
      });

      it(`that ${name}: the picker alone leaves the plan out`, async () => {
        const picker = new EsimPlanPicker();
        const heard: Event[] = [];
        picker.addEventListener('esim-error', (event) => heard.push(event));
        picker.plans = [plan(0), plan(1)];
        picker.priceOf = (each) =>
          (each.variantId === 100 ? priceOf(each) : { amount: 7, currency: USD }) as Money;
        document.body.append(picker);
        await picker.updateComplete;
        expect(textOf(picker))
          .to.include('$7.00')
          .and.not.match(/undefined|NaN|\$4\.50/);
        expect(picker.shadowRoot?.querySelectorAll('[type=radio]')).to.have.length(1);
        expect(heard).to.have.length(1);
        expect(printed[0]).to.match(named).and.include('<esim-plan-picker>');
        picker.remove();
      });
    }

    for (const [name, priceOf, price] of RIGHT)
      it(`that ${name}: ${price}`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN' });
        element.priceOf = priceOf as typeof element.priceOf;
        await phaseOf(element, 'choosing-plan');
        await until(() => textOf(element).includes(price));
        expect(told()).to.deep.equal([]);
      });

    it('that reads the element’s state gets an answer', async () => {
      shop = openShop();
      const element = shop.element({ country: 'JPN' });
      element.priceOf = () => ({ amount: element.state.phase.length, currency: USD });
      await phaseOf(element, 'choosing-plan');
      expect(told()).to.deep.equal([]);
    });

    it('that gives another price at every call: nothing is drawn again and again', async () => {
      shop = openShop();
      const element = shop.element({ country: 'JPN' });
      let calls = 0;
      element.priceOf = () => ({ amount: ++calls, currency: USD });
      await phaseOf(element, 'choosing-plan');
      await until(() => textOf(element).includes('Choose a plan'));
      await until(async () => {
        const before = calls;
        for (let turn = 0; turn < 10; turn += 1)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        return calls === before;
      });
    });

    it('that fails after the order: its screen has the price at which it was sold', async () => {
      shop = openShop({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
      const element = shop.element({ country: 'JPN' });
      element.priceOf = () => ({ amount: 7, currency: USD });
      await phaseOf(element, 'choosing-plan');
      await element.buy(shown(element)[0]);
      element.priceOf = () => ({ amount: Number.NaN, currency: USD });
      await phaseOf(element, 'pending');
      await until(() => textOf(element).includes('$7.00'));
      expect(textOf(element)).not.to.match(/NaN|\$4\.50/);
      expect(told().length).to.be.at.most(1);
    });

    it('that fails for an order status that is used alone: no price', async () => {
      const status = new EsimOrderStatus();
      status.order = purchase('pending');
      status.priceOf = () => ({ amount: Number.NaN, currency: USD });
      document.body.append(status);
      await until(() => textOf(status).includes('15 days'));
      expect(textOf(status)).not.to.match(/NaN|\$/);
      await until(() => printed.length === 1);
      status.remove();
    });
  });

  describe('with an option', () => {
    type Option = keyof EsimCheckout;
    const STOPS: [option: Option, value: unknown, named: string][] = [
      ['productId', 'abc', 'product-id'],
      ['productId', 1.5, 'product-id'],
      ['productId', {}, 'product-id'],
      ['referencePrefix', {}, 'reference-prefix'],
      ['referencePrefix', 'é', 'reference-prefix'],
      ['customer', {}, 'customer'],
      ['customer', Symbol('me'), 'customer'],
      ['country', ['JPN'], 'country'],
      ['country', 'JP', 'country'],
      ['walletId', { id: 1 }, 'wallet-id'],
      ['tokenCredentials', 'always', 'token-credentials'],
      ['getToken', 'a-token', 'getToken'],
    ];
    for (const [option, value, named] of STOPS)
      it(`${option} ${kind(value)}: named, and nothing is requested`, async () => {
        shop = openShop();
        const element = shop.element(option === 'getToken' ? { 'token-endpoint': '' } : {});
        Object.assign(element, { [option]: value });
        await phaseOf(element, 'unavailable');
        await element.updateComplete;
        expect(told().join()).to.include(named);
        expect(printed).to.deep.equal(told());
        expect(shop.requests).to.deep.equal([]);
        Object.assign(element, { [option]: option === 'tokenCredentials' ? 'omit' : '' });
        element.tokenEndpoint = '/esim/token';
        await phaseOf(element, 'choosing-destination');
      });

    const LEFT_OUT: [option: Option, value: unknown, named: string][] = [
      ['supportUrl', 'javascript:alert(1)', 'support-url'],
      ['supportUrl', 'help@example.com', 'support-url'],
      ['supportUrl', '+49 30 123456', 'support-url'],
      ['iosInstall', 'esim', 'ios-install'],
      ['getToken', 'a-token', 'getToken'],
      ['priceOf', { amount: 1 }, 'priceOf'],
      ['strings', 'de', 'strings'],
      ['strings', [], 'strings'],
      ['strings', { buy: 'Buy' }, 'strings.buy must be a function, not a string'],
      ['strings', { bestValue: () => 'Best' }, 'strings.bestValue must be a string'],
      ['strings', { bestValue: 7 }, 'strings.bestValue'],
      ['strings', { validity: () => 7 }, 'strings.validity must return text'],
      ['strings', { validity: () => Object(null).a.b }, 'strings.validity threw'],
      ['languages', 'de', 'languages'],
      ['languages', { 'en-XA': 'texts' }, 'languages.en-XA must be a function'],
      ['languages', { 'en-XA': () => Object(null).a.b }, 'languages.en-XA could not be loaded'],
      ['languages', { 'en-XA': async () => undefined }, 'languages.en-XA must resolve'],
      ['languages', { 'en-XA': () => ({ strings: {} }) }, 'languages.en-XA must resolve'],
      ['languages', { 'en-XA': () => Promise.reject(new Error('404')) }, 'could not be loaded'],
    ];
    for (const [option, value, named] of LEFT_OUT)
      it(`${option} ${kind(value)}: named, and the rest works (${named})`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN', lang: 'en-XA' });
        Object.assign(element, { [option]: value });
        if (option === 'priceOf') await phaseOf(element, 'unavailable');
        else {
          await phaseOf(element, 'choosing-plan');
          await until(() => textOf(element).includes('$4.50'));
          expect(buyButton(element).textContent).to.include('Choose a plan');
          expect(textOf(element)).to.include('Valid 7 days from installation');
        }
        await until(() => told().length > 0);
        expect(told()).to.have.length(1);
        expect(told()[0]).to.include(named);
        expect(printed).to.deep.equal(told());
      });

    const FINE: [option: Option, value: unknown][] = [
      ['productId', '1000'],
      ['productId', null],
      ['customer', 42],
      ['customer', null],
      ['walletId', 7],
      ['walletId', null],
      ['referencePrefix', 42],
      ['strings', null],
      ['strings', { bestValue: null, choosePlan: undefined }],
      ['languages', null],
      ['priceOf', null],
      ['getToken', null],
      ['supportUrl', null],
      ['supportUrl', '/help'],
    ];
    for (const [option, value] of FINE)
      it(`${option} ${kind(value)}: is no mistake`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN' });
        Object.assign(element, { [option]: value });
        await phaseOf(element, 'choosing-plan');
        await until(() => textOf(element).includes('$4.50'));
        expect(textOf(element)).not.to.match(/undefined|null/);
        // A relative link is not secure on the tests' origin.
        expect(told().filter((each) => !/support-url/.test(each))).to.deep.equal([]);
      });

    it('country as a number is asked for like text', async () => {
      shop = openShop();
      const element = shop.element();
      Object.assign(element, { country: 123 });
      await phaseOf(element, 'unavailable');
      expect(shop.requests.at(-1)).to.include('country_code=123&');
    });

    it('customer as a number is the same customer as that number as text', async () => {
      shop = openShop();
      const element = shop.element({ country: 'JPN' });
      Object.assign(element, { customer: 42 });
      await phaseOf(element, 'choosing-plan');
      await element.buy(shown(element)[0]);
      await phaseOf(element, 'delivered');
      element.remove();
      await phaseOf(shop.element({ country: 'JPN', customer: '42' }), 'delivered');
    });

    it('a text of a wrong kind is named once, whichever elements show it', async () => {
      shop = openShop();
      const element = shop.element({ country: 'JPN' });
      element.strings = { support: 5, copy: () => 'x' } as never;
      await phaseOf(element, 'choosing-plan');
      await element.buy(shown(element)[0]);
      await phaseOf(element, 'delivered');
      await until(() => told().length === 2);
      expect(printed).to.deep.equal(told());
    });

    const unreadable = (key: string): object => ({
      get [key]() {
        return Object(null).a.b;
      },
    });
    for (const [option, value] of [
      ['strings', unreadable('bestValue')],
      ['languages', unreadable('en')],
    ] as const)
      it(`${option} that throw when they are read: named, and the rest works`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN' });
        Object.assign(element, { [option]: value });
        await phaseOf(element, 'choosing-plan');
        await until(() => textOf(element).includes('Valid 7 days from installation'));
        await until(() => told().length > 0);
        expect(told()).to.have.length(1);
        expect(told()[0]).to.include(`${option} threw`);
        expect(printed).to.deep.equal(told());
      });

    it('an unknown slot is named', async () => {
      shop = openShop();
      const element = shop.element({ country: 'JPN' });
      element.innerHTML = '<p slot="heading">Hi</p><p slot="footer">Bye</p>Loading';
      element.requestUpdate();
      await phaseOf(element, 'choosing-plan');
      await until(() => told().length > 0);
      expect(told()).to.have.length(1);
      expect(told()[0]).to.include('"heading"').and.include('header, footer');
    });

    for (const [attribute, right] of [
      ['requirePayment', 'require-payment'],
      ['supportUrl', 'support-url'],
      ['productid', 'product-id'],
    ])
      it(`the attribute ${attribute} is named`, async () => {
        shop = openShop();
        const element = shop.element({ country: 'JPN', [`${attribute}`]: '7' });
        await phaseOf(element, 'choosing-plan');
        await until(() => told().length > 0);
        expect(told()).to.have.length(1);
        expect(told()[0]).to.include(`write ${right}`);
      });

    it('buy() with anything but a plan orders nothing and says so', async () => {
      shop = openShop();
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'choosing-plan');
      await element.buy({ variantId: 1 } as never);
      await element.buy(7 as never);
      expect(element.state.phase).to.equal('choosing-plan');
      expect(told()[0]).to.include('buy()');
    });

    it('plans of the picker that are no list are named', async () => {
      const picker = new EsimPlanPicker();
      for (const given of [null, undefined, 'plans', { 0: plan() }, [null, 'x', {}]]) {
        picker.plans = given as never;
        if (!picker.isConnected) document.body.append(picker);
        await picker.updateComplete;
        expect(picker.shadowRoot?.querySelectorAll('[type=radio]')).to.have.length(0);
      }
      expect(printed).to.have.length(3);
      picker.remove();
    });
  });
});

function kind(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return JSON.stringify(value, (_, each) => (typeof each === 'function' ? '()' : each));
  return String(value);
}
