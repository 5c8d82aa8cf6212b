import { expect } from '@open-wc/testing';
import { SNIPPETS } from '../../demo/page/embed/snippets.js';
import { retail } from '../../demo/page/retail.js';

type PriceOf = (plan: { price: { amount: number; currency: string } }) => { amount: number };

/** The price function that the snippet for HTML gives to a partner, as a browser runs it. */
function priceOfSnippet(factor: number): PriceOf {
  const code =
    SNIPPETS.find(({ id }) => id === 'html')?.code({
      attributes: [],
      tokens: new Map(),
      integrity: '',
      factor,
    }) ?? '';
  const [, source = ''] = /checkout\.priceOf = (.*);/.exec(code) ?? [];
  return new Function(`return ${source}`)() as PriceOf;
}

describe('the snippet asks the price that the stage shows', () => {
  for (const percent of [25, 60])
    it(`with ${percent} % on top`, () => {
      const priceOf = priceOfSnippet(1 + percent / 100);
      const wrong = Array.from({ length: 10_000 }, (_, cents) => cents / 100).filter((amount) => {
        const price = { amount, currency: 'USD' };
        return priceOf({ price }).amount !== retail(price, percent);
      });
      expect(wrong).to.deep.equal([]);
    });
});
