import type { PurchasePhase } from '../types.js';

/** The pause before check number `n` (from 0) in ms; `undefined` ends the watch. */
export type Schedule = (n: number) => number | undefined;

/** Pauses that grow by doubling from `first` to `most`, for at most `total` ms in all. */
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
/** An internal failure is retried by the server in its own time. */
export const processing = doubling(30_000, 300_000, 1_800_000);
/** Looked at on return and on demand only. */
export const onReturn: Schedule = () => undefined;

/** How a purchase is watched in a phase; `undefined` where there is nothing to wait for. */
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
