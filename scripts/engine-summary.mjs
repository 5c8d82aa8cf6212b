// Test-runner reporter: what every engine really ran, as a line each and, for scripts/test.mjs, as JSON.
import { writeFileSync } from 'node:fs';

function count(suite, into) {
  for (const test of suite.tests) {
    if (test.skipped) into.skipped += 1;
    else if (test.passed) into.passed += 1;
    else into.failed += 1;
  }
  for (const inner of suite.suites) count(inner, into);
}

const isBroken = (session) => !session.testResults || session.errors.length > 0;

/** Counts per engine; a file that never reported its tests counts as one failure. */
export function engineSummary(output = process.env.UNIT_SUMMARY) {
  return {
    stop({ sessions }) {
      const engines = {};
      for (const session of sessions) {
        const name = session.browser.name;
        engines[name] ??= { files: 0, passed: 0, failed: 0, skipped: 0 };
        const entry = engines[name];
        entry.files += 1;
        if (session.testResults) count(session.testResults, entry);
        if (isBroken(session)) entry.failed += 1;
      }
      if (output) {
        writeFileSync(output, JSON.stringify(engines));
        return;
      }
      for (const [name, entry] of Object.entries(engines)) {
        console.log(
          `${name}: ${entry.passed} passed, ${entry.failed} failed, ${entry.skipped} skipped in ${entry.files} files`,
        );
      }
    },
  };
}
