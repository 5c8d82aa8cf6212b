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
  /** The window that the element is in: not always that of its script. */
  #view: Window = window;

  constructor(host: ReactiveElement, guest: Guest) {
    this.#host = host;
    this.#guest = guest;
    host.addController(this);
  }

  hostConnected(): void {
    this.#view = this.#host.ownerDocument.defaultView ?? window;
    this.#view.addEventListener('pagehide', this.#passed);
    this.#view.addEventListener('pageshow', this.#passed);
    this.#enter();
  }

  hostDisconnected(): void {
    this.#view.removeEventListener('pagehide', this.#passed);
    this.#view.removeEventListener('pageshow', this.#passed);
    queueMicrotask(() => {
      // Put back by now, it was only moved.
      if (!this.#host.isConnected) this.#leave();
    });
  }

  readonly #passed = ({ type, persisted }: PageTransitionEvent): void => {
    // A frame or a window that closes takes the element along, and the script does not end.
    if (!persisted && this.#view === window) return;
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
