// The whole gate: `npm run verify`. --no-tests leaves the tests out, if they have run already. Every step runs, even
// if an earlier step failed. The last line is `N passed, N failed`, including the tests.
import { spawn } from 'node:child_process';

const npmRun = (name) => ['npm', 'run', '--silent', name];
const STEPS = [
  ['packages run on the stated Node.js versions', npmRun('engines')],
  ['format', npmRun('format:check')],
  ['lint', npmRun('lint')],
  ['types', npmRun('types')],
  ['build', npmRun('build')],
  ['manifest is current', npmRun('manifest:check')],
  ['tokens, parts and slots', npmRun('contract')],
  ['size budgets', npmRun('size')],
  ['documentation site', npmRun('docs:build')],
  ['publint', ['npx', '--no-install', 'publint', '--strict']],
  [
    'types resolve for consumers',
    ['npx', '--no-install', 'attw', '--pack', '.', '--profile', 'esm-only'],
  ],
];
const TESTS = ['tests', ['npm', 'test', '--silent']];

/** Runs a step and shows its output. Returns its exit code and last line. */
function step(label, [command, ...args]) {
  console.log(`\n── ${label}`);
  return new Promise((resolve) => {
    let tail = '';
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (data) => {
      process.stdout.write(data);
      tail = (tail + data).slice(-500);
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve({ code: 1, tail });
    });
    child.once('close', (code) => resolve({ code: code ?? 1, tail }));
  });
}

let passed = 0;
const failures = [];
let failed = 0;
const withTests = !process.argv.includes('--no-tests');
for (const [label, command] of withTests ? [...STEPS, TESTS] : STEPS) {
  const { code, tail } = await step(label, command);
  const sum =
    label === 'tests' ? /(\d+) passed, (\d+) failed(?:, \d+ skipped)?\s*$/.exec(tail) : null;
  if (sum) {
    passed += Number(sum[1]);
    failed += Number(sum[2]);
  } else if (code === 0) passed += 1;
  if (code !== 0) {
    failures.push(label);
    if (!sum || Number(sum[2]) === 0) failed += 1;
  }
}
if (failures.length > 0) console.error(`\nFailed: ${failures.join('; ')}.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
