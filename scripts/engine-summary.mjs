// A reporter of the test runner: which tests each engine really ran. It prints one line per engine and writes JSON
// for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

function count(suite, into) {
  for (const test of suite.tests) {
    if (test.skipped) into.skipped += 1;
    else if (test.passed) into.passed += 1;
    else into.failed += 1;
  }
  for (const inner of suite.suites) count(inner, into);
}

/** Counts tests per engine. Files that never reported their tests are "lost". */
export function engineSummary(output = process.env.UNIT_SUMMARY) {
  return {
    stop({ sessions }) {
      const engines = {};
      for (const session of sessions) {
        const name = session.browser.name;
        engines[name] ??= { files: 0, passed: 0, failed: 0, skipped: 0, lost: [] };
        const entry = engines[name];
        const file = relative(process.cwd(), session.testFile);
        entry.files += 1;
        if (!session.testResults) {
          entry.lost.push(file);
          continue;
        }
        count(session.testResults, entry);
        // An error of the page counts as one more failure, even if all tests passed.
        const [error] = session.errors;
        if (!error) continue;
        entry.failed += 1;
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
