import { expect } from '@open-wc/testing';
import { planProblem } from '../../../src/core/purchase/check-plan.js';
import { plan } from '../../support/samples.js';
import { SessionBrowser } from '../../support/session-page.js';

const wrong: [what: string, value: unknown, says: RegExp][] = [
  ['text', '1 GB', /object/],
  ['null', null, /object/],
  ['a number', 100, /object/],
  ['an empty object', {}, /productId/],
  ['a product id as text', { ...plan(), productId: '1' }, /productId/],
  ['a variant id of NaN', { ...plan(), variantId: Number.NaN }, /variantId/],
  ['no name', { ...plan(), name: undefined }, /name/],
  ['no country', { ...plan(), countryCode: null }, /countryCode/],
  ['data as text', { ...plan(), dataGb: '5' }, /dataGb/],
  ['days without an end', { ...plan(), validityDays: Number.POSITIVE_INFINITY }, /validityDays/],
  ['no price', { ...plan(), price: undefined }, /price\.amount/],
  ['a price as text', { ...plan(), price: { amount: '4.50', currency: 'USD' } }, /price\.amount/],
  ['a negative price', { ...plan(), price: { amount: -1, currency: 'USD' } }, /price\.amount/],
  [
    'a price of NaN',
    { ...plan(), price: { amount: Number.NaN, currency: 'USD' } },
    /price\.amount/,
  ],
  ['no currency', { ...plan(), price: { amount: 1 } }, /price\.currency/],
];

describe('A plan that a host gives to buy()', () => {
  it('is taken as it is where it is one', () => {
    for (const good of [plan(), plan(4), plan(0, { price: { amount: 0, currency: 'USD' } })])
      expect(planProblem(good)).to.equal(undefined);
  });

  for (const [what, value, says] of wrong) {
    it(`is named where it is none: ${what}`, async () => {
      expect(planProblem(value)).to.match(says);
      const browser = new SessionBrowser();
      const page = await browser.open();
      await page.session.buy(value as never);
      expect(page.troubles).to.deep.equal(['configuration']);
      expect(page.offers).to.deep.equal([]);
      expect(browser.api.sent).to.deep.equal([]);
      expect(await browser.stored()).to.deep.equal([]);
      browser.close();
    });
  }
});
