// Every test there is, or a part: node scripts/test.mjs [unit|node|journeys|faults|kills] [--engine a,b] [files…]
// Ends with `N passed, N failed`, summed over all runners; exits with 1 unless everything that ran passed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES, findBrowsers } from '../test/support/browsers.mjs';
import { ensureBuild } from './ensure-build.mjs';
import { listFailures } from './failures.mjs';
import { provide } from './needs.mjs';
import { run } from './run.mjs';

const FOLDERS = {
  unit: ['core', 'controllers', 'demo', 'elements', 'i18n'],
  node: ['sandbox', 'gateway', 'host', 'scale', 'faults', 'package', 'docs'],
  journeys: ['journeys'],
  faults: [],
  kills: [],
};
const RUNNERS = {
  unit: runUnits,
  node: runNode,
  journeys: runJourneys,
  faults: runFaults,
  kills: runKills,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' } },
});
const part = positionals[0] in RUNNERS ? positionals.shift() : undefined;
const chosen = positionals;
const onCi = Boolean(process.env.CI) && process.env.CI !== 'false';
const scratch = mkdtempSync(join(tmpdir(), 'esim-tests-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
/** Files that ran once more after their browser had crashed. The end of the run names them. */
const ranTwice = [];

function add(label, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(
    `${label}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
}

/** Records a group of tests that could not run. It counts as skipped, and as failed in the gate. */
function notRun(label) {
  add(`${label} (did not run)`, { passed: 0, failed: onCi ? 1 : 0, skipped: onCi ? 0 : 1 });
  if (onCi) failed('scripts/needs.mjs', label, 'It did not run: a browser is missing.');
}

function failed(place, name, message) {
  failures.push({ place, name, message });
}

function testFiles(kind) {
  if (chosen.length > 0) return chosen;
  return FOLDERS[kind].flatMap((folder) => {
    try {
      const names = readdirSync(join('test', folder), { recursive: true });
      return names
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => join('test', folder, name));
    } catch {
      return [];
    }
  });
}

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Runs the unit tests once. Returns the report of each engine, by its lower-case name, and the exit code. */
async function unitRun(engines, files) {
  const summary = join(scratch, 'unit.json');
  rmSync(summary, { force: true });
  const code = await run(
    'node',
    ['node_modules/@web/test-runner/dist/bin.js', '--files', ...files],
    { ENGINES: engines.join(','), UNIT_SUMMARY: summary },
  );
  const ran = readJson(summary);
  if (!ran) console.log(`✖ The unit runner ended with ${code} and without a report.`);
  const reported = new Map(
    Object.entries(ran ?? {}).map(([name, counts]) => [name.toLowerCase(), counts]),
  );
  // An engine without a report has lost every file.
  const none = { files: files.length, passed: 0, failed: 0, skipped: 0, lost: files, failures: [] };
  return { code, counts: new Map(engines.map((name) => [name, reported.get(name) ?? none])) };
}

async function runUnits() {
  const files = testFiles('unit');
  if (files.length === 0) return;
  const wanted = values.engine?.split(',') ?? process.env.ENGINES?.split(',') ?? ENGINES;
  const unknown = wanted.filter((engine) => !ENGINES.includes(engine));
  if (unknown.length > 0)
    throw new Error(`Unknown engine ${unknown.join(', ')}: ${ENGINES.join(', ')}.`);
  const found = findBrowsers();
  const engines = wanted.filter((engine) => found[engine]);
  for (const engine of wanted) if (!found[engine]) notRun(engine);
  if (engines.length === 0) return;

  let { code, counts } = await unitRun(engines, files);
  for (const [engine, first] of counts) {
    if (first.lost.length === 0) continue;
    // If a browser crashed, its current file has no result, so it runs once more. A failed test does not run again.
    console.log(`${engine} was lost in ${first.lost.join(', ')}: once more.`);
    ranTwice.push(`${first.lost.join(', ')} (${engine})`);
    const again = await unitRun([engine], first.lost);
    const second = again.counts.get(engine);
    first.failures.push(...second.failures);
    for (const file of second.lost) failed(file, `lost twice (${engine})`, 'The browser ended.');
    for (const key of ['passed', 'failed', 'skipped']) first[key] += second[key];
    first.failed += second.lost.length;
    code = again.code;
  }
  let failing = 0;
  for (const [engine, sums] of counts) {
    // A file that an engine never opened counts as failed. It is not a file without tests.
    if (chosen.length === 0) sums.failed += Math.max(0, files.length - sums.files);
    if (sums.passed + sums.failed === 0) sums.failed = 1;
    failing += sums.failed;
    failures.push(...sums.failures);
    if (sums.failed > 0 && sums.failures.length === 0)
      failed(files.join(', '), engine, 'Files were never opened.');
    add(`units in ${engine}`, sums);
  }
  if (code !== 0 && failing === 0) {
    add('unit runner', { passed: 0, failed: 1, skipped: 0 });
    failed('web-test-runner.config.mjs', 'unit runner', `It ended with ${code}.`);
  }
}

/** Files run in processes of their own, two at a time: most of them wait for a browser or a server half of the time. */
const AT_ONCE = process.env.AT_ONCE ?? '2';

async function runNodeTests(label, files, { env = {}, timeout = 900_000 } = {}) {
  const summary = join(scratch, `${label.replaceAll(' ', '-')}.json`);
  // All tests of a few chosen files by name, else a line for each file.
  const reporters = ['./node-report.mjs', ...(chosen.length > 0 ? ['spec'] : [])];
  const code = await run(
    'node',
    [
      ...['--import', 'tsx', '--test', `--test-timeout=${timeout}`],
      `--test-concurrency=${AT_ONCE}`,
      ...reporters.flatMap((name) => [
        `--test-reporter=${name.startsWith('.') ? new URL(name, import.meta.url).href : name}`,
        '--test-reporter-destination=stdout',
      ]),
      ...files,
    ],
    { ...env, NODE_REPORT: summary, NODE_FILES: String(files.length) },
  );
  const ran = readJson(summary);
  const counts = ran ?? { passed: 0, failed: 1, skipped: 0, failures: [] };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  failures.push(...counts.failures);
  if (counts.failed > 0 && counts.failures.length === 0)
    failed(files.join(', '), label, `The runner ended with ${code}.`);
  add(label, counts);
}

async function runNode() {
  const files = testFiles('node');
  const isOfPackage = (file) => file.replaceAll('\\', '/').includes('test/package/');
  const ofPackage = files.filter(isOfPackage);
  const others = files.filter((file) => !isOfPackage(file));
  if (others.length > 0) await runNodeTests('node tests', others);
  if (ofPackage.length === 0) return;
  // These share dist/, and so must not find it out of date while they run.
  await ensureBuild();
  await runNodeTests('package tests', ofPackage);
}

async function runJourneys() {
  const files = testFiles('journeys');
  if (files.length === 0) return;
  if (!findBrowsers().chromium) return notRun('journeys');
  await ensureBuild();
  await runNodeTests('journeys', files);
}

/** Runs the model test in full: 10,000 schedules, or FAULT_RUNS. */
async function runFaults() {
  const env = { FAULT_RUNS: process.env.FAULT_RUNS ?? '10000' };
  await runNodeTests('fault schedules', ['test/faults/model.test.ts'], {
    env,
    timeout: 7_200_000,
  });
}

/** Runs purchases in real pages that are killed: 200, or KILL_RUNS. */
async function runKills() {
  const env = { KILL_RUNS: process.env.KILL_RUNS ?? '200' };
  if (findBrowsers().chromium)
    await runNodeTests('killed pages', ['test/faults/kills.test.ts'], { env, timeout: 7_200_000 });
  else notRun('killed pages');
}

try {
  provide();
  const parts = part ? [part] : ['unit', 'node', 'journeys'];
  for (const name of parts) await RUNNERS[name]();
} catch (error) {
  console.error(error);
  total.failed += 1;
  failed('scripts/test.mjs', 'the runner', String(error?.message ?? error));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (total.passed + total.failed === 0) {
  console.error('No test ran.');
  total.failed = 1;
}
listFailures(failures);
if (ranTwice.length > 0)
  console.log(`Ran twice, after a crash of the browser: ${ranTwice.join('; ')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
