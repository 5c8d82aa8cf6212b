import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import type { Money, Plan, Product } from '../../core/types.js';
import type { Languages } from '../../i18n/languages.js';
import type { Strings } from '../../i18n/strings.js';
import { ownKeys } from '../shared/own-keys.js';
import { plansTitle } from '../shared/plan-words.js';

/** As many plans as a destination commonly has: what follows them should not jump. */
const SKELETON_ROWS = 6;
/** As many destinations as can be seen at once. */
const SKELETON_OPTIONS = 8;
/** Always the same, so that the picker is not drawn anew. */
const NO_PLANS: readonly Plan[] = [];

/** What the sub-elements need of the host's properties. */
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

/** The plans, or placeholders of their shape. */
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
  /** The destination's products; more than one can be switched between. */
  products: readonly Product[];
  product: Product | undefined;
  onProduct(id: number): void;
  /** Back to the search, where there is one. */
  onChangeDestination: (() => void) | undefined;
  /** Buy could not go on for want of a part of ours; nothing was ordered. */
  stuck: boolean;
}

/** Heading, product where there are several, plans. */
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
        <span class=${destination || !loading ? '' : 'bone'} .textContent=${title}></span>
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
    ${picker(options)}
    ${stuck ? html`<p part="error" role="alert" .textContent=${choosing.loadFailed}></p>` : nothing}`;
}

/** In place of a part that is on its way, or that could not be fetched. */
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
  // Of the very geometry of the search.
  return html`<div class="search" aria-busy="true">
    <p class="hidden" role="status" .textContent=${language.ready ? loading : nothing}></p>
    <h2 tabindex="-1">${line}</h2>
    <div class="box" inert>${line}</div>
    <div class="box list" inert>${Array(SKELETON_OPTIONS).fill(line)}</div>
    <p class="muted" inert>${line}</p>
  </div>`;
}
