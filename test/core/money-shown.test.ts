import { expect } from '@open-wc/testing';
import { formatsFor, readMoney } from '../../src/core/money.js';

const plain = (text: string): string => text.replace(/\s/g, ' ');

/** The text in English. It is never less than the amount, and never has more digits than the amount. */
const PRICES: [amount: number, currency: string, shown: string][] = [
  [4.5, 'USD', '$4.50'],
  [4, 'USD', '$4.00'],
  [0, 'USD', '$0.00'],
  [0.004, 'USD', '$0.004'],
  [0.0001, 'USD', '$0.0001'],
  [0.0000001, 'USD', '$0.01'],
  [4.275, 'USD', '$4.275'],
  [4.5 * 1.1, 'USD', '$4.95'],
  [0.1 + 0.2, 'USD', '$0.30'],
  [10 / 3, 'USD', '$3.34'],
  [1e6 / 3, 'USD', '$333,333.34'],
  [1234567.5, 'EUR', '€1,234,567.50'],
  [650, 'JPY', '¥650'],
  [650.5, 'JPY', '¥650.5'],
  [650.25, 'JPY', '¥650.25'],
  [1000 / 3, 'JPY', '¥334'],
  [9.5, 'KRW', '₩9.5'],
  [1.234, 'KWD', 'KWD 1.234'],
  [1.2345, 'KWD', 'KWD 1.2345'],
  [1.5, 'KWD', 'KWD 1.500'],
  [2000, 'ISK', 'ISK 2,000'],
  [4.5, 'usd', '$4.50'],
  // A well-formed code that does not exist.
  [4.5, 'ZZQ', 'ZZQ 4.50'],
  [0.004, 'ZZQ', 'ZZQ 0.004'],
  // Not an ISO 4217 code.
  [4.5, 'points', '4.50 points'],
  [0.1 + 0.2, 'points', '0.30 points'],
  [1e6 / 3, 'points', '333,333.34 points'],
  [12000, '€', '12,000.00 €'],
];

describe('a price as it is shown', () => {
  const english = formatsFor('en');
  for (const [amount, currency, shown] of PRICES)
    it(`${amount} ${currency}: ${shown}`, () => {
      expect(plain(english.money({ amount, currency }))).to.equal(shown);
    });

  it('is never less than the amount, in any currency or language', () => {
    const digits = (text: string): number =>
      Number(text.replace(/[^\d.]/g, '').replace(/^\.|\.$/g, ''));
    for (const currency of ['USD', 'JPY', 'KWD', 'HUF', 'CLF', 'UGX', 'XXX', 'BTC', 'credits'])
      for (const amount of [0.004, 0.005, 0.5, 1 / 3, 2 / 3, 19.999, 650.5, 99.995, 12345.678901])
        for (const write of [english.money, english.about]) {
          const text = write({ amount, currency });
          expect(digits(text), `${amount} ${currency}: ${text}`).to.be.at.least(
            amount * 0.999_999_999,
          );
          expect(text.match(/\.(\d+)/)?.[1]?.length ?? 0, text).to.be.at.most(6);
        }
    expect(plain(formatsFor('de').money({ amount: 650.5, currency: 'JPY' }))).to.equal('650,5 ¥');
    expect(formatsFor('ja').money({ amount: 650.5, currency: 'JPY' })).to.match(/650\.5/);
  });

  it('is rounded up to the usual digits where it is only compared', () => {
    const about = (amount: number, currency: string): string =>
      plain(english.about({ amount, currency }));
    expect(about(19 / 7, 'USD')).to.equal('$2.72');
    expect(about(1.125, 'USD')).to.equal('$1.13');
    expect(about(1.9, 'USD')).to.equal('$1.90');
    expect(about(0.0001, 'USD')).to.equal('$0.01');
    expect(about(650.5, 'JPY')).to.equal('¥651');
  });
});

describe('an amount of money', () => {
  for (const given of [
    { amount: 4.5, currency: 'USD' },
    { amount: 0, currency: ' EUR ' },
  ])
    it(`is ${JSON.stringify(given)}`, () => {
      const currency = given.currency.trim();
      expect(readMoney({ ...given, note: 'x' })).to.deep.equal({ ...given, currency });
    });

  const wrong: unknown[] = [
    undefined,
    null,
    4.5,
    '4.50',
    {},
    { amount: 4.5 },
    { amount: 4.5, currency: '' },
    { amount: 4.5, currency: '\u200b' },
    { amount: 4.5, currency: '840' },
    { amount: 4.5, currency: '-' },
    { amount: 4.5, currency: 7 },
    { amount: '4.5', currency: 'USD' },
    { amount: Number.NaN, currency: 'USD' },
    { amount: 1 / 0, currency: 'USD' },
    { amount: -0.01, currency: 'USD' },
  ];
  for (const given of wrong)
    it(`is not ${JSON.stringify(given)}`, () => {
      expect(readMoney(given)).to.equal(undefined);
    });
});

describe('an amount of data', () => {
  const { data } = formatsFor('en');
  const table: [gigabytes: number, shown: string][] = [
    [0.3, '300 MB'],
    [300 / 1024, '300 MB'],
    [100 / 1024, '100 MB'],
    [500 / 1024, '500 MB'],
    [0.5, '500 MB'],
    [0.29297, '300 MB'],
    [0.25, '250 MB'],
    [0.001, '1 MB'],
    [1000 / 1024, '1 GB'],
    [1500 / 1024, '1.5 GB'],
    [1, '1 GB'],
    [1.5, '1.5 GB'],
    [20, '20 GB'],
    [1.25, '1.25 GB'],
  ];
  for (const [gigabytes, shown] of table)
    it(`${gigabytes} GB: ${shown}`, () => {
      expect(plain(data(gigabytes))).to.equal(shown);
    });
});
