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
  /** Ends what is listened to in the window that the element is in. */
  #left = new AbortController();

  constructor(host: ReactiveElement, guest: Guest) {
    this.#host = host;
    this.#guest = guest;
    host.addController(this);
  }

  hostConnected(): void {
    // Not always the window of the script.
    const view = this.#host.ownerDocument.defaultView ?? window;
    this.#left = new AbortController();
    view.addEventListener('pagehide', this.#passed, this.#left);
    view.addEventListener('pageshow', this.#passed, this.#left);
    this.#enter();
  }

  hostDisconnected(): void {
    this.#left.abort();
    queueMicrotask(() => {
      // Put back by now, it was only moved.
      if (!this.#host.isConnected) this.#leave();
    });
  }

  readonly #passed = ({ type, persisted, currentTarget }: PageTransitionEvent): void => {
    // A frame or a window that closes takes the element along, and the script does not end.
    if (!persisted && currentTarget === window) return;
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
