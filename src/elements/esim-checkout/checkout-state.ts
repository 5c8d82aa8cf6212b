import { defined } from '../../core/defined.js';
import type { CheckoutError } from '../../core/errors.js';
import { freeze } from '../../core/freeze.js';
import type { State } from '../../core/purchase/machine.js';
import { toPurchase } from '../../core/purchase/purchase.js';
import type { Phase, Plan, Purchase } from '../../core/types.js';

/** What a host may read of an element at any time. It holds no activation code: use `purchases()` for that. */
export interface CheckoutState {
  readonly phase: Phase;
  /** The chosen plan, or the plan of the shown purchase. */
  readonly plan?: Plan;
  /** The shown purchase, without its activation code. */
  readonly purchase?: Omit<Purchase, 'activationCode'>;
  /** The error that makes the phase `unavailable`. */
  readonly error?: { readonly code: CheckoutError['code']; readonly retriable: boolean };
}

export function snapshot(state: State, selected: Plan | undefined): CheckoutState {
  if ('record' in state) {
    const { activationCode: _, ...purchase } = toPurchase(state.record);
    return freeze({ phase: state.phase, plan: purchase.plan, purchase });
  }
  const { phase, error } = state;
  return freeze(
    defined({
      phase,
      plan: selected,
      error: error && { code: error.code, retriable: error.retriable },
    }),
  );
}
