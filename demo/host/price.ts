import type { Money, Plan } from 'esim-checkout';

const MARKUP = 1.25;

/** What this shop asks for a plan: a quarter on top, rounded up to what the currency can pay. */
export function retailPrice({ price: { amount, currency } }: Plan): Money {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const units = Math.ceil(amount * MARKUP * 10 ** digits - 1e-6);
  return { amount: Number((units / 10 ** digits).toFixed(digits)), currency };
}
