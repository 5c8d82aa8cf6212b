import { expect } from '@open-wc/testing';
import { alpha2 } from '../../src/core/countries.js';

/** One code of each way of abbreviation, and every pair that is easily confused. */
const PAIRS =
  'JPN JP,FRA FR,DEU DE,CHN CN,KOR KR,PRK KP,AUS AU,AUT AT,SVN SI,SVK SK,SWE SE,CHE CH,CHL CL,UKR UA,GBR GB,USA US,' +
  'IRL IE,IRN IR,IRQ IQ,ISR IL,MAC MO,MDG MG,MDV MV,NER NE,NGA NG,GIN GN,GNB GW,GNQ GQ,COD CD,COG CG,ABW AW,ZWE ZW,' +
  'POL PL,PRT PT,TUR TR,TUN TN,VIR VI,VGB VG,MNE ME,MEX MX,SRB RS,ALA AX,ATA AQ,BIH BA,COM KM,CYM KY,EST EE,XKX XK';

describe('alpha2', () => {
  for (const pair of PAIRS.split(',')) {
    const [three = '', two = ''] = pair.split(' ');
    it(`knows ${three} as ${two}`, () => {
      expect(alpha2(three)).to.equal(two);
      expect(alpha2(three.toLowerCase())).to.equal(two);
    });
  }

  it('knows all 250 codes, each with a two-letter code of its own', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const all = letters.flatMap((a) =>
      letters.flatMap((b) => letters.map((c) => alpha2(a + b + c)).filter(Boolean)),
    );
    expect(all).to.have.length(250);
    expect(new Set(all)).to.have.property('size', 250);
  });
});
