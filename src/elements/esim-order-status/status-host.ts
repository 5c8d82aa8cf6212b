import type { ReactiveElement } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import type { ErrorCode, Money, Phase, Plan, Purchase } from '../../core/types.js';

/** The error because of which the plans cannot be shown. */
export interface StatusError {
  code: ErrorCode;
  message?: string;
  /** The API's `X-Request-Id`. */
  requestId?: string;
  retriable: boolean;
}

/** The status element, as far as its view needs it. */
export interface StatusHost extends ReactiveElement {
  readonly current: Phase | undefined;
  readonly order: Purchase | undefined;
  readonly error: StatusError | undefined;
  readonly supportUrl: string | undefined;
  readonly destination: string | undefined;
  readonly priceOf: ((plan: Plan) => Money | undefined) | undefined;
  readonly now: () => number;
  readonly sent: boolean;
  readonly unsaved: boolean;
  readonly unreachable: boolean;
  readonly language: LanguageController;
}
