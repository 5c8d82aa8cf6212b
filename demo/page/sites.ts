export type SiteId = 'airline' | 'bank' | 'hotel';

export interface Site {
  id: SiteId;
  /** On the switch of the stage. */
  label: string;
  name: string;
  mail: string;
  /** The destination that its page sets; empty lets the customer search. */
  country: string;
}

/** The partners. All of them are made up. */
export const SITES: readonly Site[] = [
  {
    id: 'airline',
    label: 'Airline',
    name: 'Northwind Air',
    mail: 'care@northwind-air.example',
    country: 'JPN',
  },
  {
    id: 'bank',
    label: 'Bank',
    name: 'Fernhollow Bank',
    mail: 'help@fernhollow.example',
    country: '',
  },
  {
    id: 'hotel',
    label: 'Hotel',
    name: 'Quinze Marés',
    mail: 'desk@quinze-mares.example',
    country: 'PRT',
  },
];

export const siteOf = (id: string): Site =>
  SITES.find((site) => site.id === id) ?? (SITES[0] as Site);
