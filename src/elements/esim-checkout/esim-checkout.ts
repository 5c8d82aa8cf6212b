import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators/property.js';
import type { Shelf } from '../../controllers/browser-session.js';
import { CatalogueController } from '../../controllers/catalogue-controller.js';
import { ClientController } from '../../controllers/client-controller.js';
import { priceFrom, sellingPrice } from '../../controllers/host-options.js';
import { LanguageController } from '../../controllers/language.js';
import { PhaseReporter } from '../../controllers/phase-reporter.js';
import { PurchaseController } from '../../controllers/purchase-controller.js';
import type { GetToken } from '../../core/api/token.js';
import type { CheckoutError } from '../../core/errors.js';
import type { IosInstall } from '../../core/lpa.js';
import type { ChoosingState, State } from '../../core/purchase/machine.js';
import { samePlan, toPurchase } from '../../core/purchase/purchase.js';
import type { PurchaseSession } from '../../core/purchase/session.js';
import type { Money, Phase, Plan, Purchase } from '../../core/types.js';
import type { OrderRequestEvent } from '../../events/order-events.js';
import type { EsimBuyRequestEvent, EsimPlanSelectEvent } from '../../events/shop-events.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { EsimElement } from '../shared/esim-element.js';
import { diagnostics } from '../shared/late-parts.js';
import { given, textOf } from './attributes.js';
import { CheckoutScreens, type Scene } from './checkout-screens.js';
import { type CheckoutState, snapshot } from './checkout-state.js';
import type { Diagnostics } from './diagnostics.js';
import { styles } from './esim-checkout.styles.js';
import { FocusKeeper } from './focus-keeper.js';

const API_BASE = 'https://api.octopuscards.io';

/**
 * @summary Sells eSIMs on a partner's page: destination, plan, the host's payment, order, activation code.
 *
 * @slot header - Above everything.
 * @slot footer - Below everything.
 * @slot empty - Replaces the element's text when there is nothing to sell.
 * @slot support - Next to an error or a waiting order: the host's own help.
 * @slot after-delivery - Below a delivered eSIM.
 *
 * @csspart base - The element's box.
 * @csspart destination-search - The search for a destination.
 * @csspart plan - One plan's row.
 * @csspart plan-price - A plan's price.
 * @csspart plan-badge - The "best value" badge.
 * @csspart buy-button - The Buy button.
 * @csspart status - The status of an order.
 * @csspart progress - The progress bar.
 * @csspart qr - The QR code.
 * @csspart code - Each copyable value of an eSIM.
 * @csspart copy-button - Each copy button.
 * @csspart install-link - The one-tap install link.
 * @csspart steps - The steps to install.
 * @csspart purchases - "Your eSIMs".
 * @csspart error - An error message.
 * @csspart support - The link to support.
 *
 * @cssproperty --esim-color-accent - Buttons, links and the chosen plan.
 * @cssproperty --esim-color-on-accent - Text on the accent; derived from it by default.
 * @cssproperty --esim-color-surface - Background.
 * @cssproperty --esim-color-text - Text.
 * @cssproperty --esim-color-muted - Secondary text.
 * @cssproperty --esim-color-border - Hairlines.
 * @cssproperty --esim-color-danger - Failures.
 * @cssproperty --esim-color-success - Success.
 * @cssproperty --esim-color-warning - Delays and warnings.
 * @cssproperty --esim-font-family - Font; the system's by default.
 * @cssproperty --esim-font-size - Base size.
 * @cssproperty --esim-radius - Corner radius.
 * @cssproperty --esim-space - Unit of spacing, 4px by default.
 * @cssproperty --esim-shadow - Shadow of the box with an order's status.
 * @cssproperty --esim-qr-size - Side of the QR code. It is never drawn smaller than 240px.
 *
 * @event {EsimPlanSelectEvent} esim-plan-select - The customer chose a plan.
 * @event {EsimBeforeOrderEvent} esim-before-order - The customer pressed Buy, and nothing has been sent yet. Cancelable. `waitUntil()` holds the order.
 * @event {EsimOrderPlacedEvent} esim-order-placed - The API accepted the order.
 * @event {EsimOrderPendingEvent} esim-order-pending - Fulfilment takes longer than a minute. The element keeps asking.
 * @event {EsimDeliveredEvent} esim-delivered - The API delivered the eSIM, and its activation code is saved.
 * @event {EsimOrderFailedEvent} esim-order-failed - The order was refused, failed, was cancelled or was withdrawn. This is final: refund your customer.
 * @event {EsimInstalledEvent} esim-installed - The API says that the eSIM is installed.
 * @event {EsimExpiredEvent} esim-expired - The API says that the eSIM's validity has ended.
 * @event {EsimInstallStartEvent} esim-install-start - The customer followed an install link. This does not mean that the eSIM is installed.
 * @event {EsimErrorEvent} esim-error - An error stops or degrades the flow.
 * @event {EsimStateChangeEvent} esim-state-change - The phase changed.
 */
