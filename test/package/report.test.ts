// What `npm test` says of failures and of files that remain.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

const FILES = {
  'bad.test.ts': `import { describe, test } from 'node:test';
import { more } from './more.ts';

more();

describe('sums', () => {
  test('one and one', () => {
    throw new Error('two');
  });
  test('is left out', { skip: 'no coin' }, () => {});
});
`,
  'good.test.ts': `import { test } from 'node:test';

test('nothing', () => {});
`,
  // Tests that another file defines count too.
  'more.ts': `import { test } from 'node:test';

export const more = () => test('elsewhere', () => {});
`,
  'lost.test.ts': `throw new Error('at once');\n`,
};

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  mkdirSync(join(folder, 'test'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, 'test', name), text);
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the report of the Node tests', () => {
  test('has each failure with file and line, each finished file, and how many remain', () => {
    const names = Object.keys(FILES)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join('test', name));
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout, status } = spawnSync(
      process.execPath,
      [
        ...['--import', import.meta.resolve('tsx'), '--test', '--test-concurrency=1'],
        `--test-reporter=${new URL('../../scripts/node-report.mjs', import.meta.url).href}`,
        ...['--test-reporter-destination=stdout', ...names],
      ],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...env, NODE_REPORT: resolve(folder, 'report.json'), NODE_FILES: '3' },
      },
    );
    assert.equal(status, 1);
    const { failures, ...counts } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    assert.deepEqual(counts, { passed: 2, failed: 2, skipped: 1 });
    assert.deepEqual(
      failures.map(({ place, name, message }: Record<string, string>) => [place, name, message]),
      [
        ['test/bad.test.ts:8', 'one and one', 'two'],
        ['test/lost.test.ts:1', 'the file itself failed', 'test failed'],
      ],
    );
    assert.match(stdout, /✖ test\/bad\.test\.ts:8 one and one/);
    assert.match(stdout, /– skipped: is left out \(no coin\)/);
    assert.match(stdout, /^\[1\/3\] test\/bad\.test\.ts: .* 2 files remain$/m);
    assert.match(stdout, /^\[3\/3\] .* 0 files remain$/m);
  });
});
