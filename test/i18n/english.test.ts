import { expect } from '@open-wc/testing';
import { english } from '../../src/i18n/en.js';
import { englishCard } from '../../src/i18n/en-card.js';
import { englishOrder } from '../../src/i18n/en-order.js';
import type { Strings } from '../../src/i18n/strings.js';

describe('English', () => {
  const all: Strings = { ...english, ...englishOrder, ...englishCard };

  it('is complete: no text is empty, none promises an e-mail', () => {
    for (const [key, value] of Object.entries(all)) {
      const texts =
        typeof value === 'function'
          ? [(value as (...given: unknown[]) => string)(3, 'x')]
          : [value].flat();
      for (const text of texts) {
        expect(text, key).to.be.a('string').that.is.not.empty;
        expect(text, key).not.to.match(/e-?mail|undefined|\[object/i);
      }
    }
  });

  it('says the same in its parts where they share a key', () => {
    for (const part of [english, englishOrder, englishCard]) expect(all).to.include(part);
  });

  it('counts', () => {
    expect(all.matches(1)).to.equal('1 result');
    expect(all.matches(2)).to.equal('2 results');
  });
});
