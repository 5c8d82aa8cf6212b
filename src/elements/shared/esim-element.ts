import { type CSSResult, LitElement, supportsAdoptingStyleSheets } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { Languages } from '../../i18n/languages.js';
import type { Strings } from '../../i18n/strings.js';

/**
 * The base of the four elements: the host's texts, and styles that follow the element into another document than that of
 * its script. A page moves an element so with a frame, a window that it opened, or a picture-in-picture window.
 */
export abstract class EsimElement extends LitElement {
  /** Texts that replace the element's own, in every language. */
  @property({ attribute: false })
  strings: Partial<Strings> | undefined;
  /** Languages in addition to the built-in ones. Keys are BCP 47 tags. */
  @property({ attribute: false })
  languages: Languages | undefined;

  /** On top of the styles of its class. */
  readonly #late: CSSResult[] = [];

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (this.ownerDocument === document) return super.createRenderRoot();
    // Lit would give it the sheets of the script's document, which throws here.
    const root = this.attachShadow({ mode: 'open' });
    this.adoptedCallback();
    return root;
  }

  /** @internal Styles of a part that was fetched late. */
  addStyles(...styles: CSSResult[]): void {
    this.#late.push(...styles);
    this.adoptedCallback();
  }

  /** @internal Called by the browser, which has taken the former document's sheets away. */
  adoptedCallback(): void {
    const { shadowRoot, ownerDocument } = this;
    const view = ownerDocument.defaultView as (Window & typeof globalThis) | null;
    // In a document without a window, a template's for one, nothing is seen.
    if (!shadowRoot || !view || !supportsAdoptingStyleSheets) return;
    const own = (this.constructor as typeof LitElement).elementStyles as CSSResult[];
    shadowRoot.adoptedStyleSheets = [...own, ...this.#late].map((style) => {
      if (ownerDocument === document) return style.styleSheet as CSSStyleSheet;
      // A sheet serves only the document whose window made it.
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(style.cssText);
      return sheet;
    });
  }
}
