// A reporter for node:test. It prints a line for each finished file with the files that remain, and each failure at
// once. It writes the counts and the failures as JSON to NODE_REPORT, for scripts/test.mjs.
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { placeOf } from './failures.mjs';

const shown = (file) => relative(process.cwd(), file ?? '').replaceAll('\\', '/');

/** What failed, without the wrapper that says in how many subtests it did. */
const causeOf = ({ error }) => (error?.cause instanceof Error ? error.cause : error);

export default async function* nodeReport(events) {
  const files = Number(process.env.NODE_FILES ?? 0);
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  const perFile = new Map();
  let finished = 0;

  const countsOf = (file) => {
    const counts = perFile.get(file) ?? { passed: 0, failed: 0, skipped: 0 };
    perFile.set(file, counts);
    return counts;
  };
  const isFile = ({ name, file, nesting }) =>
    nesting === 0 && file !== undefined && resolve(name) === file;

  function failed(data, name) {
    const error = causeOf(data.details);
    const { message, stack } = error ?? {};
    failures.push({
      place: placeOf(stack, shown(data.file), data.line),
      name,
      message: String(message ?? error ?? 'failed'),
      stack: String(stack ?? ''),
    });
    return `✖ ${failures.at(-1).place} ${name}\n${failures.at(-1).stack || failures.at(-1).message}\n`;
  }

  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (type === 'test:diagnostic' && data.file) yield `ℹ ${shown(data.file)}: ${data.message}\n`;
    if (type === 'test:complete' && isFile(data)) {
      finished += 1;
      const counts = countsOf(data.file);
      // A file that ends with an error outside its tests, or before them, is one more failure.
      const isLost = data.details.passed === false && counts.failed === 0;
      if (isLost) {
        counts.failed += 1;
        yield failed(data, 'the file itself failed');
      }
      for (const key of Object.keys(totals)) totals[key] += counts[key];
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
      const seconds = (data.details.duration_ms / 1000).toFixed(1);
      const remain = Math.max(0, files - finished);
      yield `[${finished}/${files}] ${shown(data.file)}: ${counts.passed} passed, ${counts.failed} failed${skipped}, ${seconds} s; ${remain} files remain\n`;
    } else if (type === 'test:complete' && data.details.type !== 'suite' && !isFile(data)) {
      const counts = countsOf(data.file);
      if (data.skip !== undefined || data.todo !== undefined) {
        counts.skipped += 1;
        if (data.skip) yield `– skipped: ${data.name} (${data.skip})\n`;
      } else if (data.details.passed === false) {
        counts.failed += 1;
        yield failed(data, data.name);
      } else counts.passed += 1;
    } else if (type === 'test:complete' && data.details.passed === false && !isFile(data)) {
      // A suite fails with its tests. Only a hook's failure is its own.
      if (data.details.error?.failureType === 'hookFailed') {
        countsOf(data.file).failed += 1;
        yield failed(data, data.name);
      }
    }
  }
  if (process.env.NODE_REPORT)
    writeFileSync(process.env.NODE_REPORT, JSON.stringify({ ...totals, failures }));
}
