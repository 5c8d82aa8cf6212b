import type { Order } from './server-client.js';

/** `over`: the API will not deliver it any more. `failing`: it has failed, and the API tries again by itself. */
export type OrderState = 'under way' | 'failing' | 'over' | 'delivered';

/** The API tries an internal failure again for so long. */
const RETRIED_MS = 24 * 3_600_000;
/** Failure codes of problems that pass. */
const PASSING = /INTERNAL|TRANSIENT|TEMPORAR|TIMEOUT|TIMED_OUT|RETRY/i;
/** Text that a phone may take for an activation code. */
const USABLE = /^\s*(LPA:)?1\$/i;

/**
 * What has become of an order, by the rule that the element shows it by: the shop must not refund what the page still
 * waits for.
 * @param failingSince when the shop first saw it `failing`. Milliseconds since the epoch
 */
export function stateOf(order: Order, now: number, failingSince = now): OrderState {
  const { activation_code: code = '', activation_status, is_installed } = order;
  switch (order.status.toUpperCase()) {
    case 'DELIVERED': {
      const isUsed = activation_status === 'EXPIRED' || is_installed === true;
      return code || isUsed ? 'delivered' : 'under way';
    }
    case 'CANCELLED':
      return 'over';
    case 'FAILED': {
      const isFinal = order.is_user_fixable ?? !PASSING.test(order.failure_code ?? '');
      return isFinal || now - failingSince >= RETRIED_MS ? 'over' : 'failing';
    }
    case 'PENDING':
      return 'under way';
    default:
      return USABLE.test(code) ? 'delivered' : 'under way';
  }
}
