import type { Plan, Product, Purchase, PurchasePhase } from '../../src/core/types.js';

const NAMES = ['Japan 1 GB', 'Japan 3 GB', 'Japan 10 GB', 'Japan 20 GB', 'Unlimited Daily'];
const SIZES = [1, 3, 10, 20, null];
const DAYS = [7, 15, 30, 30, 10];
const PRICES = [4.5, 9, 19, 42, 39];

/** A plan as the API returns it. */
export const variant = {
  id: 2,
  name: '1 GB',
  currency_code: 'USD',
  amount: 4.5,
  data_amount_gb: 1,
  validity_days: 7,
};

export function plan(index = 0, changes: Partial<Plan> = {}): Plan {
  return {
    productId: 1,
    variantId: 100 + index,
    name: NAMES[index % 5] ?? '',
    countryCode: 'JPN',
    price: { amount: PRICES[index % 5] ?? 1, currency: 'USD' },
    dataGb: SIZES[index % 5] ?? null,
    validityDays: DAYS[index % 5] ?? 7,
    ...changes,
  };
}

export function plans(count = 5): Plan[] {
  return Array.from({ length: count }, (_, index) => plan(index));
}

export const NOW = Date.parse('2026-03-14T12:00:00Z');

export function ago(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString();
}

export function purchase(phase: PurchasePhase, changes: Partial<Purchase> = {}): Purchase {
  return {
    reference: `shop-${phase}-8f14e45f`,
    phase,
    plan: plan(1),
    ...(phase === 'authorizing' || phase === 'ordering' || phase === 'unconfirmed'
      ? {}
      : { orderId: 104217 }),
    createdAt: ago(42),
    updatedAt: ago(42),
    ...changes,
  };
}

const COUNTRIES = 'JPN FRA DEU TUR CIV ALA USA GBR ESP ITA THA VNM IDN KOR BRA MEX CAN AUS'.split(
  ' ',
);

export function products(): Product[] {
  const all = COUNTRIES.map((countryCode, index) => ({
    id: index + 1,
    name: countryCode === 'TUR' ? 'Türkiye eSIM' : `${countryCode} eSIM`,
    countryCode,
    currency: 'USD',
  }));
  return [
    ...all,
    { id: 90, name: 'Japan by Sakura Mobile', countryCode: 'JPN', currency: 'USD' },
    { id: 91, name: 'Europe 35+', countryCode: 'EUR', currency: 'USD' },
    { id: 92, name: 'Asia Pacific', countryCode: 'APC', currency: 'USD' },
    { id: 93, name: 'Global 120', countryCode: 'GLO', currency: 'USD' },
  ];
}
