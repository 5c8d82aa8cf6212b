import { expect } from '@open-wc/testing';
import { parseActivationCode, readActivationCode } from '../../src/core/lpa.js';

const HOST = 'rsp.example.com';

/**
 * Codes that providers issue and that break the grammar: [text, address, matching ID, asks for a confirmation code].
 */
const LOOSE: [text: string, address: string, matchingId: string, confirms: boolean][] = [
  [`LPA:1$${HOST}$AB_12`, HOST, 'AB_12', false],
  [`LPA:1$${HOST}$AB 12`, HOST, 'AB 12', false],
  [`LPA:1$${HOST}$A&x=1`, HOST, 'A&x=1', false],
  [`LPA:1$${HOST}$A$$0`, HOST, 'A', false],
  [`LPA:1$${HOST}$A$x$1`, HOST, 'A', true],
  [`LPA:1$${HOST}$A$$1$more`, HOST, 'A', true],
  [`LPA:1$${HOST}:8443$A`, `${HOST}:8443`, 'A', false],
  [`LPA:1$${HOST}.$A`, `${HOST}.`, 'A', false],
  [`LPA:1$https://${HOST}/x$A`, `https://${HOST}/x`, 'A', false],
  [`1$rsp_1.example$A`, 'rsp_1.example', 'A', false],
  [`lpa:1$${HOST}$Ä`, HOST, 'Ä', false],
  ['LPA:1$$A', '', 'A', false],
];

const UNSEEN = [
  '\u200b',
  '\u200e',
  '\ufeff',
  '\u00a0',
  '\u2060',
  '\u00ad',
  '\u2800',
  '\u3164',
  '\ufe0f',
  '\0',
  '\r\n',
  '\t',
];

describe('readActivationCode', () => {
  for (const [text, smdpAddress, matchingId, confirmationRequired] of LOOSE)
    it(`splits ${text} at the dollars, and makes no link of it`, () => {
      const code = readActivationCode(text);
      expect(code).to.include({ smdpAddress, matchingId, confirmationRequired });
      expect(code?.text).to.equal(`LPA:${text.replace(/^LPA:/i, '')}`);
      expect(parseActivationCode(text)).to.equal(undefined);
    });

  for (const unseen of UNSEEN)
    it(`drops U+${unseen.codePointAt(0)?.toString(16)} at the ends, not within`, () => {
      const code = `LPA:1$${HOST}$AB-12`;
      expect(readActivationCode(`${unseen}${code}${unseen}${unseen}`)?.text).to.equal(code);
      expect(parseActivationCode(`${unseen}${code}${unseen}`)?.text).to.equal(code);
      const within = `LPA:1$${HOST}$A${unseen}B`;
      expect(readActivationCode(within)?.text).to.equal(within);
      expect(parseActivationCode(within)).to.equal(undefined);
    });

  for (const text of [
    '',
    '1',
    '1$',
    'LPA:1$',
    'LPA:1',
    'LPA:2$a$b',
    'your code',
    '11$a$b',
    'x1$a$b',
  ])
    it(`reads nothing in ${JSON.stringify(text)}`, () => {
      expect(readActivationCode(text)).to.equal(undefined);
    });
});
