import type { ReactiveController, ReactiveElement } from 'lit';

export interface Guest {
  /** The element has been inserted into a living page. */
  enter(): void;
  /** The element has left the page, or the page has gone into the back/forward cache. */
  leave(): void;
}

/**
 * Calls back when an element enters a living page and when it leaves it. A move within the page is neither. A page in
 * the back/forward cache counts as left: such a page may hold no lock or connection, and the browser drops its
 * requests.
 */
export class Presence implements ReactiveController {
  /** Whether the element is in a living page, or is only being moved. */
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
      // If it is connected again, it was only moved.
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
