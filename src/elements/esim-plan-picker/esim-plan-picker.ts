import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import { listOf, priceFrom } from '../../controllers/host-options.js';
import { LanguageController } from '../../controllers/language.js';
import { CheckoutError } from '../../core/errors.js';
import { perGigabyte } from '../../core/money.js';
import { samePlan } from '../../core/purchase/purchase.js';
import type { Money, Plan } from '../../core/types.js';
import { EsimBuyRequestEvent, EsimPlanSelectEvent } from '../../events/shop-events.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { EsimElement } from '../shared/esim-element.js';
import { buyLabel, plansTitle, sizeOf, validityOf } from '../shared/plan-words.js';
import { bestValue } from './best-value.js';
import { styles } from './esim-plan-picker.styles.js';

/** With more plans than this, the Buy button sticks to the bottom of the window. */
const LONG = 6;

/**
 * @summary The plans of one destination as a radio group, with a Buy button. Presentation only: it never fetches.
 *
 * @csspart plan - One plan's row.
 * @csspart plan-price - A plan's price.
 * @csspart plan-badge - The "best value" badge.
 * @csspart buy-button - The Buy button.
 *
 * @event {EsimPlanSelectEvent} esim-plan-select - The customer chose a plan.
 * @event {EsimBuyRequestEvent} esim-buy-request - The customer pressed Buy, or Enter in the group, and a plan is chosen.
 *
 * @cssproperty --esim-color-accent - Buttons, links and the chosen plan.
 * @cssproperty --esim-color-on-accent - Text on the accent; derived from it by default.
 * @cssproperty --esim-color-surface - Background.
 * @cssproperty --esim-color-text - Text.
 * @cssproperty --esim-color-muted - Secondary text.
 * @cssproperty --esim-color-border - Hairlines.
 * @cssproperty --esim-color-success - The badge.
 * @cssproperty --esim-font-family - Font.
 * @cssproperty --esim-font-size - Base size.
 * @cssproperty --esim-radius - Corner radius.
 * @cssproperty --esim-space - Unit of spacing, 4px by default.
 */
export class EsimPlanPicker extends EsimElement {
  static override styles = [tokens, controls, styles];

  /** The plans, in the order in which they are shown. A plan without a price is left out. */
  @property({ attribute: false })
  plans: readonly Plan[] = [];
  /** The chosen plan. If there is only one plan, it is chosen from the start. */
  @property({ attribute: false })
  selected: Plan | undefined;
  /** Returns the retail price of a plan, in major units. `undefined` shows the plan's own price. */
  @property({ attribute: false })
  priceOf: ((plan: Plan) => Money | undefined) | undefined;
  /** A purchase is starting: the Buy button does nothing. */
  @property({ type: Boolean, reflect: true })
  busy = false;
  /** The destination's full name in the customer's language. */
  @property()
  destination: string | undefined;
  /** The number of placeholder rows to show while there are no plans; 0 for none. */
  @property({ type: Number })
  skeleton = 0;

  readonly #language = new LanguageController(this);

  /** The plans that have a price, with their prices. */
  #offers = new Map<Plan, Money>();

  get #chosen(): Plan | undefined {
    const { selected } = this;
    const plans = [...this.#offers.keys()];
    if (plans.length === 1) return plans[0];
    return selected && plans.find((plan) => samePlan(plan, selected));
  }

  protected override willUpdate(): void {
    const { mistakes } = this.#language;
    this.#offers = new Map();
    for (const plan of listOf('plans', this.plans, mistakes)) {
      const price = priceFrom(this.priceOf, plan, mistakes);
      if (!(price instanceof CheckoutError)) this.#offers.set(plan, price);
      else if (price.code === 'malformed')
        mistakes.tell('a plan has no price with a currency: it is not shown.');
    }
  }

