import type { ProductRecord, VariantRecord } from '../types.js';
import { type Destination, destinations } from './destinations.js';

/** Data in GB (0 = unlimited), days, factor on the price of the smallest. */
type Rung = readonly [dataGb: number, days: number, factor: number];

const LADDER: readonly Rung[] = [
  [1, 7, 1],
  [3, 30, 2.2],
  [5, 30, 3.1],
  [10, 30, 5],
  [20, 30, 8],
  [0, 10, 6.6],
];
const UNLIMITED: readonly Rung[] = [
  [0, 3, 2.4],
  [0, 7, 4.2],
  [0, 30, 12.8],
];
const DISCOUNTS = [5, 0, 7.5, 10];
const DECIMALS: Record<string, number> = { JPY: 0, KRW: 0, KWD: 3 };

function priced(price: number, factor: number, currency: string): number {
  const unit = 10 ** (DECIMALS[currency] ?? 2);
  return Math.round(price * factor * unit) / unit;
}

function variant(
  product: Omit<ProductRecord, 'variants'>,
  index: number,
  [dataGb, days]: Rung,
  amount: number,
): VariantRecord {
  const data = dataGb === 0 ? 'Unlimited' : dataGb < 1 ? `${dataGb * 1000} MB` : `${dataGb} GB`;
  return {
    id: product.id * 100 + index + 1,
    esim_product_id: product.id,
    name: `${data} / ${days} ${days === 1 ? 'day' : 'days'}`,
    ...(dataGb === 0
      ? { description: 'Full speed up to 2 GB a day, then 1 Mbit/s until midnight.' }
      : {}),
    currency_code: product.currency_code,
    amount,
    data_amount_gb: dataGb,
    validity_days: days,
    client_discount: DISCOUNTS[product.id % DISCOUNTS.length] ?? 0,
  };
}

function plansOf(product: Omit<ProductRecord, 'variants'>, price: number): VariantRecord[] {
  const rungs = product.name.includes('Unlimited') ? UNLIMITED : LADDER;
  const usual = rungs.map((rung, index) =>
    variant(product, index, rung, priced(price, rung[2], product.currency_code)),
  );
  // Amounts that show every digit of a double: a client that reformats them buys nothing.
  if (product.country_code === 'MLT') {
    usual.push(variant(product, usual.length, [0.1, 1, 0], 0.1 + 0.2));
    usual.push(variant(product, usual.length, [2, 15, 0], 8.330000000000002));
  }
  return usual;
}

function product(id: number, { code, name, price, currency }: Destination): ProductRecord {
  const base = {
    id,
    name,
    country_code: code,
    currency_code: currency,
    image: code === 'ISL' ? '' : `/images/${code.toLowerCase()}.svg`,
  };
  return { ...base, variants: plansOf(base, price) };
}

/** The vendor's whole range; the odd ones are there on purpose. */
export function standardProducts(): ProductRecord[] {
  const usual = destinations().map((destination, index) => product(1000 + index * 7, destination));
  const next = 1000 + usual.length * 7;
  const single = product(next, { code: 'SMR', name: 'San Marino', price: 4.05, currency: 'EUR' });
  const none = product(next + 7, { code: 'ATA', name: 'Antarctica', price: 99, currency: 'USD' });
  return [
    ...usual,
    { ...single, variants: single.variants.slice(0, 1) },
    { ...none, variants: [] },
  ];
}

/** A range of any size for performance tests: the usual products, then numbered local ones. */
export function largeProducts(size: number): ProductRecord[] {
  const products = standardProducts().slice(0, size);
  const usual = destinations();
  for (let index = products.length; index < size; index += 1) {
    const like = usual[index % usual.length] as Destination;
    products.push(product(20_000 + index, { ...like, name: `${like.name} Local ${index}` }));
  }
  return products;
}

/** Names as an attacker would write them. */
export function hostileProducts(): ProductRecord[] {
  const [japan, ...rest] = standardProducts();
  if (japan === undefined) return rest;
  const markup = '<img src=x onerror="globalThis.hacked=1"><script>hacked=1</script>';
  return [
    {
      ...japan,
      name: markup,
      image: 'javascript:globalThis.hacked=1',
      variants: japan.variants.map((plan) => ({
        ...plan,
        name: `${markup} ${plan.name}`,
        description: `"><svg onload=hacked=1> ${'x'.repeat(2000)}`,
      })),
    },
    ...rest,
  ];
}
