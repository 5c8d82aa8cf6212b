import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ReleaseState, releaseProblems } from '../../scripts/release-checks.mjs';

const packageJson = {
  version: '1.2.0',
  homepage: 'https://shop.test/esim-checkout',
  repository: { type: 'git', url: 'git+https://shop.test/esim-checkout.git' },
  bugs: { url: 'https://shop.test/issues' },
};
const ready: ReleaseState = {
  packageJson,
  changelog:
    '# Changelog\n\n## [1.2.0] - 2026-03-01\n\n- New.\n\n## [1.1.0] - 2026-01-01\n\n- Old.\n',
  readme:
    'https://unpkg.com/esim-checkout@1.2.0/dist/cdn/esim-checkout.js, esim-checkout-1.2.0.tgz',
  changedFiles: [],
  tags: ['v1.1.0'],
};

const cases: [what: string, change: Partial<ReleaseState>, said: RegExp][] = [
  ['a changed file', { changedFiles: [' M src/a.ts'] }, /tree has changes: M src\/a\.ts/],
  ['a version that was released', { tags: ['v1.2.0'] }, /tag v1\.2\.0 exists/],
  ['no version', { packageJson: { ...packageJson, version: 'next' } }, /"next" in package\.json/],
  [
    'a version without a section',
    { changelog: '## [1.1.0] - 2026-01-01\n\n- Old.\n' },
    /no section/,
  ],
  ['a section without a date', { changelog: '## [1.2.0]\n\n- New.\n' }, /no date/],
  [
    'an empty section',
    { changelog: '## [1.2.0] - 2026-03-01\n\n## [1.1.0] - 2026-01-01\n\n- Old.\n' },
    /lists nothing/,
  ],
  [
    'a README of another version',
    { readme: 'esim-checkout@1.1.0' },
    /README\.md names other versions/,
  ],
  [
    'a placeholder',
    { packageJson: { ...packageJson, homepage: 'https://a.example/' } },
    /"homepage".*placeholder/,
  ],
  ['no repository', { packageJson: { ...packageJson, repository: undefined } }, /"repository"/],
];

describe('a release', () => {
  it('goes ahead where nothing stands against it', () => {
    assert.deepEqual(releaseProblems(ready), []);
  });

  for (const [what, change, said] of cases)
    it(`is stopped by ${what}`, () => {
      assert.match(releaseProblems({ ...ready, ...change }).join('\n'), said);
    });
});
