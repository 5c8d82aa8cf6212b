// `npm run release`: checks, then the whole gate, then `npm publish` with provenance. With --dry-run nothing is
// published. With --checks only the checks run, which takes a second.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { releaseProblems } from './release-checks.mjs';
import { run } from './run.mjs';

const { values } = parseArgs({
  options: { 'dry-run': { type: 'boolean' }, checks: { type: 'boolean' } },
});
const isTrial = values['dry-run'] === true || values.checks === true;
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** Ends the release, unless it is a trial: that goes on and fails at its end. */
function stop(problems) {
  for (const problem of problems) console.error(`✖ ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  return problems.length > 0 && !isTrial;
}

async function release() {
  const problems = releaseProblems({
    packageJson: JSON.parse(readFileSync('package.json', 'utf8')),
    changelog: readFileSync('CHANGELOG.md', 'utf8'),
    readme: readFileSync('README.md', 'utf8'),
    changedFiles: git('status', '--porcelain').split('\n').filter(Boolean),
    tags: git('tag', '--list').split('\n'),
  });
  if (stop(problems) || values.checks) return;

  const gate = await run('npm', ['run', 'verify']);
  if (stop(gate === 0 ? [] : ['The gate failed.'])) return;

  const trial = isTrial ? ['--dry-run'] : [];
  const published = await run('npm', ['publish', '--provenance', '--access', 'public', ...trial]);
  if (stop(published === 0 ? [] : ['npm did not publish.'])) return;
  if (!isTrial) console.info('Published. Now tag the commit with the version and push the tag.');
}

await release();
