// A reporter of the test runner: which tests each engine really ran. It prints a line for each finished file with the
// files that remain, one line per engine at the end, and writes JSON for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { placeOf } from './failures.mjs';

function count(suite, into, engine, file, path = '') {
  for (const test of suite.tests) {
    if (test.skipped) into.skipped += 1;
    else if (test.passed) into.passed += 1;
    else {
      into.failed += 1;
      into.failures.push({
        place: placeOf(test.error?.stack, file),
        name: `${path}${test.name} (${engine})`,
        message: String(test.error?.message ?? 'failed'),
      });
    }
  }
  for (const inner of suite.suites) count(inner, into, engine, file, `${path}${inner.name} › `);
}

/** Counts tests per engine. Files that never reported their tests are "lost". */
export function engineSummary(output = process.env.UNIT_SUMMARY) {
  let files = 0;
  let finished = 0;
  return {
    start({ testFiles }) {
      files = testFiles.length;
    },
    reportTestFileResults({ logger, testFile }) {
      finished += 1;
      const remain = `${files - finished} files remain`;
      logger.log(`[${finished}/${files}] ${relative(process.cwd(), testFile)}; ${remain}`);
    },
    stop({ sessions }) {
      const engines = {};
      for (const session of sessions) {
        const name = session.browser.name;
        engines[name] ??= { files: 0, passed: 0, failed: 0, skipped: 0, lost: [], failures: [] };
        const entry = engines[name];
        const file = relative(process.cwd(), session.testFile);
        entry.files += 1;
        if (!session.testResults) {
          entry.lost.push(file);
          continue;
        }
        count(session.testResults, entry, name, file);
        // An error of the page counts as one more failure, even if all tests passed.
        const [error] = session.errors;
        if (!error) continue;
        entry.failed += 1;
        entry.failures.push({
          place: placeOf(error.stack, file),
          name: `an error outside the tests (${name})`,
          message: String(error.message),
        });
        console.log(`${name}, ${file}: ${error.message}`);
      }
      if (output) {
        writeFileSync(output, JSON.stringify(engines));
        return;
      }
      for (const [name, entry] of Object.entries(engines)) {
        console.log(
          `${name}: ${entry.passed} passed, ${entry.failed} failed, ${entry.skipped} skipped in ${entry.files} files`,
        );
        if (entry.lost.length > 0) console.log(`${name} lost ${entry.lost.join(', ')}`);
      }
    },
  };
}
