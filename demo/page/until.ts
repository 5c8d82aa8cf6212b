const STEP_MS = 60;

/**
 * Waits until something holds.
 * @returns whether it did within `mostMs`
 * @throws the signal's reason when it is aborted
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  signal: AbortSignal,
  mostMs: number,
): Promise<boolean> {
  const end = performance.now() + mostMs;
  for (;;) {
    signal.throwIfAborted();
    if (await holds()) return true;
    if (performance.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
