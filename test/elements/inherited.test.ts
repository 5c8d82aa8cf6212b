// What a page sets on everything around the element.
import { expect } from '@open-wc/testing';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { choose, openShop, type Shop } from '../support/shop.js';

describe('what an element inherits', () => {
  let shop: Shop;
  let around: HTMLElement;
  beforeEach(() => {
    shop = openShop();
    around = document.createElement('div');
    document.body.append(around);
  });
  afterEach(async () => {
    await shop.close();
    around.remove();
  });

  async function placed(css: string): Promise<{ element: EsimCheckout; buy: Element }> {
    around.style.cssText = `width: 600px; ${css}`;
    const element = shop.element({ country: 'JPN' }, around);
    await choose(element);
    const picker = element.shadowRoot?.querySelector('esim-plan-picker');
    return { element, buy: picker?.shadowRoot?.querySelector('.buy') as Element };
  }

  /** Sizes of the element and of its Buy button. */
  async function measure(css: string): Promise<number[]> {
    const { element, buy } = await placed(css);
    const sides = [element, buy].flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      return [Math.round(width), Math.round(height)];
    });
    element.remove();
    return sides;
  }

  const LAYOUT = [
    'letter-spacing: 40px; text-indent: 300px',
    'white-space: nowrap; word-spacing: 90px',
    'text-align: center; line-height: 4; font-size: 40px',
    'border-collapse: collapse; border-spacing: 20px',
    'text-wrap: nowrap; hyphens: auto; tab-size: 40',
  ];
  for (const css of LAYOUT)
    it(`its layout is its own: ${css}`, async () => {
      const plain = await measure('');
      expect(await measure(css)).to.deep.equal(plain);
    });

  it('takes nothing but the family from the page where the partner’s font family is not valid', async () => {
    const row = 'display: flex; font-family: serif';
    const plain = await measure(`${row}; --esim-font-family: serif`);
    // A name with a digit of its own needs quotes.
    const invalid = await measure(`font: italic 900 40px/4 x; ${row}; --esim-font-family: Sans 3`);
    expect(invalid).to.deep.equal(plain);
  });

  const WRITING = [
    'writing-mode: vertical-rl',
    'writing-mode: vertical-lr; text-orientation: upright',
    'writing-mode: sideways-rl',
  ];
  for (const css of WRITING)
    it(`it lies in a page that stands: ${css}`, async () => {
      // Across the page's own direction a block is as wide as what is in it.
      const { element, buy } = await placed(css);
      const outer = element.getBoundingClientRect();
      const button = buy.getBoundingClientRect();
      expect(outer.width).to.be.at.least(400);
      expect(button.width).to.be.closeTo(outer.width, 2);
      expect(button.height).to.be.below(100);
      expect(element.shadowRoot?.querySelector('.base')?.clientHeight).to.be.closeTo(
        outer.height,
        2,
      );
    });

  type Property = 'visibility' | 'pointerEvents' | 'colorScheme';
  const PASSED: [property: Property, css: string, to: string][] = [
    ['visibility', 'visibility: hidden', 'hidden'],
    ['pointerEvents', 'pointer-events: none', 'none'],
    ['colorScheme', 'color-scheme: dark', 'dark'],
  ];
  for (const [property, css, to] of PASSED)
    it(`it is told on purpose: ${css}`, async () => {
      const { buy } = await placed(css);
      expect(getComputedStyle(buy)[property]).to.equal(to);
    });

  it('codes can be selected where the page forbids selecting', async () => {
    around.style.cssText = 'user-select: none; -webkit-user-select: none';
    const card = document.createElement('esim-activation-card');
    card.activationCode = 'LPA:1$rsp.example.com$TOKEN';
    around.append(card);
    await card.updateComplete;
    const code = card.shadowRoot?.querySelector('[part=code]') as Element;
    getSelection()?.selectAllChildren(code);
    expect(String(getSelection())).to.include('rsp.example.com');
  });
});
