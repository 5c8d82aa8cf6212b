import { type CSSResult, LitElement } from 'lit';
import { dress } from '../../styles/adopt.js';

/**
 * What the four elements have in common: each may be put into another document than that of its script. A page does so
 * with a frame, a window that it opened, or a picture-in-picture window.
 */
export abstract class EsimElement extends LitElement {
  get #own(): CSSResult[] {
    return (this.constructor as typeof LitElement).elementStyles as CSSResult[];
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (this.ownerDocument === document) return super.createRenderRoot();
    const root = this.attachShadow((this.constructor as typeof LitElement).shadowRootOptions);
    dress(this, this.#own);
    return root;
  }

  /** @internal Called by the browser, which has taken the former document's sheets away. */
  adoptedCallback(): void {
    dress(this, this.#own);
  }
}
