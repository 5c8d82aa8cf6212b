import { alpha2 } from './countries.js';
import type { Money, Plan } from './types.js';

/** The host's function. It returns the retail price of a plan, or `undefined` for the API's amount. */
export type PriceOf = (plan: Plan) => Money | undefined;

/** Copies a valid amount of money that is not below zero; `undefined` for anything else. */
export function readMoney(value: unknown): Money | undefined {
  const { amount, currency } = Object(value) as Partial<Record<keyof Money, unknown>>;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) return undefined;
  // A letter or a sign: "840" or what cannot be seen would leave a bare number.
  if (typeof currency !== 'string' || !/[\p{L}\p{Sc}]/u.test(currency)) return undefined;
  return { amount, currency: currency.trim() };
}

/** Texts that Intl writes in one locale. Each formatter is made once, on first use. */
export interface Formats {
  /**
   * The amount with as many digits as it has, up to six. An amount with more digits is rounded up, so that the text
   * is never less than the amount.
   */
  money(money: Money): string;
  /** The amount rounded up to the currency's usual digits. It is for comparison and is never charged. */
  about(money: Money): string;
  /** An amount of data in gigabytes, or in megabytes if it is below one gigabyte. */
  data(gigabytes: number): string;
  days(days: number): string;
  /** The localized name of an alpha-3 country; `undefined` for regions, `GLO` and unknown codes. */
  country(alpha3: string): string | undefined;
}

/** The price of one gigabyte; `undefined` for an unlimited plan. */
export function perGigabyte(plan: Plan, price: Money): Money | undefined {
  return plan.dataGb ? { amount: price.amount / plan.dataGb, currency: price.currency } : undefined;
}

const MOST_DIGITS = 6;

/** Equal, apart from the rounding error of binary fractions: 4.5 × 1.1 counts as 4.95. */
const isNear = (value: number, amount: number): boolean =>
  Math.abs(value - amount) <= Math.abs(amount) * 1e-14;

/**
 * Returns an amount with the fewest digits, from `least` to `most`, that show it exactly. If there are none, rounds
 * it up to `least` digits.
 */
function notLess(amount: number, least: number, most: number): [value: number, digits: number] {
  for (let digits = least; digits <= Math.max(most, least); digits += 1) {
    const value = Number(amount.toFixed(digits));
    if (isNear(value, amount)) return [value, digits];
  }
  return [Math.ceil(amount * 10 ** least) / 10 ** least, least];
}

/**
 * The API gives a plan of 300 MB as 0.3 GB, or as 0.29296875 GB, which is 300 / 1024. The seller calls both 300 MB.
 */
function asSold(gigabytes: number): number {
  const isWhole = (megabytes: number): boolean =>
    megabytes >= 1 && Math.abs(megabytes - Math.round(megabytes)) < 0.02;
  const [decimal, binary] = [gigabytes * 1000, gigabytes * 1024];
  return !isWhole(decimal) && isWhole(binary) ? Math.round(binary) / 1000 : gigabytes;
}

const formats = new Map<string, Formats>();

/** The same object for the same locale: a formatter costs a browser more than everything that it writes. */
export function formatsFor(locale: string): Formats {
  const known = formats.get(locale) ?? makeFormats(locale);
  formats.set(locale, known);
  return known;
}

function makeFormats(locale: string): Formats {
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
      // In right-to-left text, a symbol at the end ("US$") would be split.
      return text.startsWith('\u200f') ? `${text}\u200e` : text;
    } catch {
      // The API's text is not a currency code. It is still better than nothing.
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
