import type { ReactiveController } from 'lit';
import type { EsimOrderStatus } from './esim-order-status.js';

/** Tells assistive technology once that the phase has changed, unless the focus has gone to its heading and it is read there. */
export class Announcer implements ReactiveController {
  readonly #host: EsimOrderStatus;
  #shown: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: EsimOrderStatus) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  hostUpdated(): void {
    const { current, shadowRoot } = this.#host;
    const heading = shadowRoot?.querySelector('h2');
    const region = shadowRoot?.querySelector('.announce');
    if (!heading || !region || this.#shown === current) return;
    this.#shown = current;
    region.textContent = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (shadowRoot?.activeElement !== heading) region.textContent = heading.textContent;
    }, 150);
  }
}
