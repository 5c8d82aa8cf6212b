import { CheckoutError } from '../core/errors.js';
import { EsimErrorEvent } from '../events/shop-events.js';

/**
 * A sub-element asks the element around it to report a host's mistake. The event is not composed, so it does not
 * leave that element.
 */
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

/** The host's mistakes with one element. Each is reported once, on the console and as `esim-error`. */
export class Mistakes {
  readonly #host: HTMLElement;
  readonly #told = new Map<string, CheckoutError>();

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /**
   * Reports a mistake.
   * @param mistake what is wrong and how to fix it; for developers
   * @param cause for the console only: what was thrown or given
   * @returns the same error for the same mistake
   */
  tell(mistake: string, cause?: unknown): CheckoutError {
    const known = this.#told.get(mistake);
    if (known) return known;
    const host = this.#host;
    const error = new CheckoutError('configuration', `<${host.localName}>: ${mistake}`);
    this.#told.set(mistake, error);
    // Inside <esim-checkout> that element reports it once, even if several sub-elements find it.
    if (!host.dispatchEvent(new HostMistakeEvent(mistake, cause))) return error;
    console.error(error.message, ...(cause === undefined ? [] : [cause]));
    const { code, message, retriable } = error;
    host.dispatchEvent(new EsimErrorEvent({ code, message, retriable }));
    return error;
  }

  /** Whether this error has been reported here. */
  knows(error: CheckoutError): boolean {
    return [...this.#told.values()].includes(error);
  }
}
