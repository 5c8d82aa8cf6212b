import type { ChoosingStrings } from './strings.js';

const ARTICLE =
  /^(United |Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Isle of|Vatican|(Central African|Dominican) Republic|Middle East|Caribbean|Balkans|Americas|Nordics)|Islands$/;

/** "for the United States", but "for Japan". */
const the = (destination: string): string =>
  ARTICLE.test(destination) ? `the ${destination}` : destination;

/** English until the plans are on screen; the rest is in en-order.ts and en-card.ts. */
export const english: ChoosingStrings = {
  loading: 'Loading plans',
  whereTo: 'Where are you going?',
  searchPlaceholder: 'Country or region',
  countries: 'Countries',
  regions: 'Regions and worldwide',
  worldwide: 'Worldwide',
  matches: (n) => (n === 1 ? `${n} result` : `${n} results`),
  keepTyping: (n) => `${n} more: keep typing`,
  noMatch: (query) => `Nothing found for “${query}”. Try the country’s name.`,
  changeDestination: 'Change destination',
  plansFor: (destination) => `eSIM plans for ${the(destination)}`,
  plans: 'eSIM plans',
  plansGlobal: 'Global eSIM plans',
  validity: (duration) => `Valid ${duration} from installation`,
  perGb: (price) => `${price}/GB`,
  unlimited: 'Unlimited data',
  bestValue: 'Best value',
  choosePlan: 'Choose a plan',
  buy: (price, destination) =>
    destination ? `Buy eSIM for ${the(destination)} · ${price}` : `Buy eSIM · ${price}`,
  buyGlobal: (price) => `Buy global eSIM · ${price}`,
  busy: 'One moment…',
  deviceTitle: 'Can my phone use it?',
  deviceNote:
    'You need an eSIM-capable phone that is not locked to a carrier. Dial *#06#: if an EID appears, it can use an eSIM.',
  validityTitle: 'When does it start?',
  validityNote: 'The days count from when you install the eSIM, not from today.',
  refundTitle: 'Can I get a refund?',
  refundNote:
    'If we cannot deliver, you get your money back. Once your eSIM code is issued, it cannot be refunded.',
  loadFailed: 'This part could not be loaded. Check your connection.',
  retry: 'Try again',
};
