import type { Allowance } from './quota/allowance.js';

/**
 * What happens in a gateway, for the host's log and metrics. No event holds a token, an activation code, a secret,
 * an ownership tag or a body. Times are milliseconds.
 */
export type GatewayEvent =
  /** A request was answered. `route` is the pattern it met, such as `/orders/:id`; `none` where it met none. */
  | {
      type: 'request';
      requestId: string;
      method: string;
      route: string;
      status: number;
      ms: number;
    }
  /** The API was called. `status` 0: no answer. */
  | { type: 'upstream'; method: string; route: string; status: number; ms: number }
  /**
   * An order of a customer was decided on.
   * `placed` the API has it; `refused` nothing was ordered; `unknown` the API did not say: the element looks it up.
   */
  | {
      type: 'order';
      outcome: 'placed' | 'refused' | 'unknown';
      customer: string;
      reference: string;
      status: number;
    }
  /** A request was turned away with 429. `by: 'api'`: the API did so. */
  | {
      type: 'limited';
      allowance: Allowance;
      by: 'account' | 'customer' | 'api';
      retryAfter: number;
    }
  /** The gateway logged in to the account, or could not. */
  | { type: 'login'; ok: boolean; status: number }
  /** Redis does not answer (the count goes on in memory), or answers again. */
  | { type: 'redis'; ok: boolean }
  /** A function of the host threw, took too long, or answered what it may not. `error` is what it threw. */
  | { type: 'hook'; hook: 'authenticate' | 'authorizeOrder'; error: unknown }
  /** Something that should not happen: a defect of the gateway. */
  | { type: 'defect'; requestId: string; name: string };

export type Observe = (event: GatewayEvent) => void;

/** The host's observer; what it throws stops nothing. */
export function guarded(observe: Observe | undefined): Observe {
  return (event) => {
    try {
      observe?.(event);
    } catch {
      // An observer's failure is its own.
    }
  };
}
