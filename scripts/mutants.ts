// Makes deliberate faults in src/core, one at a time, and reports which of them no test finds.
// npm run test:mutants                        all of them, about 25 minutes on 2 busy cores
// npm run test:mutants -- no-wallet           one of them; `driver` for the faults of a file
// npm run test:mutants -- --part 1/6          a sixth, about 4 minutes
// A general mutation tool would make thousands of faults, most of them harmless. Each of these is a likely mistake.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowsers } from '../test/support/browsers.mjs';
import { apiFaults } from './mutants/api-faults.js';
import { inBrowser } from './mutants/browser-stage.js';
import { SCRATCH, withFault } from './mutants/bundle.js';
import type { Fault } from './mutants/fault.js';
import { inNode, type Result } from './mutants/node-stage.js';
import { purchaseFaults } from './mutants/purchase-faults.js';
import { reachOf } from './mutants/reach.js';
import { storageFaults } from './mutants/storage-faults.js';

const ALL: readonly Fault[] = [...purchaseFaults, ...storageFaults, ...apiFaults];
/** The quick schedules run first. Each has one fault. */
const SCHEDULES = ['cases', 'told', 'midway', 'unheard', 'deleted'].map(
  (name) => `test/faults/${name}.test.ts`,
);
const RANDOM = ['test/faults/model.test.ts'];
/** Always the same random schedules, so that a result can be reproduced. */
const MODEL = { FAULT_RUNS: '150', FAULT_SEED: '1' };
/** The unit tests outside test/core that test the core closely. */
const CLOSE = ['test/controllers/browser-session.test.ts', 'test/elements/payment-gate.test.ts'];
const LANES = 2;

function chosen(): Fault[] {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { part: { type: 'string' } },
  });
  const [part = 1, parts = 1] = (values.part ?? '1/1').split('/').map(Number);
  const isWanted = ({ name, file }: Fault): boolean =>
    positionals.length === 0 ||
    positionals.some((word) => word === name || word === basename(file, '.ts'));
  const wanted = ALL.filter(isWanted);
  return wanted.filter((_, index) => index % parts === part - 1);
}

/** Checks that the text of every fault exists once, and that every fault has its own name. */
async function check(): Promise<void> {
  for (const fault of ALL) await withFault(fault);
  const names = ALL.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two faults are called ${twice}.`);
}

/** Runs `work` on each item in order, a few at a time. */
async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

const units = async (): Promise<string[]> => {
  const names = await readdir('test/core', { recursive: true });
  const core = names.filter((name) => name.endsWith('.test.ts')).sort();
  return [...core.map((name) => `test/core/${name}`), ...CLOSE];
};

/** The tests must pass without a fault. Otherwise a failure means nothing. */
function expectGreen(result: Result | undefined): void {
  if (result?.verdict !== 'survived')
    throw new Error(`Without any fault: ${JSON.stringify(result)}. Mend that first.`);
}

async function judge(faults: readonly Fault[]): Promise<Map<Fault, Result>> {
  const results = new Map<Fault, Result>();
  const note = (fault: Fault, result: Result): void => {
    if (result.verdict === 'survived') return;
    results.set(fault, result);
    console.info(`${result.verdict}  ${fault.name}: ${result.by}`);
  };
  const inUnits = await units();
  const reach = await reachOf([...SCHEDULES, ...inUnits, ...RANDOM]);
  /** The faults that nothing has noticed and that these tests can, each with those of them that can. */
  const open = (tests: readonly string[]): [Fault, string[]][] =>
    faults.flatMap((fault) => {
      const can = results.has(fault) ? [] : reach(fault.file, tests);
      return can.length > 0 ? [[fault, can]] : [];
    });
  const node = async (label: string, tests: string[], env?: Record<string, string>) => {
    const left = open(tests);
    if (left.length === 0) return;
    expectGreen(await inNode(undefined, label, tests, env));
    await inLanes(left, async ([fault, can]) => note(fault, await inNode(fault, label, can, env)));
  };

  await node('schedules', SCHEDULES);
  const left = open(inUnits);
  if (left.length > 0) {
    console.info(`${left.length} faults go on to the units, in Chromium.`);
    const [green, ...judged] = await inBrowser([[undefined, inUnits], ...left]);
    expectGreen(green);
    for (const [index, [fault]] of left.entries()) note(fault, judged[index] as Result);
  }
  await node('model', RANDOM, MODEL);
  for (const fault of faults) if (!results.has(fault)) results.set(fault, { verdict: 'survived' });
  return results;
}

/** The verdict as it is printed: of a fault that makes no difference nothing else can be expected. */
function wordOf(fault: Fault, { verdict }: Result): string {
  return verdict === 'survived' && fault.same !== undefined ? 'same' : verdict;
}

/** @returns whether every fault that makes a difference was killed */
function print(faults: readonly Fault[], results: ReadonlyMap<Fault, Result>): boolean {
  const width = Math.max(...faults.map(({ name }) => name.length));
  const lines = faults.flatMap((fault) => {
    const result = results.get(fault);
    if (!result) return [];
    const said = 'by' in result ? result.by : (fault.same ?? `${fault.why} (${fault.file})`);
    return [{ word: wordOf(fault, result), name: fault.name, said }];
  });
  const counts = ['killed', 'same', 'hung', 'survived'].map((wanted) => {
    const these = lines.filter(({ word }) => word === wanted);
    for (const { word, name, said } of these)
      console.info(`${word.padEnd(8)}  ${name.padEnd(width)}  ${said}`);
    return these.length;
  });
  const [killed = 0, same = 0, hung, survived] = counts;
  console.info(
    `${faults.length} faults: ${killed} killed, ${same} without a difference, ${hung} hung, ${survived} survived`,
  );
  return killed + same === faults.length;
}

await check();
const faults = chosen();
if (faults.length === 0) throw new Error('No fault has that name, nor a file that has any.');
if (!findBrowsers().chromium) throw new Error('The units need Chromium.');
await mkdir(SCRATCH, { recursive: true });
try {
  if (!print(faults, await judge(faults))) process.exitCode = 1;
} finally {
  await rm(SCRATCH, { recursive: true, force: true });
}
