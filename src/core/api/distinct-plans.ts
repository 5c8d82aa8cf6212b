import type { Plan } from '../types.js';

const sameOffer = (a: Plan, b: Plan): boolean =>
  a.dataGb === b.dataGb && a.validityDays === b.validityDays;

/**
 * What of a product's plans can be sold: an order names `(product_id, amount)`, so of several with the same amount the
 * API may deliver any. Those that hold the same count as one; where they differ, none is on offer.
 */
export function distinctPlans(plans: readonly Plan[]): { plans: Plan[]; ambiguous: boolean } {
  const byAmount = new Map<number, Plan[]>();
  for (const plan of plans) {
    const { amount } = plan.price;
    byAmount.set(amount, [...(byAmount.get(amount) ?? []), plan]);
  }
  const groups = [...byAmount.values()];
  const isClear = (group: Plan[]): boolean =>
    group.every((plan) => sameOffer(plan, group[0] ?? plan));
  return {
    plans: groups.filter(isClear).flatMap((group) => group.slice(0, 1)),
    ambiguous: !groups.every(isClear),
  };
}
