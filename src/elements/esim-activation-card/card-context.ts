import type { ActivationCode } from '../../core/lpa.js';
import type { Device } from '../../core/platform.js';
import type { CardStrings } from '../../i18n/card-strings.js';
import type { CardActions } from './card-actions.js';
import type { CardHost } from './card-host.js';

/** The data from which the parts of the card are rendered. */
export interface CardContext {
  host: CardHost;
  /** The device that shows the card. */
  device: Device;
  text: CardStrings;
  /** The code as the host gave it; empty if there is none. */
  raw: string;
  /** The code, if it begins like an activation code. */
  code: ActivationCode | undefined;
  /** The same, if it can still be installed. */
  ready: ActivationCode | undefined;
  /** The same, if it is valid in a link. */
  linked: ActivationCode | undefined;
  actions: CardActions;
  /** The card's styles, for the printed copy. */
  css: string;
}
