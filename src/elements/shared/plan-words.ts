import type { LanguageController } from '../../controllers/language.js';
import { formatsFor } from '../../core/money.js';
import type { Plan } from '../../core/types.js';
import type { ChoosingStrings } from '../../i18n/strings.js';

type Words = Pick<LanguageController, 'choosing' | 'format'>;

/** How much the size in a plan's name may differ from its data amount, because of rounding. */
const ROUNDED = 0.05;

/** A plan's data as text, with the size in its name. A plan without a data amount is shown by its name. */
export function sizeOf(plan: Plan, { choosing, format }: Words): string {
  const { dataGb, name } = plan;
  if (dataGb) return format.data(soldSize(name, dataGb) ?? dataGb);
  return isJustUnlimited(plan) ? choosing.unlimited : withoutDays(plan) || 'eSIM';
}

/**
 * The size in a plan's name, in GB, if it equals the data amount apart from rounding: "300 MB" must not become 293
 * MB.
 */
function soldSize(name: string, dataGb: number): number | undefined {
  const [, figure = '', unit = ''] = /(\d+(?:[.,]\d+)?)\s*([MG])B\b/i.exec(name) ?? [];
  const size = Number(figure.replace(',', '.')) / (unit.toUpperCase() === 'M' ? 1000 : 1);
  return figure && Math.abs(size / dataGb - 1) < ROUNDED ? size : undefined;
}

/** A pattern for "10 days", "10-day" or "10D" in the name of a plan that is valid for ten days. */
const daysIn = ({ validityDays }: Plan): string =>
  `(?<!\\d)${validityDays}[\\s-]*(?:day(?:s|\\(s\\))?|d)(?![\\p{L}\\d])`;

/** Whether the name says "unlimited" in English and nothing else that is not shown anyway. */
function isJustUnlimited(plan: Plan): boolean {
  if (!/unlimited/i.test(plan.name)) return false;
  const rest = plan.name
    .replace(new RegExp(daysIn(plan), 'giu'), ' ')
    .replace(/\b(unlimited|data|esim|plan|valid|for|global|worldwide)\b/gi, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return rest === '' || rest === formatsFor('en').country(plan.countryCode);
}

/** A plan's name without the days at its end, which are shown next to it. */
const withoutDays = (plan: Plan): string =>
  plan.name.replace(new RegExp(`[^\\p{L}\\p{N})]*\\(?${daysIn(plan)}\\)?\\s*$`, 'iu'), '');

/** A plan's validity as text; `undefined` if the API does not say. */
export const validityOf = ({ validityDays }: Plan, { format }: Words): string | undefined =>
  validityDays > 0 ? format.days(validityDays) : undefined;

/** The name of a country or of the whole world in the customer's language; `undefined` for a region. */
export const placeOf = (
  code: string | undefined,
  { choosing, format }: Words,
): string | undefined =>
  code === 'GLO' ? choosing.worldwide : code ? format.country(code) : undefined;

/** The heading above a destination's plans. */
export function plansTitle(destination: string | undefined, choosing: ChoosingStrings): string {
  if (destination === choosing.worldwide) return choosing.plansGlobal;
  return destination ? choosing.plansFor(destination) : choosing.plans;
}

/** The text of the Buy button. */
export const buyLabel = (
  price: string,
  destination: string | undefined,
  choosing: ChoosingStrings,
): string =>
  destination === choosing.worldwide ? choosing.buyGlobal(price) : choosing.buy(price, destination);
