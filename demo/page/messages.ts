import type { PageRequest } from './site/network.js';
import type { SiteView } from './site/view.js';

/** From the stage to a partner's page. */
export type SiteMessage =
  | { type: 'view'; view: SiteView }
  | { type: 'offline'; offline: boolean }
  | { type: 'spoil-token' };

/** From a partner's page to the stage. */
export type StageMessage =
  | { type: 'ready'; device: string }
  | { type: 'request'; device: string; request: PageRequest };

const isOwn = ({ origin, data }: MessageEvent): boolean =>
  origin === location.origin && typeof data?.type === 'string';

export const toSiteMessage = (event: MessageEvent): SiteMessage | undefined =>
  isOwn(event) ? (event.data as SiteMessage) : undefined;

export const toStageMessage = (event: MessageEvent): StageMessage | undefined =>
  isOwn(event) ? (event.data as StageMessage) : undefined;
