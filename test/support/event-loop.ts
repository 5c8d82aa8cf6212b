/** In Node: streams and promises of the sandbox need a few turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
