import { readMoney } from '../../core/money.js';
import { formatDate } from '../../core/times.js';
import type { CardStrings } from '../../i18n/card-strings.js';
import { sizeOf, validityOf } from '../shared/plan-words.js';
import type { CardHost } from './card-host.js';

export interface Fact {
  label: string;
  value: string;
}

export const titleOf = (host: CardHost, text: CardStrings): string =>
  host.destination || host.plan?.name || text.cardTitle;

/** The facts of the order that support asks for. */
export function orderFacts(host: CardHost, text: CardStrings): Fact[] {
  const { orderId, orderedAt, language } = host;
  const paid = readMoney(host.paid);
  const date = orderedAt && formatDate(orderedAt, language.locale);
  return [
    ...(orderId === undefined ? [] : [{ label: text.orderNumber, value: String(orderId) }]),
    ...(date ? [{ label: text.cardBought, value: date }] : []),
    ...(paid ? [{ label: text.cardPaid, value: language.format.money(paid) }] : []),
  ];
}

/** The plan's data and validity. */
export function facts({ plan, language }: CardHost, text: CardStrings): Fact[] {
  if (!plan) return [];
  const validity = validityOf(plan, language);
  return [
    { label: text.cardData, value: sizeOf(plan, language) },
    ...(validity ? [{ label: text.cardValidity, value: validity }] : []),
  ];
}
