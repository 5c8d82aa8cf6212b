import { CheckoutError } from '../core/errors.js';
import { EsimErrorEvent } from '../events/shop-events.js';

/** Asks the element of ours around a sub-element to tell a host's mistake. Not composed: it stays inside. */
export class HostMistakeEvent extends Event {
  static readonly type = 'esim-host-mistake';
  readonly mistake: string;
  readonly cause: unknown;

  constructor(mistake: string, cause: unknown) {
    super(HostMistakeEvent.type, { bubbles: true, cancelable: true });
    this.mistake = mistake;
    this.cause = cause;
  }
}

/** What a host has got wrong with one element: told once each, in the console and by `esim-error`. */
export class Mistakes {
  readonly #host: HTMLElement;
  readonly #told = new Map<string, CheckoutError>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /**
   * @param mistake what it is and how to mend it; for developers
   * @param cause for the console alone: what was thrown or given
   * @returns the same error for the same mistake
   */
  tell(mistake: string, cause?: unknown): CheckoutError {
    const known = this.#told.get(mistake);
    if (known) return known;
    const host = this.#host;
    const error = new CheckoutError('configuration', `<${host.localName}>: ${mistake}`);
    this.#told.set(mistake, error);
    // Inside <esim-checkout> that element tells it: once, however many sub-elements met it.
    if (!host.dispatchEvent(new HostMistakeEvent(mistake, cause))) return error;
    console.error(error.message, ...(cause === undefined ? [] : [cause]));
    const { code, message, retriable } = error;
    host.dispatchEvent(new EsimErrorEvent({ code, message, retriable }));
    return error;
  }

  /** Whether this very error has been told. */
  knows(error: CheckoutError): boolean {
    return [...this.#told.values()].includes(error);
  }
}
