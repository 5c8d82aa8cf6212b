import type { ReactiveController, ReactiveElement } from 'lit';

export interface Guest {
  /** The element has come into a living page. */
  enter(): void;
  /** The element has left it. */
  leave(): void;
}

/**
 * Calls back when an element comes into a living page and when it has left it. One that was only moved has not; one in a
 * page that the browser keeps for "Back" has: such a page may hold no lock or connection, and its requests die unseen.
 */
export class Presence implements ReactiveController {
  /** In a living page now, or only being moved. */
  here = false;
  readonly #host: ReactiveElement;
  readonly #guest: Guest;

  constructor(host: ReactiveElement, guest: Guest) {
    this.#host = host;
    this.#guest = guest;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.#passed);
    window.addEventListener('pageshow', this.#passed);
    this.#enter();
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#passed);
    window.removeEventListener('pageshow', this.#passed);
    queueMicrotask(() => {
      // Put back by now, it was only moved.
      if (!this.#host.isConnected) this.#leave();
    });
  }

  readonly #passed = ({ type, persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    if (type === 'pageshow') this.#enter();
    else this.#leave();
  };

  #enter(): void {
    this.here = true;
    this.#guest.enter();
  }

  #leave(): void {
    this.here = false;
    this.#guest.leave();
  }
}