  #choose(plan: Plan): void {
    this.selected = plan;
    this.dispatchEvent(new EsimPlanSelectEvent({ plan }));
  }

  #buy = (): void => {
    const plan = this.#chosen;
    if (!plan) this.renderRoot.querySelector('input')?.reportValidity();
    else if (!this.busy) this.dispatchEvent(new EsimBuyRequestEvent({ plan }));
  };

  /**
   * Enter buys, as in a form. There is no form here: in a sandboxed frame without `allow-forms` its `submit` event
   * never fires.
   */
  #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.repeat) return;
    event.preventDefault();
    this.#buy();
  };

  protected override render(): TemplateResult | TemplateResult[] {
    const { choosing, dir, locale, ready } = this.#language;
    const offers = [...this.#offers];
    const waiting = !ready || (this.skeleton > 0 && offers.length === 0);
    const chosen = this.#chosen;
    const best = bestValue(this.#offers);
    const drawing = html`<div class="base" lang=${locale} dir=${dir} aria-busy=${waiting}>
      ${waiting ? html`<p class="hidden" role="status" .textContent=${ready ? choosing.loading : nothing}></p>` : nothing}
      <div class=${waiting ? 'waiting' : nothing} ?inert=${waiting}>
        <div class="choice ${offers.length > LONG ? 'long' : ''}">
          <fieldset class="plans" @keydown=${this.#pressed}>
            <legend class="hidden" .textContent=${plansTitle(this.destination, choosing)}></legend>
            ${waiting ? this.#bones() : offers.map(([plan, price]) => this.#row(plan, price, plan === chosen, plan === best))}
          </fieldset>
          <div class="buybar">
            <button type="button" class="button buy ${waiting ? 'bone' : 'primary'}" part="buy-button"
              aria-disabled=${this.busy || nothing} @click=${this.#buy} .textContent=${this.#label(chosen)}></button>
          </div>
        </div>
        <dl class="notes">
          ${this.#note(waiting, choosing.deviceTitle, choosing.deviceNote)}
          ${this.#note(waiting, choosing.validityTitle, choosing.validityNote)}
          ${this.#note(waiting, choosing.refundTitle, choosing.refundNote)}
        </dl>
      </div>
    </div>`;
    // Lit does not reuse nodes between a template and an array. In right-to-left pages, a browser would report a
    // layout shift for a hidden English text that is replaced.
    return ready ? drawing : [drawing];
  }

  #label(chosen: Plan | undefined): string {
    const { choosing, format } = this.#language;
    if (this.busy) return choosing.busy;
    const price = chosen && this.#offers.get(chosen);
    return price ? buyLabel(format.money(price), this.destination, choosing) : choosing.choosePlan;
  }

  #row(plan: Plan, price: Money, checked: boolean, best: boolean): TemplateResult {
    const { choosing, format } = this.#language;
    const perGb = perGigabyte(plan, price);
    const validity = validityOf(plan, this.#language);
    const twin = [...this.#offers.keys()].some(
      (other) =>
        other !== plan && other.dataGb === plan.dataGb && other.validityDays === plan.validityDays,
    );
    return html`<label class="plan" part="plan">
      <input type="radio" name="plan" required .checked=${checked} ?disabled=${this.busy && !checked}
        @change=${() => this.#choose(plan)}>
      <span>
        <span class="head"><bdi .textContent=${sizeOf(plan, this.#language)}></bdi>
          ${best ? html`<span class="badge" part="plan-badge" .textContent=${choosing.bestValue}></span>` : nothing}</span>
        ${twin && plan.dataGb ? html`<span class="muted line"><bdi .textContent=${plan.name}></bdi></span>` : nothing}
        ${validity ? html`<span class="muted line" .textContent=${choosing.validity(validity)}></span>` : nothing}
        ${plan.description ? html`<span class="muted line"><bdi .textContent=${plan.description}></bdi></span>` : nothing}
      </span>
      <span class="amount">
        <span class="price" part="plan-price"><bdi translate="no" .textContent=${format.money(price)}></bdi></span>
        ${perGb ? html`<span class="muted line"><bdi translate="no" .textContent=${choosing.perGb(perGb.amount === price.amount ? format.money(perGb) : format.about(perGb))}></bdi></span>` : nothing}
      </span>
    </label>`;
  }

  /** Placeholder rows of the same height as plans, so that nothing moves when the plans arrive. */
  #bones(): TemplateResult[] {
    return Array(this.skeleton || this.#offers.size || 1).fill(
      html`<div class="plan bones" aria-hidden="true"></div>`,
    );
  }

  #note(waiting: boolean, title: string, text: string): TemplateResult {
    const bone = waiting ? 'bone' : '';
    return html`<div>
      <dt><span class=${bone} .textContent=${title}></span></dt>
      <dd class="muted"><span class=${bone} .textContent=${text}></span></dd>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'esim-plan-picker': EsimPlanPicker;
  }
}
