import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders its host at intervals, for a running time. It pauses while the page is hidden or the host is disconnected.
 */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #period: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param period milliseconds until the next redraw; `undefined` for none */
  constructor(host: ReactiveControllerHost & Element, period: () => number | undefined) {
    this.#host = host;
    this.#period = period;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#resume);
    this.#resume();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#resume);
    clearTimeout(this.#timer);
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    // An update may still run after the host was removed.
    const period = this.#host.isConnected && !document.hidden && this.#period();
    if (period) this.#timer = setTimeout(this.#resume, period);
  }

  #resume = (): void => {
    clearTimeout(this.#timer);
    if (!document.hidden && this.#period() !== undefined) this.#host.requestUpdate();
  };
}
