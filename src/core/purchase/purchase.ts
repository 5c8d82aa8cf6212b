import type { Plan, Purchase } from '../types.js';
import type { PurchaseRecord } from './record.js';

export function samePlan(a: Plan, b: Plan): boolean {
  return a.productId === b.productId && a.variantId === b.variantId;
}

/** The plan of a purchase as the order says it, where the order says it; else as it was chosen. */
export function boughtPlan({
  plan,
  dataGb,
  validityDays,
}: Pick<Purchase, 'plan' | 'dataGb' | 'validityDays'>): Plan {
  const bought = { dataGb: dataGb ?? plan.dataGb, validityDays: validityDays ?? plan.validityDays };
  return bought.dataGb === plan.dataGb && bought.validityDays === plan.validityDays
    ? plan
    : { ...plan, ...bought };
}

/** What a host or a view may see of a record. */
export function toPurchase(record: PurchaseRecord): Purchase {
  const purchase: Record<string, unknown> = {};
  for (const key of PUBLIC_FIELDS) if (record[key] !== undefined) purchase[key] = record[key];
  return purchase as unknown as Purchase;
}

const PUBLIC_FIELDS = [
  'reference',
  'phase',
  'plan',
  'orderId',
  'activationCode',
  'iccid',
  'dataGb',
  'validityDays',
  'failure',
  'createdAt',
  'orderedAt',
  'updatedAt',
  'deliveredAt',
  'activatedAt',
  'installedAt',
] as const satisfies readonly (keyof Purchase)[];
