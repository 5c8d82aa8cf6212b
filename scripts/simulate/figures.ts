import { MINUTE, type Outcome } from './run.js';

/** The value that `share` of the values do not exceed; `undefined` where there are none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** What a crowd met. Times are ms. */
export interface Figures {
  shoppers: number;
  delivered: number;
  /** Who was shown at any time that the order failed, or that it is not known. */
  failed: number;
  unconfirmed: number;
  debits: number;
  doubles: number;
  /** From opening the page to the plans, and from Buy to the eSIM, of all who came that far. */
  plans: number[];
  waits: number[];
  /** Orders in each minute that began with somebody waiting to be served, but for the last. */
  busyMinutes: number[];
  /** After the first shopper came; `undefined`: no page was turned away. */
  firstTurnedAway: number | undefined;
  turnedAway: Record<string, number>;
  /** From installation to the page's showing it. */
  seen: number[];
  /** Calls of the API, and those that it answered with 429. */
  calls: number;
  refusedByApi: number;
}

const FAILED = ['failed', 'cancelled'] as const;

export function figuresOf({ stories, debits, doubles, start, end, atApi }: Outcome): Figures {
  const first = stories.map(({ firstTurnedAway }) => firstTurnedAway ?? Number.POSITIVE_INFINITY);
  const earliest = first.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const turnedAway: Record<string, number> = {};
  for (const story of stories)
    for (const [kind, count] of story.turnedAway)
      turnedAway[kind] = (turnedAway[kind] ?? 0) + count;
  const calls = [...atApi];
  const sum = (all: [string, number][]): number => all.reduce((total, [, n]) => total + n, 0);
  return {
    shoppers: stories.length,
    delivered: stories.filter(({ delivered }) => delivered !== undefined).length,
    failed: stories.filter(({ phases }) => FAILED.some((phase) => phases.has(phase))).length,
    unconfirmed: stories.filter(({ phases }) => phases.has('unconfirmed')).length,
    debits: debits.length,
    doubles,
    plans: durations(stories.map(({ came, chose }) => [came, chose])),
    waits: durations(stories.map(({ bought = 0, delivered }) => [bought, delivered])),
    busyMinutes: busyMinutes(debits, stories, start, end),
    firstTurnedAway: Number.isFinite(earliest) ? earliest - start : undefined,
    turnedAway,
    seen: durations(stories.map(({ installed = 0, seenInstalled }) => [installed, seenInstalled])),
    calls: sum(calls),
    refusedByApi: sum(calls.filter(([name]) => name.endsWith(' 429'))),
  };
}

const durations = (spans: [number, number | undefined][]): number[] =>
  spans.flatMap(([from, to]) => (to === undefined ? [] : [to - from]));

function busyMinutes(
  debits: readonly number[],
  stories: Outcome['stories'],
  start: number,
  end: number,
): number[] {
  const minutes: number[] = [];
  for (let from = start; from + MINUTE <= end; from += MINUTE) {
    const to = from + MINUTE;
    const waiting = stories.some(
      ({ bought, delivered }) => (bought ?? to) < to && (delivered ?? end) > to + MINUTE,
    );
    if (waiting) minutes.push(debits.filter((at) => at >= from && at < to).length);
  }
  return minutes;
}
