import type { PurchasePhase } from '../types.js';

/** The pause before check number `n` (from 0), in ms; `undefined` ends the polling. */
export type Schedule = (n: number) => number | undefined;

/** Pauses that double from `first` to at most `most`, for at most `total`; all in ms. */
export function doubling(first: number, most: number, total: number): Schedule {
  return (n) => {
    let elapsed = 0;
    for (let i = 0; i < n; i += 1) elapsed += Math.min(first * 2 ** i, most);
    const pause = Math.min(first * 2 ** n, most);
    return elapsed + pause <= total ? pause : undefined;
  };
}

/** Fulfilment: after 5 s, then doubling to 30 s, for 5 minutes. */
export const fulfilment = doubling(5000, 30_000, 300_000);
/** Installation: every 30 s for 15 minutes. */
export const installation = doubling(30_000, 30_000, 900_000);
/** Internal failure, which the server retries: after 30 s, doubling to 5 minutes, for 30 minutes. */
export const processing = doubling(30_000, 300_000, 1_800_000);
/** Asks only on return and on demand. */
export const onReturn: Schedule = () => undefined;

/** The polling schedule of a phase; `undefined` if there is nothing to wait for. */
export function scheduleFor(phase: PurchasePhase): Schedule | undefined {
  switch (phase) {
    case 'pending':
      return fulfilment;
    case 'delivered':
      return installation;
    case 'processing':
      return processing;
    case 'overdue':
      return onReturn;
    default:
      return undefined;
  }
}
