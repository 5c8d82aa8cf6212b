// Opens one page per module, and stops each at its first failure. Writes the results as JSON, by file name.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { chromeLauncher } from '@web/test-runner-chrome';
import { CHROMIUM_ARGS, findBrowsers } from '../../test/support/browsers.mjs';
import { failingModules } from '../../test/support/failing-modules.mjs';
import { toldAnswers } from '../../test/support/told-answers.mjs';

function firstFailed(suite) {
  for (const test of suite.tests)
    if (!test.passed && !test.skipped && test.error) return { name: test.name, error: test.error };
  for (const inner of suite.suites) {
    const found = firstFailed(inner);
    if (found) return found;
  }
  return undefined;
}

function count({ tests, suites }) {
  return suites.reduce((sum, suite) => sum + count(suite), tests.length);
}

function resultOf({ testResults, errors, passed }) {
  if (!testResults) return { verdict: 'hung', by: 'a page that did not come to an end' };
  const failed = firstFailed(testResults);
  if (failed) {
    const hung = /^Timeout of \d+ms exceeded/.test(failed.error.message);
    return { verdict: hung ? 'hung' : 'killed', by: failed.name };
  }
  if (count(testResults) === 0) return { verdict: 'hung', by: 'a page that ran no test' };
  if (errors.length > 0) return { verdict: 'killed', by: errors[0].message };
  return passed ? { verdict: 'survived' } : { verdict: 'killed', by: 'the page’s verdict' };
}

/**
 * A window and a database of its own for each lane: a tab behind another one gets no frames, which many tests wait for,
 * and what a faulty module leaves behind is not the next lane’s.
 */
async function lanePage({ browser }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.emulateFocusedPage?.(true);
  return page;
}

const report = {
  stop({ sessions }) {
    const results = {};
    for (const session of sessions) results[basename(session.testFile)] = resultOf(session);
    writeFileSync(process.env.MUTANT_REPORT, JSON.stringify(results));
  },
};

export default {
  files: JSON.parse(process.env.MUTANT_MODULES),
  rootDir: new URL('../..', import.meta.url).pathname,
  concurrency: 2,
  testsFinishTimeout: 120_000,
  browserStartTimeout: 60_000,
  testFramework: { config: { timeout: 10_000, bail: true } },
  middleware: [failingModules(), toldAnswers()],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findBrowsers().chromium, args: CHROMIUM_ARGS },
      createPage: lanePage,
    }),
  ],
  reporters: [report],
};
