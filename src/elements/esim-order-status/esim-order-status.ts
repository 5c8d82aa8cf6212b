import { html, LitElement, nothing } from 'lit';
import { LanguageController } from '../../controllers/language.js';
import { LazyView } from '../../controllers/lazy-view.js';
import type { ErrorCode, Money, Phase, Plan, Purchase } from '../../core/types.js';
import type { Languages } from '../../i18n/languages.js';
import type { Strings } from '../../i18n/strings.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { statusView } from '../shared/late-parts.js';

/** Why the plans cannot be shown. */
export interface StatusError {
  code: ErrorCode;
  message?: string;
  /** The API's `X-Request-Id`. */
  requestId?: string;
  retriable: boolean;
}

/**
 * @summary Where one order stands: what happened, whether money is affected, what to do next. It never fetches.
 *
 * @csspart status - Icon, heading and text of the phase.
 * @csspart progress - The progress bar.
 * @csspart error - Warnings: the last check got no answer, nothing can be saved.
 * @csspart support - The link to the partner's support.
 *
 * @event {EsimRefreshRequestEvent} esim-refresh-request - "Check again": look at this order now, with its own reference.
 * @event {EsimRetryRequestEvent} esim-retry-request - "Try again" when the shop could not be reached.
 * @event {EsimChooseAnotherRequestEvent} esim-choose-another-request - Back to the plans; "Cancel" while authorizing.
 * @event {EsimBuyAgainRequestEvent} esim-buy-again-request - The same plan again, as a new purchase.
 *
 * @cssproperty --esim-color-danger - Failure.
 * @cssproperty --esim-color-success - Success.
 * @cssproperty --esim-color-warning - Waiting longer than usual, and warnings.
 */
export class EsimOrderStatus extends LitElement {
  static override styles = [tokens, controls];

  static override properties = {
    phase: { reflect: true },
    order: { attribute: false },
    error: { attribute: false },
    supportUrl: { attribute: 'support-url' },
    destination: {},
    priceOf: { attribute: false },
    now: { attribute: false },
    sent: { type: Boolean },
    unsaved: { type: Boolean },
    unreachable: { type: Boolean },
    strings: { attribute: false },
    languages: { attribute: false },
  };

  /** The phase to show; where unset, the order's own. */
  declare phase: Phase | undefined;
  /** The purchase that is shown. */
  declare order: Purchase | undefined;
  /** What made the shop unavailable. */
  declare error: StatusError | undefined;
  /** `https:`, `mailto:` or `tel:` link shown wherever the customer may be stuck. */
  declare supportUrl: string | undefined;
  /** The destination's full name in the customer's language; by default the country's of the order. */
  declare destination: string | undefined;
  /** The retail price of a plan; where it gives none, the plan's own price is shown. */
  declare priceOf: ((plan: Plan) => Money | undefined) | undefined;
  /** @internal The time in milliseconds, for the elapsed time. */
  declare now: () => number;
  /** The order has left this device: it goes on when the page is closed. */
  declare sent: boolean;
  /** This device cannot save the purchase. */
  declare unsaved: boolean;
  /** The last check of the order got no answer. */
  declare unreachable: boolean;
  /** Texts that replace ours. */
  declare strings: Partial<Strings> | undefined;
  /** Languages on top of ours. */
  declare languages: Languages | undefined;

  /** @internal */
  readonly language = new LanguageController(this);
  readonly #view = new LazyView<EsimOrderStatus>(this, statusView);

  constructor() {
    super();
    this.now = Date.now;
    this.sent = false;
    this.unsaved = false;
    this.unreachable = false;
  }

  /** @internal The phase on the screen. */
  get current(): Phase | undefined {
    return this.phase ?? this.order?.phase;
  }

  /** Moves the focus to the phase's heading, once it is on the screen; assistive technology reads it there. */
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
            ? html`<p part="error">${language.choosing.loadFailed}</p>
              <button class="button" @click=${() => void this.#view.fetch()}>${language.choosing.retry}</button>`
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
