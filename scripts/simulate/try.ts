import { figuresOf, percentile } from './figures.js';
import { MINUTE, simulate, usually } from './run.js';

const mode = process.argv[2] as 'gateway';
const n = Number(process.argv[3]);
const t = Date.now();
const out = await simulate({
  mode,
  shoppers: n,
  comes: () => 0,
  plans: usually(0),
  until: 60 * MINUTE,
  watch: process.argv[4] === 'watch',
});
const f = figuresOf(out);
const p = (v: number[]) =>
  [0.5, 0.9, 0.99, 1].map((x) => Math.round((percentile(v, x) ?? 0) / 100) / 10).join('/');
console.log(mode, n, 'real s', (Date.now() - t) / 1000, 'sim min', (out.end - out.start) / MINUTE);
console.log({
  ...f,
  plans: p(f.plans),
  waits: p(f.waits),
  seen: p(f.seen) + ' n=' + f.seen.length,
  busy: f.busyMinutes.join(','),
});
console.log(out.atApi);
