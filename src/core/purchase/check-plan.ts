import type { Plan } from '../types.js';

const isNumber = (value: unknown): boolean => Number.isFinite(value) && typeof value === 'number';
const isText = (value: unknown): boolean => typeof value === 'string';

/** What each field of a plan must be; the price apart. */
const FIELDS: readonly [name: keyof Plan, what: string, test: (value: unknown) => boolean][] = [
  ['productId', 'an integer', Number.isSafeInteger],
  ['variantId', 'an integer', Number.isSafeInteger],
  ['name', 'text', isText],
  ['countryCode', 'text', isText],
  ['dataGb', 'a number or null', (value) => value === null || isNumber(value)],
  ['validityDays', 'a number', isNumber],
];

/** What is wrong with something that a host calls a plan, for the host's developer; `undefined` where nothing is. */
export function planProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'A plan must be an object.';
  const plan = value as Plan;
  for (const [name, what, test] of FIELDS)
    if (!test(plan[name])) return `A plan’s ${name} must be ${what}.`;
  const { amount, currency } = plan.price ?? {};
  if (!isNumber(amount) || amount < 0)
    return 'A plan’s price.amount must be a number, as the API gave it.';
  return isText(currency) ? undefined : 'A plan’s price.currency must be text.';
}
