import { expect } from '@open-wc/testing';
import { englishStrings, pseudoStrings, pseudoText } from '../support/pseudo.js';

describe('the pseudo language', () => {
  const pseudo = pseudoStrings();

  it('is legible, marked at both ends and at least 40 % longer', () => {
    expect(pseudoText('Try again')).to.equal('[Trý ágáíñ ~]');
    for (const key of ['retry', 'deviceNote', 'cardInstall', 'pendingNote'] as const)
      expect(pseudo[key].length).to.be.at.least(englishStrings[key].length * 1.4);
  });

  it('pads in words, so that a line can break', () => {
    expect(pseudo.deviceNote).not.to.match(/~{7}/);
  });

  it('has every text, and leaves names, prices and counts alone', () => {
    expect(Object.keys(pseudo)).to.deep.equal(Object.keys(englishStrings));
    expect(pseudo.buy('$1.20', 'Canada')).to.include('$1.20').and.include('Canada');
    expect(pseudo.buy('$1.20', undefined)).not.to.include('undefined');
    expect(pseudo.matches(1)).to.include('1 réšúlt ');
    expect(pseudo.matches(21)).to.include('21 réšúltš');
    expect(pseudo.cardStepsIos).to.have.length(englishStrings.cardStepsIos.length);
  });
});
