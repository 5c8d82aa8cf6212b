import type { Measured } from './measure.js';

const PAGES: Readonly<Record<string, string>> = {
  floor: 'hand-written page',
  module: 'module script',
  classic: 'classic script',
  app: 'bundled with Vite',
  late: 'loaded by your script',
  preload: 'the same, with modulepreload',
  beside: 'the other build',
};

const quantile = (numbers: readonly number[], share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.round((numbers.length - 1) * share)] ?? 0;

/** A Markdown table of one setting. Each row is a page, with medians and quartiles. */
export function table(title: string, results: ReadonlyMap<string, readonly Measured[]>): string {
  const times = (name: string): number[] => (results.get(name) ?? []).map(({ plans }) => plans);
  const floor = quantile(times('floor'), 0.5);
  const rows = [...results].map(([name, all]) => {
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(times(name), share));
    const at = (key: 'script' | 'requests' | 'trips'): number =>
      Math.round(
        quantile(
          all.map((each) => each[key]),
          0.5,
        ),
      );
    return [
      PAGES[name] ?? name,
      `${middle?.toFixed(0)} ms`,
      `${low?.toFixed(0)}–${high?.toFixed(0)}`,
      floor ? `${((middle ?? 0) / floor).toFixed(2)} ×` : '',
      `${at('script')} ms`,
      at('requests'),
      at('trips'),
    ];
  });
  const head = [
    title,
    'plans after',
    'quartiles',
    'of the floor',
    'script',
    'requests',
    'in a row',
  ];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
