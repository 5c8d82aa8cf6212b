import type { Plan, Purchase } from '../types.js';
import type { PurchaseRecord } from './record.js';

export function samePlan(a: Plan, b: Plan): boolean {
  return a.productId === b.productId && a.variantId === b.variantId;
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
  'failure',
  'createdAt',
  'orderedAt',
  'updatedAt',
  'deliveredAt',
  'activatedAt',
  'installedAt',
] as const satisfies readonly (keyof Purchase)[];
