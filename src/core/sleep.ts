import { type Clock, raceAbort } from './clock.js';

/** Resolves after `ms`. Rejects with the signal's reason if the signal is aborted first. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  let timer: unknown;
  const over = (resolve: () => void) => {
    timer = clock.setTimeout(resolve, ms);
  };
  return raceAbort(signal, () => new Promise<void>(over)).finally(() => clock.clearTimeout(timer));
}
