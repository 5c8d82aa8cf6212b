import type { CSSResult, ReactiveController, ReactiveElement } from 'lit';
import { LazyModule } from './lazy-module.js';

/** An element's markup and styles, in their own chunk. They are needed only after a purchase began. */
export interface LateView<Host> {
  styles: CSSResult[];
  render(host: Host): unknown;
  /**
   * Called when the element is back in the page, or the browser is back online. Fetches again what the view itself
   * could not fetch.
   */
  retry?(): void;
}

/** An element that takes further styles after it was drawn. */
interface Styled extends ReactiveElement {
  addStyles(...styles: CSSResult[]): void;
}

/** The exports of a chunk with an element's view. */
interface ViewModule<Host> {
  View: new (host: Host) => LateView<Host>;
}

/**
 * Loads an element's view when the element first connects. If the fetch fails, it is repeated when the element
 * connects again or the browser is back online. Until then the element draws its own plain fallback.
 */
export class LazyView<Host extends Styled>
  extends LazyModule<LateView<Host>>
  implements ReactiveController
{
  constructor(host: Host, load: () => Promise<ViewModule<Host>>) {
    super(host, async () => {
      const { View } = await load();
      const view = new View(host);
      host.addStyles(...view.styles);
      return view;
    });
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#again);
    this.#again();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#again);
  }

  #again = (): void => {
    this.value?.retry?.();
    void this.fetch();
  };
}
