// The events before Buy, and those of every phase. The first screen needs no others.
import type { ErrorCode, Phase, Plan } from '../core/types.js';
import { DetailEvent } from './detail-event.js';

/** The customer chose a plan. */
export class EsimPlanSelectEvent extends DetailEvent<{ readonly plan: Plan }> {
  static override readonly type = 'esim-plan-select';
}

/**
 * An error stops or degrades the flow. `code`: what went wrong. `message`: for developers; it carries no secrets.
 * `retriable`: the same request may succeed later.
 */
export class EsimErrorEvent extends DetailEvent<{
  readonly code: ErrorCode;
  readonly message: string;
  readonly retriable: boolean;
  /** The API's `X-Request-Id`. */
  readonly requestId?: string;
}> {
  static override readonly type = 'esim-error';
}

/** The phase changed from `previous` to `phase`. */
export class EsimStateChangeEvent extends DetailEvent<{
  readonly phase: Phase;
  readonly previous: Phase;
}> {
  static override readonly type = 'esim-state-change';
}

/** The customer pressed Buy in `<esim-plan-picker>`. */
export class EsimBuyRequestEvent extends DetailEvent<{ readonly plan: Plan }> {
  static override readonly type = 'esim-buy-request';
}
