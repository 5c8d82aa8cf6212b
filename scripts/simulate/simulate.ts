// `npm run simulate`: crowds at one account, with and without the gateway; writes docs/scale.md's tables and its plot.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crowdTable, rateTable } from './page.js';
import { plot } from './plot.js';
import { atOnce, atRate, RATES, type Run } from './rates.js';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const MODES = ['gateway', 'direct'] as const;

async function timed(name: string, run: () => Promise<Run>): Promise<Run> {
  const started = performance.now();
  const result = await run();
  console.log(`${name}: ${Math.round((performance.now() - started) / 1000)} s`);
  return result;
}

const crowds: Run[] = [];
for (const mode of MODES) crowds.push(await timed(`1,000 at once, ${mode}`, () => atOnce(mode)));
const rates: Run[] = [];
for (const rate of RATES)
  for (const mode of MODES)
    rates.push(await timed(`${rate} a minute, ${mode}`, () => atRate(mode, rate)));

let page = readFileSync(`${docs}scale.md`, 'utf8');
for (const [name, text] of [
  ['crowd', crowdTable(crowds)],
  ['rates', rateTable(rates)],
] as const) {
  const block = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end -->)`);
  if (!block.test(page)) throw new Error(`docs/scale.md has no place for "${name}".`);
  page = page.replace(block, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
}
writeFileSync(`${docs}scale.md`, page);
writeFileSync(`${docs}images/scale.svg`, plot(rates));
