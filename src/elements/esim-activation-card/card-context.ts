import type { ActivationCode } from '../../core/lpa.js';
import type { Device } from '../../core/platform.js';
import type { CardStrings } from '../../i18n/card-strings.js';
import type { CardActions } from './card-actions.js';
import type { CardHost } from './card-host.js';

/** What the parts of the card are drawn from. */
export interface CardContext {
  host: CardHost;
  /** Where the card is shown. */
  device: Device;
  text: CardStrings;
  /** As it was given; empty where there is none. */
  raw: string;
  /** Where it begins as one. */
  code: ActivationCode | undefined;
  /** The same, while it can still be installed. */
  ready: ActivationCode | undefined;
  /** The same, where it is fit for a link. */
  linked: ActivationCode | undefined;
  actions: CardActions;
  /** Its styles, for a printed copy. */
  css: string;
}
