import { percentile } from './figures.js';
import type { Run } from './rates.js';

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 64;
const RIGHT = 24;
const TOP = 48;
const BOTTOM = 56;

const SERIES = [
  { mode: 'gateway', name: 'with the gateway', colour: '#0b6e4f' },
  { mode: 'direct', name: 'direct mode', colour: '#b3541e' },
] as const;
/** Seconds, by what the axis calls them. */
const TICKS: readonly [number, string][] = [
  [1, '1 s'],
  [10, '10 s'],
  [60, '1 min'],
  [600, '10 min'],
];

/**
 * From opening the page to the eSIM, less the customer's own thinking, by shoppers a minute: 95 % of those who were
 * served were served within it. Both axes are logarithmic; a ring is a run at whose end somebody still waited.
 */
export function plot(runs: readonly Run[]): string {
  const rates = [...new Set(runs.map(({ rate }) => rate))];
  const x = scale(Math.min(...rates), Math.max(...rates), LEFT, WIDTH - RIGHT);
  const y = scale(1, 1800, HEIGHT - BOTTOM, TOP);
  const parts = [
    ...TICKS.map(
      ([at, name]) =>
        line(LEFT, y(at), WIDTH - RIGHT, y(at)) + label(LEFT - 8, y(at) + 4, name, 'end'),
    ),
    ...rates.map((rate) => label(x(rate), HEIGHT - BOTTOM + 20, String(rate), 'middle')),
    label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, 'shoppers a minute at one account', 'middle'),
    `<line x1="${x(60)}" x2="${x(60)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#888" stroke-dasharray="4 4"/>`,
    label(x(60) - 6, TOP + 12, '60 orders a minute', 'end'),
  ];
  for (const [index, { mode, name, colour }] of SERIES.entries()) {
    const points = runs
      .filter((run) => run.mode === mode)
      .map(({ rate, figures }) => {
        const plans = percentile(figures.plans, 0.95) ?? 0;
        const seconds = Math.max(1, (plans + (percentile(figures.waits, 0.95) ?? 0)) / 1000);
        return { x: x(rate), y: y(seconds), all: figures.delivered === figures.shoppers };
      });
    const path = points.map((point) => `${point.x},${point.y}`).join(' ');
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const point of points)
      parts.push(
        `<circle cx="${point.x}" cy="${point.y}" r="4" stroke="${colour}" stroke-width="2" fill="${point.all ? colour : '#fff'}"/>`,
      );
    const left = LEFT + index * 180;
    parts.push(`<circle cx="${left + 6}" cy="20" r="4" fill="${colour}"/>`);
    parts.push(label(left + 16, 24, name, 'start'));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13">
<title>From opening the page to the eSIM, by shoppers a minute</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

/** A logarithmic axis. */
function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const length = Math.log(to / from);
  return (value) => Math.round(start + ((end - start) * Math.log(value / from)) / length);
}

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1}" x2="${x2}" y1="${y1}" y2="${y2}" stroke="#ddd"/>`;

const label = (x: number, y: number, text: string, anchor: string): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#333">${text}</text>`;
