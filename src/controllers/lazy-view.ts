import type { CSSResult, ReactiveController, ReactiveElement } from 'lit';
import { LazyModule } from './lazy-module.js';

/** The part of an element that is only needed after a purchase began: markup and styles in a chunk of their own. */
export interface LateView<Host> {
  styles: CSSResult[];
  render(host: Host): unknown;
  /** Back in the page or online: fetches what the view itself could not fetch. */
  retry?(): void;
}

/** An element that takes further styles once it is drawn. */
interface Styled extends ReactiveElement {
  addStyles(...styles: CSSResult[]): void;
}

/** What a chunk with an element's view exports. */
interface ViewModule<Host> {
  View: new (host: Host) => LateView<Host>;
}

/**
 * Loads an element's view when the element first connects.
 * One that cannot be fetched is asked for again on the next connect or when the browser is back online;
 * until then the element draws its own plain fallback.
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
