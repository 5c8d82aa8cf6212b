import type { Mode } from './account.js';
import { type Figures, figuresOf } from './figures.js';
import { MINUTE, simulate, usually } from './run.js';

/** Shoppers a minute; the last is a million a day. */
export const RATES = [5, 10, 20, 40, 60, 120, 694] as const;
/** Orders a minute that the account allows. */
export const QUOTA = 60;

const THINKS_MS = 20_000;

export interface Run {
  mode: Mode;
  /** Shoppers a minute; 0: all at once. */
  rate: number;
  figures: Figures;
  /** How long the simulation went on after the last had come, minutes. */
  minutes: number;
}

/** Shoppers who come evenly, keep the page open, and watch until the eSIM is installed. */
export async function atRate(mode: Mode, rate: number): Promise<Run> {
  // Above the quota the queue grows by the minute: a few are enough to see it.
  const comesFor = rate > QUOTA ? 5 : 15;
  const until = comesFor + 10;
  const outcome = await simulate({
    mode,
    shoppers: rate * comesFor,
    comes: (index) => Math.round((index * MINUTE) / rate),
    plans: usually(THINKS_MS),
    until: until * MINUTE,
    watch: true,
  });
  return { mode, rate, figures: figuresOf(outcome), minutes: until };
}

/** A thousand who come and press Buy at one moment. */
export async function atOnce(mode: Mode): Promise<Run> {
  const outcome = await simulate({
    mode,
    shoppers: 1000,
    comes: () => 0,
    plans: usually(0),
    until: 60 * MINUTE,
  });
  return {
    mode,
    rate: 0,
    figures: figuresOf(outcome),
    minutes: (outcome.end - outcome.start) / MINUTE,
  };
}
