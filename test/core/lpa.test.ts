import { expect } from '@open-wc/testing';
import { installLink, parseActivationCode } from '../../src/core/lpa.js';
import { activationCodes } from '../support/activation-codes.js';

const BASE = 'LPA:1$rsp.example.com$ACTIVATION-TOKEN-XYZ';

describe('parseActivationCode', () => {
  it('reads address and matching ID', () => {
    expect(parseActivationCode(BASE)).to.deep.equal({
      smdpAddress: 'rsp.example.com',
      matchingId: 'ACTIVATION-TOKEN-XYZ',
      confirmationRequired: false,
      text: BASE,
    });
  });

  it('reads the OID and the confirmation flag', () => {
    const code = parseActivationCode(`${BASE}$1.3.6.1$1`);
    expect(code?.smdpOid).to.equal('1.3.6.1');
    expect(code?.confirmationRequired).to.equal(true);
  });

  it('keeps the case of the matching ID', () => {
    expect(parseActivationCode('LPA:1$a.example$aBc-1')?.matchingId).to.equal('aBc-1');
  });

  const readable: [name: string, text: string, shown: string][] = [
    ['no prefix', '1$rsp.example.com$A', 'LPA:1$rsp.example.com$A'],
    ['a lower-case prefix', 'lpa:1$rsp.example.com$A', 'LPA:1$rsp.example.com$A'],
    ['white space around', `  ${BASE}\n`, BASE],
    ['no matching ID', 'LPA:1$rsp.example.com', 'LPA:1$rsp.example.com'],
    ['an empty matching ID', 'LPA:1$rsp.example.com$', 'LPA:1$rsp.example.com$'],
    ['empty middle fields', 'LPA:1$rsp.example.com$$$1', 'LPA:1$rsp.example.com$$$1'],
    ['trailing dollars', `${BASE}$$$`, `${BASE}$$$`],
  ];
  for (const [name, text, shown] of readable)
    it(`reads a code with ${name}`, () => {
      expect(parseActivationCode(text)?.text).to.equal(shown);
    });

  const unreadable: [name: string, text: string][] = [
    ['nothing', ''],
    ['words', 'your code is on its way'],
    ['another format', 'LPA:2$rsp.example.com$A'],
    ['no address', 'LPA:1$$A'],
    ['a URL for an address', 'LPA:1$https://rsp.example.com$A'],
    ['an address with a path', 'LPA:1$rsp.example.com/x$A'],
    ['a label that is too long', `LPA:1$${'a'.repeat(64)}.com$A`],
    ['an address that is too long', `LPA:1$${'abcdefgh.'.repeat(30)}com$A`],
    ['a label that ends in a hyphen', 'LPA:1$rsp-.example.com$A'],
    ['an ampersand in the matching ID', 'LPA:1$rsp.example.com$A&x=1'],
    ['a space in the matching ID', 'LPA:1$rsp.example.com$A B'],
    ['an OID that is none', `${BASE}$abc`],
    ['an unknown flag', `${BASE}$$2`],
    ['a sixth field', `${BASE}$$1$more`],
  ];
  for (const [name, text] of unreadable)
    it(`refuses ${name}`, () => {
      expect(parseActivationCode(text)).to.equal(undefined);
    });
});

describe('installLink', () => {
  it('leads to Apple or Google and gives the very code, for 1,000 codes', () => {
    const hosts = { ios: 'esimsetup.apple.com', android: 'esimsetup.android.com' };
    for (const text of activationCodes(1000)) {
      const code = parseActivationCode(text);
      if (!code) throw new Error('A generated code must parse');
      for (const platform of ['ios', 'android'] as const) {
        const link = installLink(code, platform);
        const url = new URL(link);
        expect(url.host).to.equal(hosts[platform]);
        expect(url.searchParams.get('carddata')).to.equal(text);
        expect(url.href).to.equal(link);
        expect(link).to.include(text);
      }
    }
  });

  it('opens iOS Settings where that is asked for', () => {
    const code = parseActivationCode(BASE);
    expect(code && installLink(code, 'ios', 'settings')).to.equal(
      `apple-system-settings://cellular?addCellularPlan=${BASE}`,
    );
  });
});
