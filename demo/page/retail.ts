import type { Money } from '../../src/index.js';

/** A price a shop would ask: `percent` on top, rounded up to what the currency can pay. */
export function retail({ amount, currency }: Money, percent: number): number {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const unit = 10 ** digits;
  return Number((Math.ceil(amount * (1 + percent / 100) * unit - 1e-6) / unit).toFixed(digits));
}
