import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { run } from '../run.mjs';
import { bundle, SCRATCH } from './bundle.js';
import type { Fault } from './fault.js';
import type { Result } from './node-stage.js';

/**
 * Runs each fault's tests, as pages of one Chromium.
 * @returns one result per fault, in this order
 */
export async function inBrowser(
  faults: readonly (readonly [fault: Fault | undefined, files: readonly string[]])[],
): Promise<Result[]> {
  const modules: string[] = [];
  for (const [fault, files] of faults) modules.push(await bundle(fault, 'browser', 'page', files));
  const report = resolve(SCRATCH, 'report.json');
  const config = resolve(import.meta.dirname, 'web-test-runner.config.mjs');
  await run('node', ['node_modules/@web/test-runner/dist/bin.js', '--config', config], {
    MUTANT_MODULES: JSON.stringify(modules),
    MUTANT_REPORT: report,
  });
  const results = JSON.parse(await readFile(report, 'utf8')) as Record<string, Result>;
  return modules.map(
    (module) => results[basename(module)] ?? { verdict: 'hung', by: 'the page gave no report' },
  );
}
