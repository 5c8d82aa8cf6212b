import type { LanguageController } from '../../controllers/language.js';
import type { Formats } from '../../core/money.js';
import type { Plan } from '../../core/types.js';

/** How much a plan holds; one without a data amount goes by its name. */
export const sizeOf = ({ dataGb, name }: Plan, format: Formats): string =>
  dataGb ? format.data(dataGb) : name || 'eSIM';

/** A country or the whole world in the customer's language; `undefined` for a region. */
export const placeOf = (
  code: string | undefined,
  { choosing, format }: LanguageController,
): string | undefined =>
  code === 'GLO' ? choosing.worldwide : code ? format.country(code) : undefined;
