// Failures of all runners in one form: the place in the test, the test's name, and the message.

/**
 * The first place in a test that a stack names, else the test's file and line.
 * @returns `test/core/lpa.test.ts:12`
 */
export function placeOf(stack, file, line) {
  const frames = String(stack ?? '').matchAll(/(test\/[\w./-]+\.test\.ts)(?:\?[^:\s]*)?:(\d+)/g);
  for (const [, path, at] of frames) if (path === file) return `${path}:${at}`;
  return line === undefined ? file : `${file}:${line}`;
}

/** Prints every failure once more. */
export function listFailures(failures) {
  if (failures.length === 0) return;
  console.log('\nWhat failed, again:');
  for (const { place, name, message } of failures) {
    const [first = ''] = message.trim().split('\n');
    console.log(`✖ ${place} ${name}${first && `: ${first}`}`);
  }
  console.log('');
}
