import type { SiteId } from '../sites.js';
import { airline } from './airline.js';
import { bank } from './bank.js';
import { hotel } from './hotel.js';

/** What a partner's page has around the element. A region that it leaves out is hidden. */
export interface Content {
  bar: unknown;
  hero: unknown;
  story: unknown;
  extra: unknown;
  foot: unknown;
  /** Above the element. */
  title: string;
  lead: string;
}

const CONTENT: Record<SiteId, Content> = { airline, bank, hotel };

export const contentOf = (id: SiteId): Content => CONTENT[id];