export class EsimCheckout extends EsimElement {
  static override styles = [tokens, controls, styles];

  /** URL of the host's token endpoint; required unless `getToken` is set. */
  @property({ attribute: 'token-endpoint', converter: given })
  tokenEndpoint: string | undefined;
  /** The `credentials` mode of the token request; `same-origin` by default. */
  @property({ attribute: 'token-credentials', useDefault: true })
  tokenCredentials: RequestCredentials = 'same-origin';
  /**
   * The API's URL: origin and optional path prefix; relative URLs are allowed. Default:
   * `https://api.octopuscards.io`.
   */
  @property({ attribute: 'api-base', useDefault: true })
  apiBase = API_BASE;
  /** ISO 3166-1 alpha-3 or `GLO`. It skips the destination step. */
  @property({ converter: given })
  country: string | undefined;
  /** The API's id of one product. It skips the destination and product steps. */
  @property({ attribute: 'product-id', converter: (id: string | null) => given(id) && Number(id) })
  productId: number | undefined;
  /** The API's id of the wallet that pays. The order carries it as `wallet_id`. */
  @property({ attribute: 'wallet-id', converter: given })
  walletId: string | undefined;
  /** The host's key of the customer. It separates the purchases of customers on this device; empty by default. */
  @property({ useDefault: true })
  customer = '';
  /** Put before each generated reference: printable ASCII, at most 64 characters; empty by default. */
  @property({ attribute: 'reference-prefix', useDefault: true })
  referencePrefix = '';
  /**
   * An order is sent only if a listener of `esim-before-order` passed `waitUntil()` a promise, and the promise
   * fulfilled with anything but `false`. Off by default.
   */
  @property({ attribute: 'require-payment', type: Boolean })
  requirePayment = false;
  /** `https:`, `mailto:` or `tel:` link to support. It is shown wherever the customer may need help. */
  @property({ attribute: 'support-url', converter: given })
  supportUrl: string | undefined;
  /** The install link on an iPhone: `universal-link` (the default, for iOS 17.4 and later) or `settings`. */
  @property({ attribute: 'ios-install', useDefault: true })
  iosInstall: IosInstall = 'universal-link';
  /** Returns the token, instead of the token endpoint. It may return text or a `TokenResponse`. */
  @property({ attribute: false })
  getToken: GetToken | undefined;
  /** Returns the retail price of a plan, in major units. `undefined` shows the API's amount. */
  @property({ attribute: false })
  priceOf: ((plan: Plan) => Money | undefined) | undefined;

  readonly #language = new LanguageController(this);
  readonly #catalogue = new CatalogueController(this);
  readonly #purchase = new PurchaseController(this);
  // Created after the controllers that use the client. When the element leaves the page, this one aborts the token
  // request. The others must have stopped before, or the abort would look like a failure.
  readonly #client = new ClientController(this);
  readonly #screens = new CheckoutScreens(this, this.#catalogue);
  readonly #reporter = new PhaseReporter(this);
  readonly #focus = new FocusKeeper(this);

  #selected: Plan | undefined;
  #buying: Scene['buying'];
  #shownPhase: Phase = 'loading';

