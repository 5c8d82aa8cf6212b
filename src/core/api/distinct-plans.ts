import type { Plan } from '../types.js';

const sameOffer = (a: Plan, b: Plan): boolean =>
  a.dataGb === b.dataGb && a.validityDays === b.validityDays;

/**
 * Finds the plans of a product that can be sold. An order names `(product_id, amount)`, so the API may deliver any
 * plan that has this amount. Plans with the same amount, data and days count as one. If plans with the same amount
 * differ, none of them is offered.
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
