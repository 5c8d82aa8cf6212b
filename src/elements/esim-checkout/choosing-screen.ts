import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import type { Money, Plan, Product } from '../../core/types.js';
import type { Languages } from '../../i18n/languages.js';
import type { Strings } from '../../i18n/strings.js';
import { ownKeys } from '../shared/own-keys.js';
import { plansTitle } from '../shared/plan-words.js';

/** As many plans as a destination usually has, so that the content below does not jump. */
const SKELETON_ROWS = 6;
/** As many destinations as are visible at once. */
const SKELETON_OPTIONS = 8;
/** Always the same array, so that the picker does not render again. */
const NO_PLANS: readonly Plan[] = [];

/** The properties of the host that the sub-elements need. */
export interface HostTexts {
  strings: Partial<Strings> | undefined;
  languages: Languages | undefined;
}

export interface PickerOptions extends HostTexts {
  language: LanguageController;
  plans: readonly Plan[];
  selected: Plan | undefined;
  priceOf: ((plan: Plan) => Money | undefined) | undefined;
  destination: string | undefined;
  busy: boolean;
  loading: boolean;
}

/** The plans, or placeholders of the same shape. */
export function picker(options: PickerOptions): TemplateResult {
  const { plans, selected, priceOf, destination, busy, loading, strings, languages } = options;
  return html`<esim-plan-picker
    exportparts="plan, plan-price, plan-badge, buy-button"
    .plans=${loading ? NO_PLANS : plans}
    .selected=${selected}
    .priceOf=${priceOf}
    .destination=${destination}
    .busy=${busy}
    .skeleton=${loading ? SKELETON_ROWS : 0}
    .strings=${strings}
    .languages=${languages}
  ></esim-plan-picker>`;
}

export interface PlansScreenOptions extends PickerOptions {
  /** The destination's products. If there are several, the customer can switch between them. */
  products: readonly Product[];
  product: Product | undefined;
  onProduct(id: number): void;
  /** Shows the search again; `undefined` if there is none. */
  onChangeDestination: (() => void) | undefined;
  /** A part of the element could not be loaded, so Buy did nothing. Nothing was ordered. */
  stuck: boolean;
}

/** Heading, choice of the product if there are several, and plans. */
export function plansScreen(options: PlansScreenOptions): TemplateResult {
  const {
    language,
    destination,
    loading,
    products,
    product,
    onProduct,
    onChangeDestination,
    stuck,
  } = options;
  const { choosing } = language;
  const title = plansTitle(destination, choosing);
  return html`<div class="heading">
      <h2 tabindex="-1">
        <span class=${destination || !loading ? '' : 'bone waiting'} .textContent=${title}></span>
      </h2>
      ${
        onChangeDestination
          ? html`<button
              class="link"
              @click=${onChangeDestination}
              .textContent=${choosing.changeDestination}
            ></button>`
          : nothing
      }
    </div>
    ${
      products.length > 1
        ? html`<select
            class="product"
            aria-label=${choosing.plans}
            @change=${(event: Event) => onProduct(Number((event.target as HTMLSelectElement).value))}
            @keydown=${ownKeys}
            @keypress=${ownKeys}
            @keyup=${ownKeys}
          >
            ${products.map(
              ({ id, name }) =>
                html`<option value=${id} .selected=${id === product?.id} .textContent=${name}></option>`,
            )}
          </select>`
        : nothing
    }
    ${stuck ? html`<p part="error" role="alert" .textContent=${choosing.loadFailed}></p>` : nothing}
    ${picker(options)}`;
}

/** A placeholder for a part that is being fetched, or an error if it could not be fetched. */
export function partScreen(
  language: LanguageController,
  failed: boolean,
  onRetry: () => void,
): TemplateResult {
  const { loadFailed, retry, loading } = language.choosing;
  if (failed) {
    return html`<h2 tabindex="-1" part="error" .textContent=${loadFailed}></h2>
      <button class="button" @click=${onRetry} .textContent=${retry}></button>`;
  }
  const line = html`<span class="bone" .textContent=${loading}></span><br>`;
  // It has the same geometry as the search.
  return html`<div class="search waiting" aria-busy="true">
    <p class="hidden" role="status" .textContent=${language.ready ? loading : nothing}></p>
    <h2 tabindex="-1">${line}</h2>
    <div class="box" inert>${line}</div>
    <div class="box list" inert>${Array(SKELETON_OPTIONS).fill(line)}</div>
    <p class="muted" inert>${line}</p>
  </div>`;
}
