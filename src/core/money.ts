import { alpha2 } from './countries.js';
import type { Money, Plan } from './types.js';

/** A host's function: the retail price of a plan, or `undefined` for the API's. */
export type PriceOf = (plan: Plan) => Money | undefined;

/** A copy of what is an amount of money, not below zero; `undefined` for anything else. */
export function readMoney(value: unknown): Money | undefined {
  const { amount, currency } = Object(value) as Partial<Record<keyof Money, unknown>>;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) return undefined;
  // A letter or a sign: "840" or what cannot be seen would leave a bare number.
  if (typeof currency !== 'string' || !/[\p{L}\p{Sc}]/u.test(currency)) return undefined;
  return { amount, currency: currency.trim() };
}

/** Everything that Intl writes for us in one locale. Formatters are made once and on first use. */
export interface Formats {
  /** Never less than the amount: with as many digits as it has, up to six; beyond these it is rounded up. */
  money(money: Money): string;
  /** Rounded up to the currency's usual digits: for what is compared, not charged. */
  about(money: Money): string;
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

const MOST_DIGITS = 6;

/** Equal but for what binary fractions add: 4.5 × 1.1 is meant to be 4.95. */
const isNear = (value: number, amount: number): boolean =>
  Math.abs(value - amount) <= Math.abs(amount) * 1e-14;

/** An amount with `least` digits, or with as many more, up to `most`, as it takes to say it; else rounded up. */
function notLess(amount: number, least: number, most: number): [value: number, digits: number] {
  for (let digits = least; digits <= Math.max(most, least); digits += 1) {
    const value = Number(amount.toFixed(digits));
    if (isNear(value, amount)) return [value, digits];
  }
  return [Math.ceil(amount * 10 ** least) / 10 ** least, least];
}

/** 300 MB come as 0.3 GB, or as the 0.29296875 that are 300 / 1024: these are 300 MB to whoever sold them. */
function asSold(gigabytes: number): number {
  const isWhole = (megabytes: number): boolean =>
    megabytes >= 1 && Math.abs(megabytes - Math.round(megabytes)) < 0.02;
  const [decimal, binary] = [gigabytes * 1000, gigabytes * 1024];
  return !isWhole(decimal) && isWhole(binary) ? Math.round(binary) / 1000 : gigabytes;
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
  const money = ({ amount, currency }: Money, most: number): string => {
    try {
      const usual = { style: 'currency', currency } as const;
      const { maximumFractionDigits: least = 2 } = number(usual).resolvedOptions();
      const [value, digits] = notLess(amount, least, most);
      const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      const text = number(digits === least ? usual : { ...usual, ...exact }).format(value);
      // Right to left, a symbol at the end ("US$") would come apart.
      return text.startsWith('\u200f') ? `${text}\u200e` : text;
    } catch {
      // Not a currency code: what we were told is still better than nothing.
      const [value, digits] = notLess(amount, 2, most);
      const exact = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return `${number(exact).format(value)}\u00a0${currency}`;
    }
  };
  let countries: Intl.DisplayNames | undefined;

  return {
    money: (price) => money(price, MOST_DIGITS),
    about: (price) => money(price, 0),
    data(gigabytes) {
      const sold = asSold(gigabytes);
      return sold < 1 ? unit(sold * 1000, 'megabyte') : unit(sold, 'gigabyte');
    },
    days: (days) => unit(days, 'day', 'long'),
    country(alpha3) {
      const code = alpha2(alpha3);
      countries ??= new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
      return code && countries.of(code);
    },
  };
}
