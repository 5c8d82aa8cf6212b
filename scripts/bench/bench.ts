// Measures the time until the plans are on the screen, and compares it with a hand-written page. npm run bench
// --rounds 3           fewer rounds (15)
// --only 4x-100        some settings: 4x-100, 1x-100, 4x-0, 1x-0
// --pages floor,module some pages: floor, module, classic, app; late, preload: a page whose own script loads the element
// --beside ../old/cdn  the CDN folder of another build as one more page
// --shell              in Chromium's headless shell. Without a GPU, a Chromium that draws windows takes much of two cores
// --anyway             measures on a loaded machine too; only the ratios count, and it writes no figures
// The pages take turns, so that a noisy machine affects all of them.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findBrowsers } from '../../test/support/browsers.mjs';
import { ensureBuild } from '../ensure-build.mjs';
import { type Measured, measure } from './measure.js';
import { openSite } from './site.js';
import { table } from './table.js';

const SETTINGS = [
  { key: '4x-100', slower: 4, late: 100 },
  { key: '1x-100', slower: 1, late: 100 },
  { key: '4x-0', slower: 4, late: 0 },
  { key: '1x-0', slower: 1, late: 0 },
];
const DOC = 'docs/performance.md';
const MARKED = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    only: { type: 'string' },
    pages: { type: 'string' },
    beside: { type: 'string' },
    shell: { type: 'boolean', default: false },
    anyway: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const settings = SETTINGS.filter(({ key }) => values.only?.split(',').includes(key) ?? true);
const names = values.pages?.split(',') ?? ['floor', 'module', 'classic', 'app'];
if (values.beside) names.push('beside');

const [load = 0] = loadavg();
const cores = availableParallelism();
const loaded = load > cores;
if (loaded) {
  console.error(
    `The load average is ${load.toFixed(1)} on ${cores} cores: no figure is worth much.`,
  );
  if (!values.anyway) process.exit(1);
}

await ensureBuild();
const site = await openSite(values.beside);
const browser = await chromium.launch({
  executablePath: findBrowsers()[values.shell ? 'chromium' : 'windowedChromium'] ?? '',
  args: CHROMIUM_ARGS,
});
try {
  const tables: string[] = [];
  for (const { slower, late } of settings) {
    site.delay(late);
    const results = new Map<string, Measured[]>(names.map((name) => [name, []]));
    // The first round only warms up the browser.
    for (let round = 0; round <= rounds; round += 1) {
      const turn = round % names.length;
      for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
        const measured = await measure(browser, site.url(name), slower);
        if (round > 0) results.get(name)?.push(measured);
      }
    }
    const title = `${slower === 1 ? 'Full speed' : `CPU at a quarter`}, ${late} ms a request`;
    tables.push(table(title, results));
    console.info(`\n${tables.at(-1)}`);
  }
  const isWhole = names.length === 4 && !values.beside && settings.length === SETTINGS.length;
  if (isWhole && !loaded && !values.shell) {
    const text = `${rounds} rounds, Chromium ${browser.version()}, ${cores} cores.\n\n${tables.join('\n\n')}\n\n`;
    const doc = readFileSync(DOC, 'utf8');
    writeFileSync(
      DOC,
      doc.replace(MARKED, (_, start, end) => `${start}\n${text}${end}`),
    );
    console.info(`\nWritten to ${DOC}.`);
  }
} finally {
  await browser.close();
  site.close();
}
