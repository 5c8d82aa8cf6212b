// The events until Buy is pressed, and those of every phase: all that the first screen needs.
import type { ErrorCode, Phase, Plan } from '../core/types.js';
import { DetailEvent } from './detail-event.js';

/** A plan was chosen. */
export class EsimPlanSelectEvent extends DetailEvent<{ readonly plan: Plan }> {
  static override readonly type = 'esim-plan-select';
}

/** Something stops or degrades the flow. `message` is for developers and carries no secrets. */
export class EsimErrorEvent extends DetailEvent<{
  readonly code: ErrorCode;
  readonly message: string;
  readonly retriable: boolean;
  /** The API's `X-Request-Id`. */
  readonly requestId?: string;
}> {
  static override readonly type = 'esim-error';
}

/** The phase changed. */
export class EsimStateChangeEvent extends DetailEvent<{
  readonly phase: Phase;
  readonly previous: Phase;
}> {
  static override readonly type = 'esim-state-change';
}

/** `<esim-plan-picker>`'s Buy button was pressed. */
export class EsimBuyRequestEvent extends DetailEvent<{ readonly plan: Plan }> {
  static override readonly type = 'esim-buy-request';
}
