import { perGigabyte } from '../../core/money.js';
import type { Money, Plan } from '../../core/types.js';

/**
 * The plan with the lowest price per gigabyte. `undefined` if there is nothing to compare: fewer than two plans with
 * a data amount, several currencies, or the same price per gigabyte everywhere.
 */
export function bestValue(offers: ReadonlyMap<Plan, Money>): Plan | undefined {
  let best: Plan | undefined;
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  const currencies = new Set<string>();
  for (const [plan, retail] of offers) {
    const price = perGigabyte(plan, retail);
    if (!price) continue;
    currencies.add(price.currency);
    high = Math.max(high, price.amount);
    if (price.amount < low) [low, best] = [price.amount, plan];
  }
  return low < high && currencies.size === 1 ? best : undefined;
}
