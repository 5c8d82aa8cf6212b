// Pages and browsers that have the name of a feature and not the feature.
import { expect } from '@open-wc/testing';
import { choose, openShop, phaseOf, type Shop } from '../support/shop.js';

/** Puts `value` in place of a property until the function that it returns is called. */
function replace(owner: object, name: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(owner, name, own);
    else Reflect.deleteProperty(owner, name);
  };
}

const WITHOUT: [name: string, owner: () => object, property: string, value: unknown][] = [
  ['requestIdleCallback, undefined', () => globalThis, 'requestIdleCallback', undefined],
  ['requestIdleCallback, null', () => globalThis, 'requestIdleCallback', null],
  ['attachInternals', () => HTMLElement.prototype, 'attachInternals', undefined],
  ['navigator.locks, undefined', () => navigator, 'locks', undefined],
  ['navigator.locks without its method', () => navigator, 'locks', {}],
  ['navigator.storage', () => navigator, 'storage', undefined],
  ['navigator.clipboard', () => navigator, 'clipboard', undefined],
  ['navigator.canShare, no function', () => navigator, 'canShare', {}],
  ['crypto.randomUUID, no function', () => crypto, 'randomUUID', {}],
  ['BroadcastChannel', () => globalThis, 'BroadcastChannel', undefined],
  ['indexedDB, null', () => globalThis, 'indexedDB', null],
];

describe('without', () => {
  let shop: Shop;
  afterEach(() => shop.close());
  for (const [name, owner, property, value] of WITHOUT)
    it(name, async () => {
      const restore = replace(owner(), property, value);
      const errors: unknown[] = [];
      const note = (event: ErrorEvent | PromiseRejectionEvent): void => {
        errors.push('reason' in event ? event.reason : event.message);
      };
      window.addEventListener('error', note);
      window.addEventListener('unhandledrejection', note);
      try {
        shop = openShop();
        const element = shop.element({ country: 'JPN' });
        await choose(element);
        await element.buy();
        await phaseOf(element, 'delivered');
        expect(shop.sandbox.ledger()).to.have.length(1);
        expect(errors).to.deep.equal([]);
      } finally {
        window.removeEventListener('error', note);
        window.removeEventListener('unhandledrejection', note);
        restore();
      }
    });

  it('names for custom states that are free', async function () {
    if (!('CustomStateSet' in globalThis)) this.skip();
    const { add } = CustomStateSet.prototype;
    CustomStateSet.prototype.add = function (name) {
      if (!name.startsWith('--')) throw new SyntaxError(name);
      return add.call(this, name);
    };
    try {
      shop = openShop();
      await choose(shop.element({ country: 'JPN' }));
    } finally {
      CustomStateSet.prototype.add = add;
    }
  });
});
