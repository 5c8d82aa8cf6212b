import type { CardStrings } from '../../i18n/card-strings.js';
import type { EsimActivationCard } from './esim-activation-card.js';

export interface Fact {
  label: string;
  value: string;
}

export const titleOf = (host: EsimActivationCard, text: CardStrings): string =>
  host.destination || host.plan?.name || text.cardTitle;

/** The plan in figures; one without a data amount goes by its name. */
export function facts({ plan, language }: EsimActivationCard, text: CardStrings): Fact[] {
  if (!plan) return [];
  const { dataGb, validityDays, name } = plan;
  const { format } = language;
  return [
    { label: text.cardData, value: dataGb ? format.data(dataGb) : name },
    { label: text.cardValidity, value: format.days(validityDays) },
  ];
}
