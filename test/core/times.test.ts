import { expect } from '@open-wc/testing';
import { formatDate, formatElapsed } from '../../src/core/times.js';

describe('times', () => {
  const cases: [number, string][] = [
    [0, '0 sec'],
    [59.9, '59 sec'],
    [60, '1 min'],
    [125, '2 min, 5 sec'],
    [3900, '1 hr, 5 min'],
    [90_061, '1 day, 1 hr'],
    [-5, '0 sec'],
  ];
  for (const [seconds, text] of cases)
    it(`writes ${seconds} seconds as "${text}"`, () => {
      expect(formatElapsed(seconds, 'en').replace(/\s/g, ' ')).to.equal(text);
    });

  it('writes a date as the locale does, and nothing for what is none', () => {
    expect(formatDate('2026-03-14T12:00:00Z', 'en')).to.equal('Mar 14, 2026');
    expect(formatDate('2026-03-14T12:00:00Z', 'de')).to.equal('14.03.2026');
    expect(formatDate('soon', 'en')).to.equal('');
  });
});
