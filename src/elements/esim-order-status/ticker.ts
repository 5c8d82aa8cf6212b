import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders its host at intervals, for a running time. It pauses while the page is hidden or the host is disconnected.
 */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #period: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the host is: another one after it was moved. */
  #page = document;

  /** @param period milliseconds until the next redraw; `undefined` for none */
  constructor(host: ReactiveControllerHost & Element, period: () => number | undefined) {
    this.#host = host;
    this.#period = period;
    host.addController(this);
  }

  hostConnected(): void {
    this.#page = this.#host.ownerDocument;
    this.#page.addEventListener('visibilitychange', this.#resume);
    this.#resume();
  }

  hostDisconnected(): void {
    this.#page.removeEventListener('visibilitychange', this.#resume);
    clearTimeout(this.#timer);
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    // An update may still run after the host was removed.
    const period = this.#host.isConnected && !this.#page.hidden && this.#period();
    if (period) this.#timer = setTimeout(this.#resume, period);
  }

  #resume = (): void => {
    clearTimeout(this.#timer);
    if (!this.#page.hidden && this.#period() !== undefined) this.#host.requestUpdate();
  };
}
