import type { CheckoutError } from '../core/errors.js';
import type { State } from '../core/purchase/machine.js';
import type { Phase } from '../core/types.js';
import { EsimStateChangeEvent } from '../events/shop-events.js';
import { note } from './history.js';

export interface PhaseHost extends HTMLElement {
  report(error: CheckoutError): void;
}

/**
 * Reports each new phase to the page, as an event and a custom state. Also reports each new reason for `unavailable`.
 */
export class PhaseReporter {
  phase: Phase = 'loading';
  /** The latest phases, oldest first, with when they began, in ms since the page's navigation. */
  readonly history: { phase: Phase; at: number }[] = [];
  readonly #host: PhaseHost;
  readonly #states: CustomStateSet | undefined;
  #reported: CheckoutError | undefined;

  constructor(host: PhaseHost) {
    this.#host = host;
    // The DOM of a partner's unit tests may have no internals.
    if (typeof host.attachInternals === 'function') this.#states = host.attachInternals().states;
    this.#mark(this.phase);
  }

  #mark(phase: Phase): void {
    note(this.history, { phase, at: performance.now() });
    try {
      this.#states?.add(phase);
    } catch {
      // Browsers of before 2024 take other names only.
    }
  }

  note(state: State): void {
    const { phase } = state;
    if (phase !== this.phase) {
      const previous = this.phase;
      this.phase = phase;
      this.#states?.delete(previous);
      this.#mark(phase);
      this.#host.dispatchEvent(new EsimStateChangeEvent({ phase, previous }));
    }
    const error = 'record' in state ? undefined : state.error;
    if (error && error !== this.#reported) this.#host.report(error);
    this.#reported = error;
  }
}
