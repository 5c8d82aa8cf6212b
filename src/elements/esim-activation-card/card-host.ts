import type { ReactiveElement } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import type { IosInstall } from '../../core/lpa.js';
import type { Device } from '../../core/platform.js';
import type { Money, Plan } from '../../core/types.js';

/** The card element, as far as its view needs it. */
export interface CardHost extends ReactiveElement {
  readonly activationCode: string;
  readonly iccid: string | undefined;
  readonly installed: boolean;
  readonly expired: boolean;
  readonly iosInstall: IosInstall;
  readonly destination: string | undefined;
  readonly supportUrl: string | undefined;
  readonly unsaved: boolean;
  readonly reference: string | undefined;
  readonly orderId: number | undefined;
  readonly orderedAt: string | undefined;
  readonly paid: Money | undefined;
  readonly plan: Plan | undefined;
  readonly device: Device | undefined;
  readonly language: LanguageController;
}
