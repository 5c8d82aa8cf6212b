import { expect } from '@open-wc/testing';
import type { EsimBeforeOrderEvent } from '../../src/events/order-events.js';
import { choose, openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

type Listener = (event: EsimBeforeOrderEvent) => void;

interface Case {
  page: string;
  listener: Listener | undefined;
  /** Whether the page has judged the offer. */
  decides: boolean;
}

const pages: Case[] = [
  { page: 'has no listener', listener: undefined, decides: false },
  { page: 'only reads the event', listener: () => undefined, decides: false },
  {
    page: 'has a listener that throws',
    listener: () => {
      throw new Error('The payment script is missing.');
    },
    decides: false,
  },
  {
    page: 'hands over no promise',
    listener: (event) => {
      try {
        event.waitUntil(undefined as never);
      } catch {
        // The host’s own code may hide it.
      }
    },
    decides: false,
  },
  {
    page: 'declines it',
    listener: (event) => event.waitUntil(Promise.resolve(false)),
    decides: true,
  },
  {
    page: 'rejects it',
    listener: (event) => event.waitUntil(Promise.reject(new Error('not paid'))),
    decides: true,
  },
  { page: 'prevents it', listener: (event) => event.preventDefault(), decides: true },
];

/** A page died during the payment: the customer may have paid. The next page may not be the one that takes payments. */
describe('An order that is offered again, on a page with require-payment', () => {
  let shop: Shop;
  const former = window.onerror;
  beforeEach(() => {
    shop = openShop();
    window.onerror = (message) => String(message).includes('payment script');
  });
  afterEach(async () => {
    await shop.close();
    window.onerror = former;
  });

  const element = (listener?: Listener) => {
    const made = shop.element({ country: 'JPN', 'require-payment': '' });
    if (listener) made.addEventListener('esim-before-order', listener);
    return made;
  };
  const offers = () =>
    shop.events
      .filter(({ type }) => type === 'esim-before-order')
      .map(({ detail }) => detail as { reference: string; resumed: boolean });
  const errors = () => shop.types().filter((type) => type === 'esim-error').length;

  /** Leaves a purchase in the middle of its payment. @returns its reference */
  async function left(): Promise<string> {
    const first = element((event) => event.waitUntil(new Promise(() => undefined)));
    await choose(first);
    void first.buy();
    await phaseOf(first, 'authorizing');
    await until(() => offers().length === 1);
    first.remove();
    return offers()[0]?.reference ?? '';
  }

  for (const { page, listener, decides } of pages)
    it(`is ${decides ? 'over' : 'offered to the next page'} if this page ${page}`, async () => {
      const reference = await left();
      const second = element(listener);
      await until(() => errors() === 1);
      await phaseOf(second, 'choosing-plan');
      expect(offers()[1]).to.include({ reference, resumed: true });
      expect((await second.purchases()).length).to.equal(decides ? 0 : 1);
      if (!decides) await until(() => textOf(second).includes('Your eSIMs'));
      expect(textOf(second).includes('payment was not completed')).to.equal(decides);
      second.remove();

      const third = element((event) => event.waitUntil(Promise.resolve()));
      await phaseOf(third, decides ? 'choosing-plan' : 'delivered');
      const orders = shop.sandbox.orders().map(({ clientReference }) => clientReference);
      expect(orders).to.deep.equal(decides ? [] : [reference]);
    });

  it('is taken by the element that has the listener, whichever comes first', async () => {
    const reference = await left();
    element();
    const second = element((event) => event.waitUntil(Promise.resolve()));
    await phaseOf(second, 'delivered');
    expect(shop.sandbox.orders().map(({ clientReference }) => clientReference)).to.deep.equal([
      reference,
    ]);
  });

  it('is offered again if the customer buys the plan again', async () => {
    const reference = await left();
    const second = element();
    await until(() => errors() === 1);
    await choose(second);
    second.addEventListener('esim-before-order', (event) => event.waitUntil(Promise.resolve()));
    await second.buy();
    await phaseOf(second, 'delivered');
    expect(offers().every((offer) => offer.reference === reference)).to.equal(true);
    expect(shop.sandbox.orders().length).to.equal(1);
  });
});
