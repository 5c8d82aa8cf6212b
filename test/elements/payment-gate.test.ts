import { expect } from '@open-wc/testing';
import type { EsimBeforeOrderEvent } from '../../src/events/order-events.js';
import { choose, openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/**
 * An error that `script` throws must not end the test run. The browser reports it on `window`, where the runner
 * listens.
 */
function thrown(): { messages: string[]; stop(): void } {
  const messages: string[] = [];
  const former = window.onerror;
  const formerRejection = window.onunhandledrejection;
  window.onerror = (message) => {
    messages.push(String(message));
    return true;
  };
  window.onunhandledrejection = (event) => {
    messages.push(String(event.reason));
    event.preventDefault();
  };
  return {
    messages,
    stop() {
      window.onerror = former;
      window.onunhandledrejection = formerRejection;
    },
  };
}

type Listener = (event: EsimBeforeOrderEvent) => unknown;

interface Case {
  does: string;
  listener: Listener | undefined;
  code: 'authorization' | 'payment-required';
  /** Whether the attribute is set. */
  required?: boolean;
  /** Whether the console names a mistake. */
  named?: RegExp;
  /** The host may hold a payment, so it gets WITHDRAWN. */
  refund?: boolean;
}

const vetoes: Case[] = [
  {
    does: 'calls preventDefault()',
    listener: (event) => event.preventDefault(),
    code: 'authorization',
  },
  {
    does: 'throws',
    listener: () => {
      throw new Error('The payment script is missing.');
    },
    code: 'authorization',
    named: /listener.*threw/,
  },
  {
    does: 'throws after it called waitUntil()',
    listener: (event) => {
      event.waitUntil(Promise.resolve());
      throw new Error('The payment script is broken.');
    },
    code: 'authorization',
    named: /listener.*threw/,
    refund: true,
  },
  {
    does: 'hands over a promise that rejects',
    listener: (event) => event.waitUntil(Promise.reject(new Error('declined'))),
    code: 'authorization',
  },
  {
    does: 'hands over a promise that fulfils with false',
    listener: (event) => event.waitUntil(Promise.resolve(false)),
    code: 'authorization',
  },
  {
    does: 'hands over two promises, the second of which fulfils with false',
    listener: (event) => {
      event.waitUntil(wait(5));
      event.waitUntil(wait(20).then(() => false));
    },
    code: 'authorization',
    // The first may have been a payment.
    refund: true,
  },
  {
    does: 'hands over two promises, the second of which rejects while the customer pays in the first',
    listener: (event) => {
      event.waitUntil(wait(30));
      event.waitUntil(Promise.reject(new Error('The terms were not accepted.')));
    },
    code: 'authorization',
    refund: true,
  },
  {
    does: 'hands over two promises that both reject',
    listener: (event) => {
      event.waitUntil(Promise.reject(new Error('declined')));
      event.waitUntil(wait(10).then(() => Promise.reject(new Error('declined'))));
    },
    code: 'authorization',
  },
  {
    does: 'calls preventDefault() inside the held work',
    listener: (event) =>
      event.waitUntil(
        (async () => {
          await wait(20);
          event.preventDefault();
        })(),
      ),
    code: 'authorization',
  },
  ...[() => Promise.resolve(), true, 'paid', undefined, null, {}].map(
    (given): Case => ({
      does: `hands over ${typeof given === 'function' ? 'a function' : JSON.stringify(given)} instead of a promise`,
      listener: (event) => event.waitUntil(given as never),
      code: 'authorization',
      named: /no promise/,
    }),
  ),
  {
    does: 'hands over no promise and catches the TypeError',
    listener: (event) => {
      try {
        event.waitUntil(undefined as never);
      } catch (error) {
        expect(error).to.be.instanceOf(TypeError);
      }
    },
    code: 'authorization',
    named: /no promise/,
  },
  {
    does: 'calls waitUntil() after an await',
    listener: async (event) => {
      await null;
      await null;
      event.waitUntil(Promise.resolve());
    },
    code: 'authorization',
    named: /too late/,
  },
  {
    does: 'throws where a payment is required',
    listener: () => {
      throw new Error('The payment script is missing.');
    },
    required: true,
    code: 'authorization',
    named: /listener.*threw/,
  },
  {
    does: 'is missing',
    listener: undefined,
    required: true,
    code: 'payment-required',
    named: /waitUntil/,
  },
  {
    does: 'is async and rejects before it calls waitUntil()',
    listener: async () => {
      throw new Error('The payment script is missing.');
    },
    required: true,
    code: 'payment-required',
    named: /waitUntil/,
  },
  {
    does: 'calls waitUntil() a second after the event',
    listener: async (event) => {
      await wait(1000);
      event.waitUntil(Promise.resolve());
    },
    required: true,
    code: 'payment-required',
    named: /waitUntil/,
  },
];

describe('The payment gate', () => {
  let shop: Shop;
  let errors: ReturnType<typeof thrown>;
  let logged: string[];
  const realError = console.error;
  beforeEach(() => {
    shop = openShop();
    errors = thrown();
    logged = [];
    // The runner also reports errors that the page throws.
    console.error = (...parts: unknown[]) => {
      const line = parts.join(' ');
      if (line.includes('nothing is ordered')) logged.push(line);
    };
  });
  afterEach(async () => {
    console.error = realError;
    await shop.close();
    errors.stop();
  });

  const told = (type: string) => shop.events.filter((event) => event.type === type);

  for (const { does, listener, code, required, named, refund } of vetoes) {
    it(`orders nothing where a listener ${does}${required ? ' (require-payment)' : ''}`, async () => {
      const element = shop.element({
        country: 'JPN',
        ...(required ? { 'require-payment': '' } : {}),
      });
      if (listener) element.addEventListener('esim-before-order', listener as EventListener);
      await choose(element);
      for (let turn = 1; turn <= 2; turn += 1) {
        await element.buy();
        await phaseOf(element, 'choosing-plan');
        expect(told('esim-error').map(({ detail }) => detail.code)).to.deep.equal(
          Array(turn).fill(code),
        );
      }
      // Where money may have moved, nobody says that it has not.
      await until(() => /nothing was ordered/i.test(textOf(element)));
      expect(textOf(element).includes('payment was not completed')).to.equal(!refund);
      expect(shop.requests.filter((request) => request.includes('/orders'))).to.deep.equal([]);
      expect(shop.sandbox.orders()).to.deep.equal([]);
      expect(told('esim-order-failed').length).to.equal(refund ? 2 : 0);
      expect(await element.purchases()).to.deep.equal([]);
      // Reported once, however often it happens.
      expect(logged.length).to.equal(named ? 1 : 0);
      if (named) expect(logged[0]).to.match(named);
    });
  }

  // Frameworks and templates also set the property to the attribute's text.
  for (const given of ['', 'true', 'require-payment', 1])
    it(`requires a payment if requirePayment is ${JSON.stringify(given)}`, async () => {
      const element = shop.element({ country: 'JPN' });
      element.requirePayment = given as never;
      await choose(element);
      await element.buy();
      await phaseOf(element, 'choosing-plan');
      expect(told('esim-error').map(({ detail }) => detail.code)).to.deep.equal([
        'payment-required',
      ]);
      expect(shop.sandbox.orders()).to.deep.equal([]);
    });

  it('requires a payment if the attribute has the name of the property', async () => {
    const element = shop.element({ country: 'JPN', requirePayment: '' });
    expect(element.outerHTML).to.include('requirepayment');
    await choose(element);
    await element.buy();
    await phaseOf(element, 'choosing-plan');
    const codes = () => told('esim-error').map(({ detail }) => detail.code);
    await until(() => codes().includes('configuration'));
    expect(codes()).to.include('payment-required');
    expect(shop.sandbox.orders()).to.deep.equal([]);
  });

  for (const given of [false, undefined, null])
    it(`requires none if requirePayment is ${given}`, async () => {
      const element = shop.element({ country: 'JPN', 'require-payment': '' });
      element.requirePayment = given as never;
      await choose(element);
      await element.buy();
      await phaseOf(element, 'delivered');
    });

  const consents: [string, Listener | undefined, boolean][] = [
    ['there is no listener and no payment is required', undefined, false],
    ['a listener only reads', () => undefined, false],
    ['the promise fulfils with nothing', (event) => event.waitUntil(Promise.resolve()), true],
    ['the promise fulfils with null', (event) => event.waitUntil(Promise.resolve(null)), true],
    ['the promise fulfils with 0', (event) => event.waitUntil(Promise.resolve(0)), true],
    // A promise of another realm, or of a library, is a promise as well.
    [
      'it is given a thenable',
      (event) =>
        event.waitUntil(
          // biome-ignore lint/suspicious/noThenProperty: as a library of a host may have it.
          { then: (done: (value: unknown) => void) => done('paid') } as never,
        ),
      true,
    ],
    [
      'work that is held holds more work',
      (event) =>
        event.waitUntil(wait(10).then(() => event.waitUntil(wait(10).then(() => undefined)))),
      true,
    ],
  ];
  for (const [when, listener, required] of consents) {
    it(`orders where ${when}`, async () => {
      const element = shop.element({ country: 'JPN' });
      element.requirePayment = required;
      if (listener) element.addEventListener('esim-before-order', listener as EventListener);
      await choose(element);
      await element.buy();
      await phaseOf(element, 'delivered');
      expect(told('esim-error')).to.deep.equal([]);
      expect(logged).to.deep.equal([]);
    });
  }

  it('does not veto an order that has been sent, and says so', async () => {
    let late: unknown;
    const element = shop.element({ country: 'JPN' });
    element.addEventListener('esim-before-order', (event) => {
      void phaseOf(element, 'delivered').then(() => {
        try {
          event.waitUntil(Promise.resolve());
        } catch (error) {
          late = error;
        }
      });
    });
    await choose(element);
    await element.buy();
    await until(() => late);
    expect((late as DOMException).name).to.equal('InvalidStateError');
    expect(element.state.phase).to.equal('delivered');
    expect(told('esim-error')).to.deep.equal([]);
  });

  it('ignores errors of the page before and after the event', async () => {
    const element = shop.element({ country: 'JPN' });
    element.addEventListener('esim-before-order', (event) => {
      event.waitUntil(
        wait(5).then(() => {
          setTimeout(() => {
            throw new Error('Something else.');
          });
          return wait(20);
        }),
      );
    });
    await choose(element);
    await element.buy();
    await phaseOf(element, 'delivered');
    expect(errors.messages.join()).to.include('Something else.');
  });
});
