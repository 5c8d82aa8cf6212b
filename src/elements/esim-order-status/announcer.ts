import type { ReactiveController } from 'lit';
import type { StatusHost } from './status-host.js';

/**
 * Tells assistive technology once that the phase has changed, unless it was read when the focus came to its heading:
 * a heading that keeps the focus is not read again because its text is another.
 */
export class Announcer implements ReactiveController {
  readonly #host: StatusHost;
  #shown: string | undefined;
  /** What the heading said when the focus came to it. */
  #read: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: StatusHost) {
    this.#host = host;
    host.addController(this);
    host.renderRoot.addEventListener('focusin', ({ target }) => {
      this.#read = (target as Element).textContent;
    });
  }

  /** The customer asked, and what was said still holds. */
  repeat(): void {
    this.#shown = undefined;
    this.#host.requestUpdate();
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
      const { textContent } = heading;
      if (shadowRoot?.activeElement !== heading || this.#read !== textContent)
        region.textContent = textContent;
    }, 150);
  }
}
