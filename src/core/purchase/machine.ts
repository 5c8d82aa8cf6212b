import type { CheckoutError } from '../errors.js';
import type { ChoosingPhase, PurchasePhase } from '../types.js';
import { advance, type RecordEvent } from './advance.js';
import type { PurchaseRecord } from './record.js';

export interface ChoosingState {
  readonly phase: ChoosingPhase;
  readonly error?: CheckoutError;
}

/** What the element is showing: the catalogue, or one purchase. */
export type State =
  | ChoosingState
  | { readonly phase: PurchasePhase; readonly record: PurchaseRecord };

/** Everything that can happen. */
export type MachineEvent =
  | { type: 'catalogue'; state: ChoosingState }
  /** Show this record: begun, opened, resumed or written by another tab. */
  | { type: 'show'; record: PurchaseRecord }
  /** Back to the plans; the record stays in the journal. */
  | { type: 'leave'; to: ChoosingState }
  | RecordEvent;

/** The next state. Total: an event that means nothing in a state leaves it as it is. */
export function transition(state: State, event: MachineEvent): State {
  switch (event.type) {
    case 'catalogue':
      return 'record' in state ? state : event.state;
    case 'show':
      return show(event.record);
    case 'leave':
      return 'record' in state ? event.to : state;
    default: {
      if (!('record' in state)) return state;
      const record = advance(state.record, event);
      return record === state.record ? state : show(record);
    }
  }
}

function show(record: PurchaseRecord): State {
  return { phase: record.phase, record };
}
