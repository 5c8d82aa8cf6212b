import type { CSSResult, ReactiveController, ReactiveElement } from 'lit';
import { adopt } from '../styles/adopt.js';

/** The part of an element that is only needed after a purchase began: markup and styles in a chunk of their own. */
export interface View<Host> {
  styles: CSSResult[];
  render(host: Host): unknown;
}

/**
 * Loads an element's view when the element first connects and redraws it then.
 * A chunk that cannot be fetched is asked for again on the next connect or when the browser is back online;
 * until then `view` stays undefined and the element draws its own plain fallback.
 */
export class LazyView<Host extends ReactiveElement> implements ReactiveController {
  view: View<Host> | undefined;
  failed = false;
  readonly #host: Host;
  readonly #load: () => Promise<View<Host>>;
  #loading: Promise<void> | undefined;

  constructor(host: Host, load: () => Promise<View<Host>>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#retry);
    void this.ready();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#retry);
  }

  /** Resolves when the view is loaded or has failed to load; never rejects. */
  ready(): Promise<void> {
    this.#loading ??= this.#run();
    return this.#loading;
  }

  async #run(): Promise<void> {
    try {
      const view = await this.#load();
      adopt(this.#host, ...view.styles);
      this.view = view;
      this.failed = false;
    } catch {
      this.failed = true;
      this.#loading = undefined;
    }
    this.#host.requestUpdate();
  }

  #retry = (): void => {
    if (!this.view) void this.ready();
  };
}
