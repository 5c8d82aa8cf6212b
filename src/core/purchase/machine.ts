import type { CheckoutError } from '../errors.js';
import type { ChoosingPhase, PurchasePhase } from '../types.js';
import { advance, type RecordEvent } from './advance.js';
import type { PurchaseRecord } from './record.js';

export interface ChoosingState {
  readonly phase: ChoosingPhase;
  readonly error?: CheckoutError;
}

/** What the element shows: the catalogue, or one purchase. */
export type State =
  | ChoosingState
  | { readonly phase: PurchasePhase; readonly record: PurchaseRecord };

/** Every event that the machine handles. */
export type MachineEvent =
  | { type: 'catalogue'; state: ChoosingState }
  /** Show this record. It was begun, opened or resumed here, or another tab has written it. */
  | { type: 'show'; record: PurchaseRecord }
  /** Show the plans again. The record stays in the journal. */
  | { type: 'leave'; to: ChoosingState }
  | RecordEvent;

/**
 * Returns the next state. It accepts every event in every state. An event that means nothing in a state returns the
 * same state.
 */
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
