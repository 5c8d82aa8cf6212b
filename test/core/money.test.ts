import { expect } from '@open-wc/testing';
import { formatsFor, perGigabyte } from '../../src/core/money.js';
import { plan } from '../support/samples.js';

/** Intl uses no-break spaces. Their kind depends on the engine. */
const plain = (text: string | undefined): string => (text ?? '').replace(/\s/g, ' ');

describe('money, data and countries', () => {
  const english = formatsFor('en');
  const german = formatsFor('de');

  it('writes a price in its currency, as the locale does', () => {
    expect(english.money({ amount: 4.5, currency: 'USD' })).to.equal('$4.50');
    expect(plain(german.money({ amount: 4.5, currency: 'EUR' }))).to.equal('4,50 €');
    expect(formatsFor('ja').money({ amount: 1200, currency: 'JPY' })).to.match(/1,200/);
  });

  it('does not split a symbol at the end of a right-to-left line', () => {
    const price = formatsFor('ar').money({ amount: 4.5, currency: 'USD' });
    if (price.startsWith('\u200f')) expect(price.endsWith('\u200e')).to.equal(true);
    expect(price).to.contain('US$');
  });

  it('shows the API’s text if it is not a currency', () => {
    expect(english.money({ amount: 4.5, currency: 'points' })).to.satisfy(
      (text: string) => plain(text) === '4.50 points',
    );
  });

  it('writes data in gigabytes, and in megabytes below one', () => {
    expect(plain(english.data(10))).to.equal('10 GB');
    expect(plain(english.data(1.5))).to.equal('1.5 GB');
    expect(plain(english.data(0.5))).to.equal('500 MB');
    expect(plain(german.data(1.5))).to.equal('1,5 GB');
  });

  it('writes days with the right plural', () => {
    expect(english.days(1)).to.equal('1 day');
    expect(english.days(30)).to.equal('30 days');
    expect(plain(german.days(30))).to.equal('30 Tage');
  });

  it('names countries, and only countries', () => {
    expect(german.country('DEU')).to.equal('Deutschland');
    expect(english.country('XKX')).to.equal('Kosovo');
    for (const code of ['GLO', 'EUR', 'ASI', 'ZZZ', 'JP', '', 'JPNX'])
      expect(english.country(code), code).to.equal(undefined);
  });

  it('gives the price of a gigabyte for a plan with a size', () => {
    expect(perGigabyte(plan(2), { amount: 19, currency: 'USD' })).to.deep.equal({
      amount: 1.9,
      currency: 'USD',
    });
    expect(perGigabyte(plan(4), { amount: 19, currency: 'USD' })).to.equal(undefined);
  });
});
