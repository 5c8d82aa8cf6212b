/** Longer than anything takes on a busy machine. A test that waits for what never comes fails after it. */
const PATIENCE_MS = 60_000;

/** Repeats until there is a result. The page may change meanwhile, which fails some of the questions. */
export async function until<T>(what: string, done: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  let last: unknown;
  for (;;) {
    try {
      const result = await done();
      if (result) return result;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`It never came: ${what}`, { cause: last });
  }
}
