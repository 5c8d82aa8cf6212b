import { expect } from '@open-wc/testing';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { openShop, phaseOf, type Shop, until } from '../support/shop.js';

const PRODUCTS = 5000;

/** The limits are counts, because times depend on the machine. */
describe(`A keystroke among ${PRODUCTS} products`, function () {
  this.timeout(120_000);
  let shop: Shop;
  let element: EsimCheckout;
  let field: HTMLInputElement;
  const { normalize } = String.prototype;
  const { Collator, DisplayNames } = Intl;

  before(async () => {
    shop = openShop({ catalogueSize: PRODUCTS });
    element = shop.element();
    await phaseOf(element, 'choosing-destination');
    field = await until(() =>
      element.shadowRoot?.querySelector<HTMLInputElement>('[role=combobox]'),
    );
    await until(() => element.shadowRoot?.querySelector('[role=option]'));
  });
  after(() => shop.close());
  afterEach(() => {
    String.prototype.normalize = normalize;
    Object.assign(Intl, { Collator, DisplayNames });
  });

  async function type(text: string): Promise<void> {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await element.updateComplete;
  }

  it('folds what was typed, not the catalogue', async () => {
    let folded = 0;
    String.prototype.normalize = function (form?: string) {
      folded += 1;
      return normalize.call(this, form as 'NFC');
    };
    await type('jap');
    expect(folded).to.be.greaterThan(0).and.below(5);
  });

  it('sorts nothing, and names no country anew', async () => {
    let made = 0;
    const counting = <T extends new (...args: never[]) => object>(Class: T): T =>
      new Proxy(Class, {
        construct(target, args) {
          made += 1;
          return Reflect.construct(target, args);
        },
      });
    Object.assign(Intl, { Collator: counting(Collator), DisplayNames: counting(DisplayNames) });
    for (const text of ['u', 'un', 'united']) await type(text);
    expect(made).to.equal(0);
  });

  it('touches no more nodes than a screen of options has, whatever matches', async () => {
    await type('');
    const root = element.shadowRoot as ShadowRoot;
    const observer = new MutationObserver(() => undefined);
    observer.observe(root, {
      childList: true,
      characterData: true,
      attributes: true,
      subtree: true,
    });
    for (const text of ['l', 'lo', 'local', 'local 49', 'zzzz', '']) {
      await type(text);
      const changes = observer.takeRecords();
      const nodes = changes.reduce(
        (sum, { addedNodes, removedNodes }) => sum + addedNodes.length + removedNodes.length,
        0,
      );
      // Two dozen options have a few nodes each. Five thousand would have two hundred times as many.
      expect(changes.length, text).to.be.below(500);
      expect(nodes, text).to.be.below(500);
      expect(root.querySelectorAll('[role=option]').length, text).to.be.at.most(24);
    }
    observer.disconnect();
  });

  it('asks the API for nothing', async () => {
    const { length } = shop.requests;
    for (const text of ['f', 'fr', 'fra']) await type(text);
    expect(shop.requests).to.have.length(length);
  });
});
