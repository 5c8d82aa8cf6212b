import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { formatsFor } from '../../core/money.js';
import type { Product } from '../../core/types.js';
import { ownKeys } from '../shared/own-keys.js';
import { type Destination, DestinationIndex } from './destination-index.js';

export { destinationSearchStyles } from './destination-search.styles.js';

/**
 * How many options are drawn for a query. At first there are three times as many. More are added each time the list
 * is scrolled near its end.
 */
const BATCH = 16;
/** The share of regions among the drawn options while more countries match than are drawn. */
const REGIONS = 0.25;
const PAGE = 8;

export interface DestinationSearchOptions {
  /** Gets every product of the chosen country, or the one regional or worldwide product. */
  onPick(countryCode: string, products: Product[]): void;
}

/** Whether a picture's URL is secure, or of the page's own origin. The catalogue has made the URL absolute. */
const isSafe = (url: string): boolean =>
  url.startsWith('https:') || url.startsWith(`${location.origin}/`);

/**
 * The destination step: a combobox whose list is always open, as in the ARIA Authoring Practices. The host's styles
 * must include tokens, controls and `destinationSearchStyles`.
 */
export class DestinationSearch {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onPick: DestinationSearchOptions['onPick'];
  #query = '';
  #active = -1;
  #limit = 3 * BATCH;
  /** The group that grows with the next options. */
  #growing = 'countries';
  #options: Destination[] = [];
  #built: { products: readonly Product[]; locale: string; index: DestinationIndex } | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, { onPick }: DestinationSearchOptions) {
    this.#host = host;
    this.#onPick = onPick;
  }

  render(products: readonly Product[], language: LanguageController): TemplateResult {
    const { choosing, format, locale } = language;
    if (this.#built?.products !== products || this.#built.locale !== locale) {
      const index = new DestinationIndex(
        products,
        locale,
        format,
        formatsFor('en'),
        choosing.worldwide,
      );
      this.#built = { products, locale, index };
    }
    const found = this.#built.index.find(this.#query);
    const total = found.countries.length + found.regions.length;
    const below = Math.min(found.regions.length, this.#limit * REGIONS);
    const countries = found.countries.slice(0, this.#limit - below);
    const regions = found.regions.slice(0, this.#limit - countries.length);
    this.#growing = countries.length < found.countries.length ? 'countries' : 'regions';
    this.#options = [...countries, ...regions];
    this.#active = Math.min(this.#active, this.#options.length - 1);
    const shown = this.#options.length;
    const more = total - shown;
    const query = this.#query.trim();
    const none = shown === 0 && choosing.noMatch(query);

    return html`<div class="search" part="destination-search">
      <h2 tabindex="-1"><label for="destination" .textContent=${choosing.whereTo}></label></h2>
      <input id="destination" class="field" type="text" role="combobox" autocomplete="off" autocapitalize="off"
        autocorrect="off" spellcheck="false" enterkeyhint="search" aria-autocomplete="list"
        aria-controls="destinations" aria-expanded=${shown > 0}
        aria-activedescendant=${this.#active < 0 ? nothing : `destination-${this.#active}`}
        placeholder=${choosing.searchPlaceholder} .value=${this.#query}
        @input=${this.#typed} @keydown=${this.#pressed} @keypress=${ownKeys} @keyup=${ownKeys}>
      <div id="destinations" class="options" role="listbox" tabindex="-1" aria-label=${choosing.whereTo}
        ?hidden=${shown === 0} @mousedown=${(event: Event) => event.preventDefault()}
        @click=${this.#clicked} @scroll=${this.#scrolled} @load=${this.#pictures} @error=${this.#pictures}>
        ${this.#group('countries', choosing.countries, countries, 0)}
        ${this.#group('regions', choosing.regions, regions, countries.length)}
      </div>
      ${more > 0 ? html`<p class="muted" .textContent=${choosing.keepTyping(more)}></p>` : nothing}
      ${none ? html`<p class="muted" .textContent=${none}></p>` : nothing}
      <p class="hidden" role="status" .textContent=${query ? none || choosing.matches(total) : nothing}></p>
    </div>`;
  }

  #group(id: string, title: string, options: Destination[], from: number): unknown {
    if (options.length === 0) return nothing;
    return html`<div role="group" aria-labelledby="group-${id}">
      <div id="group-${id}" class="group muted" role="presentation" .textContent=${title}></div>
      ${options.map((option, index) => this.#option(option, from + index))}
    </div>`;
  }

  #option(option: Destination, index: number): TemplateResult {
    const { imageUrl } = option;
    return html`<div id="destination-${index}" class="option" role="option"
      aria-selected=${index === this.#active}>
      <span class="badge" aria-hidden="true"><span translate="no" .textContent=${option.short ?? '∗'}></span><img
        src=${imageUrl && isSafe(imageUrl) ? imageUrl : nothing} alt="" width="32" height="32"
        loading="lazy" decoding="async" referrerpolicy="no-referrer"></span>
      <bdi class="name" .textContent=${option.name}></bdi>
    </div>`;
  }

  #pick(index: number): void {
    const option = this.#options[index];
    if (option) this.#onPick(option.code, option.products);
  }

  #clicked = ({ target }: Event): void => {
    const option = (target as Element).closest('.option');
    if (option) this.#pick(Number(option.id.split('-')[1]));
  };

  /** Countries come first, so their group grows before the regions below it. */
  #scrolled = ({ currentTarget }: Event): void => {
    const list = currentTarget as Element;
    const growing = list.querySelector(`[aria-labelledby=group-${this.#growing}]`);
    if (!growing || this.#limit > this.#options.length) return;
    const beyond = growing.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (beyond > list.clientHeight) return;
    this.#limit += BATCH;
    this.#host.requestUpdate();
  };

  /**
   * A broken picture is hidden, so that the letters below it are visible. It is shown again on `load`, because the
   * row may be reused for another destination.
   */
  readonly #pictures = {
    handleEvent: ({ type, target }: Event): void => {
      (target as HTMLElement).hidden = type === 'error';
    },
    capture: true,
  };

  #typed = (event: Event): void => {
    this.#query = (event.target as HTMLInputElement).value;
    this.#active = -1;
    this.#limit = BATCH;
    const list = this.#host.shadowRoot?.getElementById('destinations');
    if (list) list.scrollTop = 0;
    this.#host.requestUpdate();
  };

  #pressed = (event: KeyboardEvent): void => {
    ownKeys(event);
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.#options.length - 1;
    const at = this.#active;
    const moves: Record<string, () => number> = {
      ArrowDown: () => (at >= last ? 0 : at + 1),
      ArrowUp: () => (at <= 0 ? last : at - 1),
      PageDown: () => Math.min(at + PAGE, last),
      PageUp: () => Math.max(at - PAGE, 0),
    };
    const move = moves[event.key];
    if (move) this.#move(last < 0 ? -1 : move());
    else if (event.key === 'Enter') this.#pick(at < 0 && last === 0 ? 0 : at);
    else if (event.key === 'Escape' && (at >= 0 || this.#query !== '')) {
      if (at < 0) this.#query = '';
      this.#move(-1);
    } else return;
    // Enter in the combobox must not submit a form around the element. Escape must not close a dialog around it.
    event.preventDefault();
    event.stopPropagation();
  };

  #move(to: number): void {
    this.#active = to;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      this.#host.shadowRoot
        ?.getElementById(`destination-${to}`)
        ?.scrollIntoView({ block: 'nearest' });
    });
  }
}
