import { type Figures, percentile } from './figures.js';
import { QUOTA, type Run } from './rates.js';
import { MINUTE } from './run.js';

const count = new Intl.NumberFormat('en');

/** `1.6 s`, `42 s`, `8.5 min`; a dash for none. */
export function span(ms: number | undefined): string {
  if (ms === undefined) return '–';
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${(ms / MINUTE).toFixed(1)} min`;
}

const spans = (values: readonly number[], shares: readonly number[]): string =>
  shares.map((share) => span(percentile(values, share))).join(' / ');

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => (typeof cell === 'number' ? count.format(cell) : cell)).join(' | ')} |`;
}

const named = (mode: Run['mode']): string => (mode === 'gateway' ? '**gateway**' : 'direct');

/** What pages were turned away from, the most first. */
function refusals({ turnedAway }: Figures): string {
  const kinds = Object.entries(turnedAway).sort(([, a], [, b]) => b - a);
  return kinds.map(([kind, times]) => `${kind} ${count.format(times)}`).join(', ') || 'none';
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** A thousand at once. */
export function crowdTable(runs: readonly Run[]): string {
  const lines = runs.map(({ mode, figures }) =>
    row([
      named(mode),
      figures.delivered,
      figures.failed + figures.unconfirmed,
      figures.doubles,
      `${average(figures.busyMinutes).toFixed(1)} (${Math.round((100 * average(figures.busyMinutes)) / QUOTA)} %)`,
      spans(figures.plans, [0.5, 1]),
      spans(figures.waits, [0.5, 0.9, 0.99, 1]),
      refusals(figures),
      figures.refusedByApi,
    ]),
  );
  return [
    row([
      '',
      'delivered',
      'failed or unconfirmed',
      'double debits',
      'orders in a busy minute',
      'plans on the screen, median / last',
      'Buy to eSIM, 50 / 90 / 99 / 100 %',
      '429s that pages got',
      '429s of the API',
    ]),
    `|---|${'--:|'.repeat(8)}`,
    ...lines,
  ].join('\n');
}

/** Shoppers a minute. */
export function rateTable(runs: readonly Run[]): string {
  const lines = runs.map(({ mode, rate, figures }) =>
    row([
      rate,
      rate * 60 * 24,
      named(mode),
      span(figures.firstTurnedAway),
      refusals(figures),
      spans(figures.plans, [0.5, 0.95]),
      spans(figures.waits, [0.5, 0.95]),
      `${count.format(figures.delivered)} of ${count.format(figures.shoppers)}`,
      spans(figures.seen, [0.5, 0.95]),
      figures.failed + figures.unconfirmed + figures.doubles,
    ]),
  );
  return [
    row([
      'a minute',
      'a day',
      '',
      'first 429 after',
      '429s that pages got',
      'plans, 50 / 95 %',
      'Buy to eSIM, 50 / 95 %',
      'delivered by the end',
      'installed to shown, 50 / 95 %',
      'failed, unconfirmed, doubly debited',
    ]),
    `|--:|--:|---|${'--:|'.repeat(7)}`,
    ...lines,
  ].join('\n');
}
