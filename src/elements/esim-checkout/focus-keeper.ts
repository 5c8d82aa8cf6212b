import type { ReactiveElement } from 'lit';
import type { EsimOrderStatus } from '../esim-order-status/esim-order-status.js';

/** Takes the focus along when the screen that had it gives way to another. */
export class FocusKeeper {
  readonly #host: ReactiveElement;
  #inside = false;
  /** Since the screen began. Not every browser moves the focus to what is pressed. */
  #pressed = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addEventListener('click', () => {
      this.#pressed = true;
    });
  }

  /** Called before anything is drawn. */
  note(): void {
    this.#inside = this.#host.matches(':focus-within');
  }

  /** Called after another screen has been drawn. */
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
