import { DOCS } from '../core/about.js';
import { defined } from '../core/defined.js';
import { CheckoutError } from '../core/errors.js';
import type { ErrorCode } from '../core/types.js';
import { EsimErrorEvent } from '../events/shop-events.js';
import { note } from './history.js';

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

/** Errors that the host can fix. */
const HOSTS_OWN: readonly ErrorCode[] = ['configuration', 'token-unavailable'];

/** Reports errors of one element, as `esim-error` and, for a developer who listens to no event, on the console. */
export class Mistakes {
  readonly #host: HTMLElement;
  readonly #told = new Map<string, CheckoutError>();
  /** What is on the console already: the host's mistakes by their messages, the rest by their codes. */
  readonly #logged = new Set<string>();
  /** The latest errors, oldest first. `at` is in ms since the page's navigation. */
  readonly history: { error: CheckoutError; at: number }[] = [];

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
    this.#tell(error, ...(cause === undefined ? [] : [cause]));
    return error;
  }

  /** Reports a mistake that a sub-element has found. */
  readonly take = (event: HostMistakeEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    this.tell(event.mistake, event.cause);
  };

  /** Reports what stops or degrades the flow. */
  report(error: CheckoutError): void {
    if (![...this.#told.values()].includes(error)) this.#tell(error);
  }

  #tell(error: CheckoutError, ...cause: unknown[]): void {
    const { code, message, retriable, facts } = error;
    const { requestId, isMistake } = facts;
    const isHosts = HOSTS_OWN.includes(code) || isMistake;
    const key = isHosts ? message : code;
    if (!this.#logged.has(key)) {
      this.#logged.add(key);
      const named = message.startsWith('<') ? message : `<${this.#host.localName}>: ${message}`;
      const text = `${named} ${DOCS}errors.html#${code}`;
      if (isHosts) console.error(text, ...cause);
      else console.warn(text, ...cause);
    }
    note(this.history, { error, at: performance.now() });
    this.#host.dispatchEvent(new EsimErrorEvent(defined({ code, message, retriable, requestId })));
  }
}
