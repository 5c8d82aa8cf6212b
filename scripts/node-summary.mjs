// A reporter for node:test: it prints the run's counts as one line of JSON.
const COUNTS = {
  pass: 'passed',
  fail: 'failed',
  cancelled: 'failed',
  skipped: 'skipped',
  todo: 'skipped',
};

export default async function* nodeSummary(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:diagnostic' || data.nesting !== 0) continue;
    const [, word, number] = /^(\w+) (\d+)$/.exec(data.message) ?? [];
    if (word in COUNTS) counts[COUNTS[word]] += Number(number);
  }
  yield JSON.stringify(counts);
}
