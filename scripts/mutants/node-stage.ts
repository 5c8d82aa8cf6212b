import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundle } from './bundle.js';
import type { Fault } from './fault.js';

/** The result of a fault in one stage. */
export type Result =
  | { verdict: 'killed'; by: string }
  /** No test failed, but the tests did not finish. */
  | { verdict: 'hung'; by: string }
  | { verdict: 'survived' };

/** Much longer than the tests take on a busy machine, in ms. */
const LIMIT_MS = 120_000;

/** Runs tests with a fault in the tree, in Node, until the first of them fails. */
export async function inNode(
  fault: Fault | undefined,
  label: string,
  files: readonly string[],
  env: Record<string, string> = {},
): Promise<Result> {
  const module = await bundle(fault, 'node', label, files);
  const child = spawn(process.execPath, ['--test-reporter=tap', module], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const end = (result: Result): void => {
      clearTimeout(limit);
      child.kill('SIGKILL');
      resolve(result);
    };
    let last: string | undefined;
    const limit = setTimeout(
      () => end({ verdict: 'hung', by: `after "${last ?? 'the start'}", in Node` }),
      LIMIT_MS,
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, not, name = ''] = /^\s*(not )?ok \d+ - (.*)$/.exec(line) ?? [];
      // The innermost test comes before the tests that contain it.
      if (not) end({ verdict: 'killed', by: name });
      else if (name) last = name;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) end({ verdict: 'killed', by: `exit code ${code}` });
      else if (last === undefined) end({ verdict: 'hung', by: 'no test ran' });
      else end({ verdict: 'survived' });
    });
  });
}
