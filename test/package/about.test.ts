import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DOCS, VERSION } from '../../src/core/about.js';

test('the version and the documentation that the element names are those of package.json', () => {
  const { version, homepage } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual({ version: VERSION, homepage: DOCS }, { version, homepage });
});
