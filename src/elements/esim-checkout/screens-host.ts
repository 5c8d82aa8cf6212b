import type { CheckoutError } from '../../core/errors.js';
import type { IosInstall } from '../../core/lpa.js';
import type { Money, Plan } from '../../core/types.js';
import type { EsimElement } from '../shared/esim-element.js';
import type { HostTexts } from './choosing-screen.js';

/** The element, as far as its screens need it. */
export interface ScreensHost extends EsimElement, HostTexts {
  readonly supportUrl: string | undefined;
  readonly iosInstall: IosInstall;
  readonly getToken: unknown;
  readonly priceOf: ((plan: Plan) => Money | undefined) | undefined;
  open(reference: string): Promise<boolean>;
  reset(): void;
  report(error: CheckoutError): void;
}
