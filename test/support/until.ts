/**
 * Shorter than a test's timeout, in ms, so that the error names what did not happen. Far longer than anything takes on a
 * busy machine.
 */
const PATIENCE_MS = 50_000;

/** Calls `done` between frames until it returns something. Rejects when it never does. */
export async function until<T>(
  done: () => T | undefined | null | false | Promise<T | undefined | null | false>,
): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const result = await done();
    if (result) return result;
    if (performance.now() > end) throw new Error(`It never comes: ${done}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Gives promises, streams and the database some turns, without waiting for any of them. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(0);
    });
  }
}
