import { defined } from '../core/defined.js';
import { CheckoutError } from '../core/errors.js';
import type { ErrorCode } from '../core/types.js';
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

/** Errors that the host can fix. They are also on the console, for a developer who listens to no event. */
const LOGGED: readonly ErrorCode[] = ['configuration', 'token-unavailable'];

/** Reports errors of one element. A host's mistake is reported once, on the console and as `esim-error`. */
export class Mistakes {
  readonly #host: HTMLElement;
  readonly #told = new Map<string, CheckoutError>();
  /** Messages that are on the console already. */
  readonly #logged = new Set<string>();

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

  /** Reports a mistake that a sub-element has found. */
  readonly take = (event: HostMistakeEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    this.tell(event.mistake, event.cause);
  };

  /** Reports what stops or degrades the flow, as `esim-error`. The host's own part in it is on the console once. */
  report(error: CheckoutError): void {
    if ([...this.#told.values()].includes(error)) return;
    const { code, message, retriable, facts } = error;
    const { requestId, isMistake } = facts;
    if ((LOGGED.includes(code) || isMistake) && !this.#logged.has(message)) {
      this.#logged.add(message);
      console.error(message);
    }
    this.#host.dispatchEvent(new EsimErrorEvent(defined({ code, message, retriable, requestId })));
  }
}
