import type { ReactiveElement } from 'lit';
import type { EsimOrderStatus } from '../esim-order-status/esim-order-status.js';

/** Moves the focus to the new screen when the screen that had the focus is replaced. */
export class FocusKeeper {
  readonly #host: ReactiveElement;
  #inside = false;
  /** Whether the customer has clicked on this screen. Not every browser moves the focus to a clicked button. */
  #pressed = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addEventListener('click', () => {
      this.#pressed = true;
    });
  }

  /** Call it before each render. */
  note(): void {
    this.#inside = this.#host.matches(':focus-within');
  }

  /** Call it after a new screen has been rendered. */
  follow(): void {
    const { activeElement, body } = this.#host.ownerDocument;
    const pressed = this.#pressed && activeElement === body;
    this.#pressed = false;
    if ((this.#inside || pressed) && !this.#host.renderRoot.querySelector('.product:focus'))
      void this.focusHeading();
  }

  async focusHeading(): Promise<void> {
    const { renderRoot } = this.#host;
    const status = renderRoot.querySelector<EsimOrderStatus>('esim-order-status');
    if (status) await status.focusHeading();
    else renderRoot.querySelector('h2')?.focus();
  }
}
