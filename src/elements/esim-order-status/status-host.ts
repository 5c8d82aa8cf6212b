import type { ReactiveElement } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import type { ErrorCode, Money, Phase, Plan, Purchase } from '../../core/types.js';

/** The error because of which the plans cannot be shown. */
export interface StatusError {
  /** What went wrong: the `code` of `esim-error`. */
  code: ErrorCode;
  /** For developers. The element does not show it. */
  message?: string;
  /** The API's `X-Request-Id`. */
  requestId?: string;
  /** Whether to show a "Try again" button. */
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
