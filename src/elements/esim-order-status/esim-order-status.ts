import { html, nothing } from 'lit';
import { property } from 'lit/decorators/property.js';
import { LanguageController } from '../../controllers/language.js';
import { LazyView } from '../../controllers/lazy-view.js';
import type { Money, Phase, Plan, Purchase } from '../../core/types.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { EsimElement } from '../shared/esim-element.js';
import { statusView } from '../shared/late-parts.js';
import type { StatusError } from './status-host.js';

export type { StatusError } from './status-host.js';

/**
 * @summary The status of one order: what happened, whether money is affected, what to do next. It never fetches.
 *
 * @csspart status - Icon, heading and text of the phase.
 * @csspart progress - The progress bar.
 * @csspart error - Warnings: the last check got no answer, nothing can be saved.
 * @csspart support - The link to the partner's support.
 *
 * @event {EsimRefreshRequestEvent} esim-refresh-request - "Check again": the customer asks for the order's status now.
 * @event {EsimRetryRequestEvent} esim-retry-request - "Try again": the shop could not be reached.
 * @event {EsimChooseAnotherRequestEvent} esim-choose-another-request - The customer wants to see the plans. In `authorizing` the button is "Cancel".
 * @event {EsimBuyAgainRequestEvent} esim-buy-again-request - The customer wants the same plan again, as a new purchase.
 *
 * @cssproperty --esim-color-danger - Failure.
 * @cssproperty --esim-color-success - Success.
 * @cssproperty --esim-color-warning - Waiting longer than usual, and warnings.
 */
export class EsimOrderStatus extends EsimElement {
  static override styles = [tokens, controls];

  /** The phase to show. Default: the order's own. */
  @property({ reflect: true })
  phase: Phase | undefined;
  /** The purchase to show. */
  @property({ attribute: false })
  order: Purchase | undefined;
  /** The error that made the shop unavailable, for the phase `unavailable`. */
  @property({ attribute: false })
  error: StatusError | undefined;
  /** `https:`, `mailto:` or `tel:` link to support. It is shown wherever the customer may need help. */
  @property({ attribute: 'support-url' })
  supportUrl: string | undefined;
  /** The destination's full name in the customer's language. Default: the name of the order's country. */
  @property()
  destination: string | undefined;
  /** Returns the retail price of a plan, in major units. `undefined` shows the plan's own price. */
  @property({ attribute: false })
  priceOf: ((plan: Plan) => Money | undefined) | undefined;
  /** @internal The time in milliseconds, for the elapsed time. */
  @property({ attribute: false })
  now: () => number = Date.now;
  /** The order has been sent. It continues when the page is closed. */
  @property({ type: Boolean })
  sent = false;
  /** This device cannot save the purchase. */
  @property({ type: Boolean })
  unsaved = false;
  /** The last check of the order got no answer. */
  @property({ type: Boolean })
  unreachable = false;

  /** @internal */
  readonly language = new LanguageController(this);
  readonly #view = new LazyView<EsimOrderStatus>(this, statusView);

  /** @internal The phase on the screen. */
  get current(): Phase | undefined {
    return this.phase ?? this.order?.phase;
  }

  /** Moves the focus to the phase's heading when it is on the screen. Assistive technology then reads it. */
  async focusHeading(): Promise<void> {
    await this.#view.fetch();
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus();
  }

  protected override render(): unknown {
    const { language } = this;
    const { value: view, failed } = this.#view;
    return html`<div class="base" lang=${language.locale} dir=${language.dir} aria-busy=${!view && !failed}>
      ${
        view && language.ready
          ? view.render(this)
          : failed
            ? html`<p part="error" .textContent=${language.choosing.loadFailed}></p>
              <button class="button" @click=${() => void this.#view.fetch()} .textContent=${language.choosing.retry}></button>`
            : nothing
      }
      <p class="hidden announce" role="status"></p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'esim-order-status': EsimOrderStatus;
  }
}