  /** Frameworks set `null` or `undefined` for no value. Templates may set an empty attribute. */
  #useDefaults(): void {
    this.tokenCredentials ||= 'same-origin';
    this.apiBase ||= API_BASE;
    this.customer = textOf(this.customer) ?? '';
    this.walletId = textOf(this.walletId);
    this.referencePrefix ??= '';
    this.requirePayment ??= false;
    this.iosInstall ||= 'universal-link';
  }

  /** A frozen snapshot of what is on the screen now, without activation codes. */
  get state(): CheckoutState {
    return snapshot(this.#current, this.#selected);
  }

  /**
   * Buys `plan`, or the chosen plan. It does the same as the button. Without a plan it does nothing. Resolves when
   * the order has an outcome or is being polled. Never rejects: errors are reported as `esim-error`.
   */
  async buy(plan?: Plan): Promise<void> {
    const chosen = plan ?? this.#chosen;
    const price = chosen && sellingPrice(this.priceOf, chosen, this.#language.mistakes);
    if (!chosen || !price) return;
    this.#buying = 'fetching';
    this.requestUpdate();
    const [session, prepared] = await Promise.all([this.#ready(), this.#screens.prepare()]);
    this.#buying = session && prepared ? undefined : 'failed';
    this.requestUpdate();
    if (session && prepared) await session.buy(chosen, this.walletId, price);
  }

  /** Shows the plans again. Nothing is deleted. An order under way continues. */
  reset(): void {
    this.#purchase.session?.leave();
  }

  /** Checks the shown order now. Reads the catalogue again if that could not be reached. */
  async refresh(): Promise<void> {
    if ('record' in this.#current) return this.#purchase.session?.refresh();
    this.#catalogue.retry();
    this.#screens.retry();
  }

  /**
   * Resolves to this customer's purchases on this device, newest first, with activation codes. Rejects if the code
   * that reads them cannot be loaded.
   */
  async purchases(): Promise<Purchase[]> {
    const shelf = await this.#shelf();
    return (await shelf.purchases()).map(toPurchase);
  }

  /** Shows an earlier purchase. Resolves to `false` if this device does not know it. */
  async open(reference: string): Promise<boolean> {
    const session = await this.#ready();
    return (await session?.open(reference)) ?? false;
  }

  /** Deletes one purchase from this device. Its order at the API is not cancelled. */
  async forget(reference: string): Promise<void> {
    await (await this.#shelf()).forget(reference);
  }

  /** Deletes all of this customer's purchases from this device, e.g. on sign-out. */
  async forgetAll(): Promise<void> {
    await (await this.#shelf()).forget();
  }

  /**
   * Resolves to what support needs, without activation codes, tokens or the references of purchases that are not shown.
   * Rejects if the code that collects it cannot be loaded.
   */
  async diagnostics(): Promise<Diagnostics> {
    const { diagnose } = await diagnostics();
    return diagnose(this, this.#client, this.#reporter, this.#language.mistakes);
  }

  /** The session for the current properties. */
  async #ready(): Promise<PurchaseSession | undefined> {
    await this.#settled();
    return this.#purchase.ready();
  }

  async #shelf(): Promise<Shelf> {
    await this.#settled();
    return this.#purchase.shelf();
  }

  /** Waits for an update: the host may have set properties a moment ago. */
  async #settled(): Promise<void> {
    if (this.isConnected) await this.updateComplete;
  }

  /** @internal */
  priceFor(plan: Plan): Money | CheckoutError {
    return priceFrom(this.priceOf, plan, this.#language.mistakes);
  }

  /** @internal */
  report(error: CheckoutError): void {
    const { code } = error;
    if (code === 'authorization' || code === 'payment-required') this.#buying = error;
    this.#language.mistakes.report(error);
  }

  /** @internal The first name of a country and the first price are slow in a browser. They are made once. */
  whileWaiting(currency?: string): void {
    const { ready, format } = this.#language;
    if (!ready) return;
    if (currency) format.money({ amount: 0, currency });
    // This makes the formatter. It needs no code of a country: the host's may be of any type.
    else format.country('');
  }

  /** @internal */
  prepare(): void {
    void this.#screens.prepare();
  }

  /** @internal */
  sessionChanged(): void {
    this.#reporter.note(this.#current);
    this.requestUpdate();
  }

  get #current(): State {
    const error = this.#client.problem;
    if (error) return { phase: 'unavailable', error };
    const { session, settled } = this.#purchase;
    return session?.state ?? (settled ? this.catalogueState : { phase: 'loading' });
  }

  /** @internal */
  get catalogueState(): ChoosingState {
    return this.#catalogue.state;
  }

  get #chosen(): Plan | undefined {
    const { plans } = this.#catalogue;
    if (plans.length === 1) return plans[0];
    const selected = this.#selected;
    return selected && plans.find((plan) => samePlan(plan, selected));
  }

  protected override willUpdate(): void {
    this.#useDefaults();
    this.#focus.note();
    if (!this.isConnected) return;
    this.#client.refresh();
    this.#catalogue.use(this.#client.client);
    this.#purchase.use(this.#client.client);
    this.#choose();
  }

  protected override updated(): void {
    this.#choose();
    const { phase } = this.#reporter;
    if (phase === this.#shownPhase) return;
    this.#shownPhase = phase;
    if (phase.startsWith('choosing')) this.#purchase.fetchAhead();
    if (phase === 'failed') this.#reconsider();
    this.#focus.follow();
  }

  /** After a failed order the plan may no longer be sold, or its price may have changed. */
  #reconsider(): void {
    const { plan } = this.state;
    this.#selected = undefined;
    if (plan) void this.#catalogue.refetch(plan.productId);
  }

  #choose(): void {
    this.#purchase.session?.choose(this.catalogueState);
    this.#reporter.note(this.#current);
  }

  #select = (event: EsimPlanSelectEvent): void => {
    this.#selected = event.detail.plan;
    if (this.#buying !== 'fetching') this.#buying = undefined;
    this.requestUpdate();
  };

  /** Handles the requests of the sub-elements. They do not leave the element. */
  #answer = (event: Event): void => {
    event.stopPropagation();
    const state = this.#current;
    switch (event.type) {
      case 'esim-buy-request':
        void this.buy((event as EsimBuyRequestEvent).detail.plan);
        break;
      case 'esim-buy-again-request':
        if ('record' in state) (event as OrderRequestEvent).waitUntil(this.#buyAgain(state.record));
        break;
      case 'esim-choose-another-request':
        if (!('record' in state)) this.#catalogue.unpick();
        this.reset();
        break;
      default:
        (event as OrderRequestEvent).waitUntil(this.refresh());
    }
  };

  /** Buys the plan if it is sold at the price on the screen. If not, shows the plans. */
  async #buyAgain({ plan: former, paid }: Purchase): Promise<void> {
    const plan = await this.#catalogue.current(former, paid ?? this.priceFor(former));
    if (plan) void this.buy(plan);
    else this.reset();
  }

  protected override render(): TemplateResult {
    const { locale, dir, ready, mistakes } = this.#language;
    return html`<div
      class="base"
      part="base"
      lang=${ready ? locale : nothing}
      dir=${dir}
      @esim-host-mistake=${mistakes.take}
      @esim-plan-select=${this.#select}
      @esim-buy-request=${this.#answer}
      @esim-buy-again-request=${this.#answer}
      @esim-choose-another-request=${this.#answer}
      @esim-refresh-request=${this.#answer}
      @esim-retry-request=${this.#answer}
    >
      <slot name="header"></slot>
      <div class="stack">${this.#screens.render(this.#scene)}</div>
      <slot name="footer"></slot>
    </div>`;
  }

  get #scene(): Scene {
    return {
      state: this.#current,
      language: this.#language,
      session: this.#purchase.session,
      purchases: this.#purchase.purchases,
      selected: this.#chosen,
      buying: this.#buying,
      onForget: async (reference) => {
        await this.forget(reference);
        await this.#focus.focusHeading();
      },
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'esim-checkout': EsimCheckout;
  }
}
