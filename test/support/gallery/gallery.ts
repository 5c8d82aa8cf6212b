/**
 * Every state of the elements on one page, for manual checks and for the contact sheet.
 * Query: `scheme=light|dark`, `dir=rtl`, `lang=…`, `column=280`, `only=status|picker|search|list`, `accent=…`.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { LanguageController } from '../../../src/controllers/language.js';
import {
  DestinationSearch,
  destinationSearchStyles,
} from '../../../src/elements/esim-checkout/destination-search.js';
import {
  purchaseList,
  purchaseListStyles,
} from '../../../src/elements/esim-checkout/purchase-list.js';
import { EsimOrderStatus } from '../../../src/elements/esim-order-status/esim-order-status.js';
import { EsimPlanPicker } from '../../../src/elements/esim-plan-picker/esim-plan-picker.js';
import { controls } from '../../../src/styles/controls.js';
import { tokens } from '../../../src/styles/tokens.js';
import { ago, NOW, plan, plans, products, purchase } from '../samples.js';
import { STATUS_STATES } from './states.js';

class GalleryBox extends LitElement {
  static override styles = [tokens, controls, destinationSearchStyles, purchaseListStyles];
  readonly #language = new LanguageController(this);
  readonly #search = new DestinationSearch(this, { onPick: () => {} });
  readonly #products = products();

  protected override render(): TemplateResult {
    const none = (): void => {};
    const list = this.hasAttribute('list');
    return html`<div class="base" dir=${this.#language.dir} lang=${this.#language.locale}>
      ${
        list
          ? purchaseList({
              purchases: [
                purchase('pending'),
                purchase('delivered', { createdAt: ago(90_000) }),
                purchase('installed', { createdAt: ago(990_000), plan: plan(4) }),
                purchase('failed', { createdAt: ago(1_990_000) }),
              ],
              language: this.#language,
              host: this,
              onOpen: none,
              onRefresh: async () => undefined,
              onForget: none,
            })
          : this.#search.render(this.#products, this.#language)
      }
    </div>`;
  }
}

customElements.define('esim-plan-picker', EsimPlanPicker);
customElements.define('esim-order-status', EsimOrderStatus);
customElements.define('gallery-box', GalleryBox);

const query = new URLSearchParams(location.search);
const root = document.documentElement;
if (query.has('scheme')) root.classList.add(query.get('scheme') ?? '');
root.dir = query.get('dir') ?? 'ltr';
root.lang = query.get('lang') ?? 'en';
root.style.setProperty('--column', `${query.get('column') ?? 360}px`);
if (query.has('accent')) root.style.setProperty('--esim-color-accent', query.get('accent'));

const only = query.get('only');
const main = document.querySelector('main');

function show(kind: string, name: string, element: HTMLElement, sheet = false): void {
  if (only && only !== kind) return;
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.textContent = name;
  const frame = document.createElement('div');
  if (sheet) frame.className = 'sheet';
  frame.append(element);
  figure.append(caption, frame);
  main?.append(figure);
}

function picker(changes: Partial<EsimPlanPicker>): EsimPlanPicker {
  return Object.assign(new EsimPlanPicker(), { destination: 'Japan' }, changes);
}

const many = plans();
const LONG_NAME =
  'Unlimited data with a very long product name that goes on and on for eighty letters!';
show('picker', 'loading', picker({ skeleton: 5 }), true);
show('picker', 'plans', picker({ plans: many }), true);
show('picker', 'chosen', picker({ plans: many, selected: plan(2) }), true);
show('picker', 'busy', picker({ plans: many, selected: plan(1), busy: true }), true);
show('picker', 'one plan', picker({ plans: [plan(0)] }), true);
show(
  'picker',
  'awkward',
  picker({
    destination: 'Saint Helena, Ascension and Tristan da Cunha',
    plans: [
      plan(1),
      plan(1, { variantId: 9, name: 'Japan 3 GB on another network' }),
      plan(4, { name: LONG_NAME, description: 'Full speed for 2 GB a day, then 1 Mbit/s.' }),
      plan(0, { dataGb: 0.5, price: { amount: 123456.5, currency: 'IDR' } }),
    ],
    selected: plan(4),
  }),
  true,
);
show('search', 'destinations', new GalleryBox(), true);
const list = new GalleryBox();
list.setAttribute('list', '');
show('list', 'purchases', list, true);
for (const { name, ...state } of STATUS_STATES)
  show(
    'status',
    name,
    Object.assign(new EsimOrderStatus(), state, {
      now: () => NOW,
      supportUrl: 'https://example.com/help',
    }),
  );
