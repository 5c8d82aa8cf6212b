import type { ReactiveController } from 'lit';
import type { StatusHost } from './status-host.js';

/**
 * Announces a new phase to assistive technology, once. It does not announce a heading that was read when it got the
 * focus. A heading that keeps the focus is not read again when its text changes, so a new text is announced.
 */
export class Announcer implements ReactiveController {
  readonly #host: StatusHost;
  #shown: string | undefined;
  /** The heading's text when it got the focus. */
  #read: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: StatusHost) {
    this.#host = host;
    host.addController(this);
    host.renderRoot.addEventListener('focusin', ({ target }) => {
      this.#read = (target as Element).textContent;
    });
  }

  /** Announces the same phase again: the customer asked, and nothing has changed. */
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
