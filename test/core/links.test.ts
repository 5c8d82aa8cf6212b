import { expect } from '@open-wc/testing';
import { safeLink } from '../../src/core/links.js';

describe('safeLink', () => {
  for (const url of ['https://example.com/help', 'mailto:help@example.com', 'tel:+4930123456'])
    it(`lets ${url} through`, () => {
      expect(safeLink(url)).to.equal(url);
    });

  for (const url of [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'blob:https://example.com/1',
    'http://example.com',
    'https://',
    '',
    undefined,
  ])
    it(`stops ${JSON.stringify(url)}`, () => {
      expect(safeLink(url)).to.equal(undefined);
    });
});
