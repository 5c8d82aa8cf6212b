import { expect } from '@open-wc/testing';
import { cleanText } from '../../src/core/clean-text.js';

const TABLE: [given: string, clean: string][] = [
  ['Japan 5 GB', 'Japan 5 GB'],
  ['Bosnia &amp; Herzegovina', 'Bosnia & Herzegovina'],
  ['Bosnia &amp;amp; Herzegovina', 'Bosnia & Herzegovina'],
  ['C&ocirc;te d&#39;Ivoire', "C&ocirc;te d'Ivoire"],
  ['C&#244;te d&#x27;Ivoire', "Côte d'Ivoire"],
  ['5&nbsp;GB', '5 GB'],
  ['<b>5 GB</b>', '5 GB'],
  ['<p>Fair use:</p><p>1 GB a day</p>', 'Fair use: 1 GB a day'],
  ['1 GB a day,<br/>then 1 Mbit/s', '1 GB a day, then 1 Mbit/s'],
  ['&lt;b&gt;5 GB&lt;/b&gt;', '5 GB'],
  ['<a href="x>y">More</a>', 'y">More'],
  ['<strong class="a">5 GB</strong>.', '5 GB.'],
  ['Speed < 5 Mbit/s & > 1', 'Speed < 5 Mbit/s & > 1'],
  ['3 <5 GB', '3 <5 GB'],
  ['<script>alert(1)</script>Japan', 'Japan'],
  ['<style>p{}</style ><!-- note -->Japan', 'Japan'],
  ['Tom & Jerry; AT&T', 'Tom & Jerry; AT&T'],
  ['&#0;&#xD800;&#x110000;Japan', 'Japan'],
  ['  Japan \n\t 5 GB ', 'Japan 5 GB'],
  ['', ''],
];

describe('a text of the API', () => {
  for (const [given, clean] of TABLE)
    it(`${JSON.stringify(given)} reads ${JSON.stringify(clean)}`, () => {
      expect(cleanText(given)).to.equal(clean);
    });

  it('takes no longer than its length warrants', () => {
    for (const text of ['<'.repeat(50_000), '<a '.repeat(20_000), '<script>'.repeat(5000)])
      expect(cleanText(text)).to.be.a('string');
  });
});
