// docs/testing.md as data: its samples, and the calls that bring about each row of docs/what-happens-when.md.
import { readFileSync } from 'node:fs';
import type { SandboxControl } from '../../src/sandbox/index.js';

const page = readFileSync('docs/testing.md', 'utf8');

/** The sample with this file name in its first line. */
export function sample(name: string): string {
  const samples = [...page.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  const found = samples.find((code) => code.startsWith(`// ${name}\n`));
  if (found === undefined) throw new Error(`docs/testing.md has no ${name}.`);
  return found;
}

/** The first two cells of every row of every table. */
export function rows(file: string): [what: string, how: string][] {
  return [...readFileSync(file, 'utf8').matchAll(/^\| (.*) \|$/gm)].map(([, line = '']) => {
    const [what = '', how = ''] = line.split(' | ');
    return [what, how];
  });
}

/** How docs/testing.md brings about the row with this beginning, or with this text. */
export function howTo(begins: string): string {
  const all = rows('docs/testing.md');
  const found = all.filter(([what]) => what.startsWith(begins));
  const [row] = found.length === 1 ? found : found.filter(([what]) => what === begins);
  if (row === undefined) throw new Error(`${found.length} rows begin with "${begins}".`);
  return row[1];
}

const CALL =
  /`((?:setScenario|fault|clearFaults|expireTokens|resolve|install|activate|expire|deliverPending)\((?:[^`]*)\))`/g;

/** Makes the calls of a cell, in their order. @returns how many there were. */
export function makeCalls(how: string, control: SandboxControl): number {
  const calls = [...how.matchAll(CALL)].map(([, code = '']) => code);
  const names = Object.keys(control);
  for (const code of calls)
    new Function(...names, `return ${code}`)(...Object.values(control as object));
  return calls.length;
}
