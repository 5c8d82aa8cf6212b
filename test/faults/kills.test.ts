import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHostPages } from '../support/host-pages/host-pages.js';
import { type KillResult, runKills } from './kill-run.js';

const RUNS = Number(process.env.KILL_RUNS ?? 6);
const SEED = process.env.KILL_SEED;
const LANES = Number(process.env.KILL_LANES ?? 4);

const seeds = SEED ? [Number(SEED)] : Array.from({ length: RUNS }, (_, index) => index + 1);

/** Runs the remaining seeds, one after the other, in its own browser. */
async function lane(left: number[], results: Map<number, KillResult>): Promise<void> {
  const pages = await openHostPages(undefined, 'direct');
  try {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const result = await runKills(pages, seed);
      results.set(seed, result);
      if (result.wrongs.length > 0) console.info(`KILL_SEED=${seed}: ${result.wrongs.join('; ')}`);
    }
  } finally {
    await pages.close();
  }
}

function report(results: Iterable<KillResult>): string {
  const all = [...results];
  const sum = (of: (result: KillResult) => number): number =>
    all.reduce((total, result) => total + of(result), 0);
  const phases: Record<string, number> = {};
  for (const { phase } of all) phases[phase] = (phases[phase] ?? 0) + 1;
  const ends = Object.entries(phases).map(([phase, count]) => `${count} ${phase}`);
  return [
    `${all.length} purchases, ${sum(({ kills }) => kills)} pages killed`,
    `${sum(({ orders }) => orders)} orders, ${sum(({ debits }) => debits)} debits`,
    `${sum(({ resumed }) => resumed)} offers made again`,
    ends.join(', '),
  ].join('; ');
}

test(`${seeds.length} purchases survive the death of their page`, async (context) => {
  const results = new Map<number, KillResult>();
  const left = [...seeds];
  const lanes = Array.from({ length: Math.min(LANES, seeds.length) }, () => lane(left, results));
  await Promise.all(lanes);
  context.diagnostic(report(results.values()));
  const failed = [...results].filter(([, { wrongs }]) => wrongs.length > 0);
  for (const [seed, { wrongs, trace }] of SEED ? results : failed) {
    context.diagnostic(`KILL_SEED=${seed}: ${wrongs.join('; ')}\n  ${trace.join('\n  ')}`);
  }
  assert.deepEqual(
    failed.map(([seed]) => seed),
    [],
    'replay one with KILL_SEED',
  );
});
