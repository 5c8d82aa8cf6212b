import { CheckoutError, errorOnUse } from '../core/errors.js';
import { type PriceOf, readMoney } from '../core/money.js';
import type { Money, Plan } from '../core/types.js';
import type { Mistakes } from './mistakes.js';

/** The error for a plan without a currency: it cannot be sold. */
const noCurrency = errorOnUse('malformed', 'A plan has no currency.');

/** The kind of a value, for a message to developers. It never shows the value itself. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (Number.isNaN(value)) return 'NaN';
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const NEEDED =
  'priceOf must return at once { amount: a number of 0 or more, currency: an ISO 4217 code }, or undefined for the API’s price';

/**
 * The price that the customer sees for a plan: the host's price, or the API's if the host gives none. If the host's
 * function makes a mistake, the result is an error and the plan is not sold. The API's price would be wrong then.
 */
export function priceFrom(
  priceOf: PriceOf | undefined,
  plan: Plan,
  mistakes: Mistakes,
): Money | CheckoutError {
  try {
    if (!plan) return noCurrency();
    const given: unknown = typeof priceOf === 'function' ? priceOf(plan) : undefined;
    if (priceOf && typeof priceOf !== 'function')
      return mistakes.tell(`priceOf must be a function, not ${kindOf(priceOf)}.`);
    if (given === undefined) return readMoney(plan.price) ?? noCurrency();
    const price = readMoney(given);
    if (price) return price;
    const { amount, currency } = Object(given) as Partial<Money>;
    const what =
      kindOf(given) === 'an object'
        ? `an amount that is ${kindOf(amount)} and a currency that is ${kindOf(currency)}`
        : kindOf(given);
    return mistakes.tell(`${NEEDED}; it returned ${what}.`, plan);
  } catch (cause) {
    return mistakes.tell('priceOf threw an error: that plan is not for sale.', cause);
  }
}

/** Like `priceFrom`, for display only: no price is better than a wrong one. */
export function shownPrice(
  priceOf: PriceOf | undefined,
  plan: Plan,
  mistakes: Mistakes,
): Money | undefined {
  const price = priceFrom(priceOf, plan, mistakes);
  return price instanceof CheckoutError ? undefined : price;
}

/** The price of a plan that the host passes to `buy()`; `undefined` if the plan is invalid or not for sale. */
export function sellingPrice(
  priceOf: PriceOf | undefined,
  plan: Plan,
  mistakes: Mistakes,
): Money | undefined {
  const { productId, price } = Object(plan) as Partial<Plan>;
  if (typeof productId === 'number' && typeof price?.amount === 'number')
    return shownPrice(priceOf, plan, mistakes);
  mistakes.tell(`buy() needs a Plan with its productId and price; it was given ${kindOf(plan)}.`);
  return undefined;
}

/** Reads a property of the host as an object. If it is none, returns an empty object and reports the mistake. */
export function objectOf<T extends object>(
  name: string,
  value: T | undefined,
  mistakes: Mistakes,
): Partial<T> {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  mistakes.tell(`${name} must be an object, not ${kindOf(value)}.`);
  return {};
}

/** Reads a property of the host as a list. If it is none, returns an empty list and reports the mistake. */
export function listOf<T>(name: string, value: readonly T[], mistakes: Mistakes): readonly T[] {
  if (Array.isArray(value)) return value;
  if (value) mistakes.tell(`${name} must be an array, not ${kindOf(value)}.`);
  return [];
}
