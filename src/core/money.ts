import { alpha2 } from './countries.js';
import type { Money, Plan } from './types.js';

/** A host's function: the retail price of a plan, or `undefined` for the API's. */
export type PriceOf = (plan: Plan) => Money | undefined;

/** A copy of what is an amount of money, not below zero; `undefined` for anything else. */
export function readMoney(value: unknown): Money | undefined {
  const { amount, currency } = Object(value) as Partial<Record<keyof Money, unknown>>;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) return undefined;
  const code = typeof currency === 'string' && currency.trim();
  return code ? { amount, currency: code } : undefined;
}

/** Everything that Intl writes for us in one locale. Formatters are made once and on first use. */
export interface Formats {
  money(money: Money): string;
  /** Gigabytes; below one, megabytes. */
  data(gigabytes: number): string;
  days(days: number): string;
  /** The localized name of an alpha-3 country; `undefined` for regions, `GLO` and unknown codes. */
  country(alpha3: string): string | undefined;
}

/** The price of one gigabyte, where a plan has a size. */
export function perGigabyte(plan: Plan, price: Money): Money | undefined {
  return plan.dataGb ? { amount: price.amount / plan.dataGb, currency: price.currency } : undefined;
}

export function formatsFor(locale: string): Formats {
  const made: Record<string, Intl.NumberFormat> = {};
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = Object.values(options).join();
    made[key] ??= new Intl.NumberFormat(locale, options);
    return made[key];
  };
  const unit = (value: number, name: string, unitDisplay: 'short' | 'long' = 'short'): string =>
    number({ style: 'unit', unit: name, unitDisplay, maximumFractionDigits: 2 }).format(value);
  let countries: Intl.DisplayNames | undefined;

  return {
    money({ amount, currency }) {
      try {
        const text = number({ style: 'currency', currency }).format(amount);
        // Right to left, a symbol at the end ("US$") would come apart.
        return text.startsWith('\u200f') ? `${text}\u200e` : text;
      } catch {
        // Not a currency code: what we were told is still better than nothing.
        return `${amount} ${currency}`;
      }
    },
    data: (gigabytes) =>
      gigabytes < 1 ? unit(gigabytes * 1000, 'megabyte') : unit(gigabytes, 'gigabyte'),
    days: (days) => unit(days, 'day', 'long'),
    country(alpha3) {
      const code = alpha2(alpha3);
      countries ??= new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      return code && countries.of(code);
    },
  };
}
