// A reporter for node:test. It prints a line for each finished file with the files that remain, and each failure at
// once. It writes the counts and the failures as JSON to NODE_REPORT, for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { placeOf } from './failures.mjs';

const shown = (file) => relative(process.cwd(), file ?? '').replaceAll('\\', '/');

/** What failed, without the wrapper that says in how many subtests it did. */
const causeOf = ({ error }) => (error?.cause instanceof Error ? error.cause : error);

const COUNTS = {
  pass: 'passed',
  fail: 'failed',
  cancelled: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
};

/** Whether an event is about a test file as a whole. */
const isFile = ({ name, file, nesting }) =>
  nesting === 0 && file !== undefined && resolve(name) === file;

export default async function* nodeReport(events) {
  const files = Number(process.env.NODE_FILES ?? 0);
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  // Until the end: a test may be defined in another file than the one that runs, so these are not counted per file.
  const soFar = { passed: 0, failed: 0 };
  let finished = 0;

  function failed(data, name) {
    const { message, stack } = causeOf(data.details) ?? {};
    const failure = {
      place: placeOf(stack, shown(data.file), data.line),
      name,
      message: String(message ?? 'failed'),
    };
    failures.push(failure);
    soFar.failed += 1;
    return `✖ ${failure.place} ${name}\n${stack ?? failure.message}\n`;
  }

  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    else if (type === 'test:diagnostic') {
      const [, word, number] = /^(\w+) (\d+)$/.exec(data.message) ?? [];
      if (data.nesting === 0 && word in COUNTS) totals[COUNTS[word]] += Number(number);
      else if (data.nesting > 0) yield `ℹ ${shown(data.file)}: ${data.message}\n`;
    } else if (type === 'test:fail' && isFile(data)) {
      // A file fails by itself if it ends with an error outside its tests.
      yield failed(data, 'the file itself failed');
    } else if (type === 'test:complete' && isFile(data)) {
      finished += 1;
      const seconds = (data.details.duration_ms / 1000).toFixed(1);
      const remain = Math.max(0, files - finished);
      yield `[${finished}/${files}] ${shown(data.file)}: ${seconds} s. So far ${soFar.passed} passed, ${soFar.failed} failed; ${remain} files remain\n`;
    } else if (type === 'test:complete' && data.details.type !== 'suite') {
      if (data.skip) yield `– skipped: ${data.name} (${data.skip})\n`;
      else if (data.details.passed === false) {
        // A test that fails only by its subtests is named by them.
        if (data.details.error?.failureType !== 'subtestsFailed') yield failed(data, data.name);
      } else if (data.skip === undefined && data.todo === undefined) soFar.passed += 1;
    } else if (
      type === 'test:complete' &&
      data.details.error?.failureType === 'hookFailed' // A suite fails with its tests, or by a hook of its own.
    )
      yield failed(data, data.name);
  }
  if (process.env.NODE_REPORT)
    writeFileSync(process.env.NODE_REPORT, JSON.stringify({ ...totals, failures }));
}
