import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Shelf } from '../../controllers/browser-session.js';
import { CatalogueController } from '../../controllers/catalogue-controller.js';
import { ClientController } from '../../controllers/client-controller.js';
import { LanguageController } from '../../controllers/language.js';
import { PhaseReporter } from '../../controllers/phase-reporter.js';
import { PurchaseController } from '../../controllers/purchase-controller.js';
import type { GetToken } from '../../core/api/token.js';
import { defined } from '../../core/defined.js';
import type { CheckoutError } from '../../core/errors.js';
import type { IosInstall } from '../../core/lpa.js';
import type { ChoosingState, State } from '../../core/purchase/machine.js';
import { samePlan, toPurchase } from '../../core/purchase/purchase.js';
import type { PurchaseSession } from '../../core/purchase/session.js';
import type { Money, Phase, Plan, Purchase } from '../../core/types.js';
import type { OrderRequestEvent } from '../../events/order-events.js';
import {
  type EsimBuyRequestEvent,
  EsimErrorEvent,
  type EsimPlanSelectEvent,
} from '../../events/shop-events.js';
import type { Languages } from '../../i18n/languages.js';
import type { Strings } from '../../i18n/strings.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { CheckoutScreens, type Scene } from './checkout-screens.js';
import { type CheckoutState, snapshot } from './checkout-state.js';
import { styles } from './esim-checkout.styles.js';
import { FocusKeeper } from './focus-keeper.js';

/** An attribute that is missing or empty is not set. */
const given = (value: string | null): string | undefined => value || undefined;

/**
 * @summary Sells eSIMs on a partner's page: destination, plan, payment by the host, order, activation code.
 *
 * @slot header - Above everything.
 * @slot footer - Below everything.
 * @slot empty - In place of our words when there is nothing to sell.
 * @slot support - Beside what went wrong, for a host's own way to help.
 * @slot after-delivery - Below a delivered eSIM.
 *
 * @csspart base - The element's box.
 * @csspart destination-search - The search for a destination.
 * @csspart plan - One plan's row.
 * @csspart plan-price - A plan's price.
 * @csspart plan-badge - The "best value" badge.
 * @csspart buy-button - The Buy button.
 * @csspart status - Where an order stands.
 * @csspart progress - The progress bar.
 * @csspart qr - The QR code.
 * @csspart code - Each copyable value of an eSIM.
 * @csspart copy-button - Each copy button.
 * @csspart install-link - The one-tap install link.
 * @csspart steps - The steps to install.
 * @csspart purchases - "Your eSIMs".
 * @csspart error - What went wrong.
 * @csspart support - The link to support.
 *
 * @cssproperty --esim-color-accent - Buttons, links and the chosen plan.
 * @cssproperty --esim-color-on-accent - Text on the accent; derived from it by default.
 * @cssproperty --esim-color-surface - Background.
 * @cssproperty --esim-color-text - Text.
 * @cssproperty --esim-color-muted - Secondary text.
 * @cssproperty --esim-color-border - Hairlines.
 * @cssproperty --esim-color-danger - What failed.
 * @cssproperty --esim-color-success - What succeeded.
 * @cssproperty --esim-color-warning - What takes long or needs care.
 * @cssproperty --esim-font-family - Font; the system's by default.
 * @cssproperty --esim-font-size - Base size.
 * @cssproperty --esim-radius - Corner radius.
 * @cssproperty --esim-space - Unit of spacing, 4px by default.
 * @cssproperty --esim-shadow - Shadow of the box that says where an order stands.
 * @cssproperty --esim-qr-size - Side of the QR code; never below 240px.
 *
 * @event {EsimPlanSelectEvent} esim-plan-select - A plan was chosen.
 * @event {EsimBeforeOrderEvent} esim-before-order - Buy was pressed, nothing is sent yet. Cancelable; `waitUntil()` holds the order.
 * @event {EsimOrderPlacedEvent} esim-order-placed - The API accepted the order.
 * @event {EsimOrderPendingEvent} esim-order-pending - Fulfilment takes longer than a minute.
 * @event {EsimDeliveredEvent} esim-delivered - The code was captured and saved.
 * @event {EsimOrderFailedEvent} esim-order-failed - Refused, failed or cancelled for good: refund your customer.
 * @event {EsimInstalledEvent} esim-installed - The eSIM is on a device.
 * @event {EsimExpiredEvent} esim-expired - Validity has ended.
 * @event {EsimInstallStartEvent} esim-install-start - An install link was followed.
 * @event {EsimErrorEvent} esim-error - Something stops or degrades the flow.
 * @event {EsimStateChangeEvent} esim-state-change - The phase changed.
 */
export class EsimCheckout extends LitElement {
  static override styles = [tokens, controls, styles];

  static override properties = {
    tokenEndpoint: { attribute: 'token-endpoint', converter: given },
    tokenCredentials: { attribute: 'token-credentials', useDefault: true },
    apiBase: { attribute: 'api-base', useDefault: true },
    country: { converter: given },
    productId: {
      attribute: 'product-id',
      converter: (id: string | null) => given(id) && Number(id),
    },
    walletId: { attribute: 'wallet-id', converter: given },
    customer: { useDefault: true },
    referencePrefix: { attribute: 'reference-prefix', useDefault: true },
    requirePayment: { attribute: 'require-payment', type: Boolean },
    supportUrl: { attribute: 'support-url', converter: given },
    iosInstall: { attribute: 'ios-install', useDefault: true },
    getToken: { attribute: false },
    priceOf: { attribute: false },
    strings: { attribute: false },
    languages: { attribute: false },
  };

  /** URL of the host's token endpoint; required unless `getToken` is set. */
  declare tokenEndpoint: string | undefined;
  /** `credentials` mode of the token request. */
  declare tokenCredentials: RequestCredentials;
  /** Origin, and optional path prefix, of the API. */
  declare apiBase: string;
  /** ISO 3166-1 alpha-3 or `GLO`: skips the destination step. */
  declare country: string | undefined;
  /** One product: skips the destination and product steps. */
  declare productId: number | undefined;
  /** Passed through on the order. */
  declare walletId: string | undefined;
  /** Opaque key that partitions what is stored on this device. */
  declare customer: string;
  /** Printable ASCII, at most 64 characters, put before each generated reference. */
  declare referencePrefix: string;
  /**
   * An order is sent only after a listener of `esim-before-order` gave `waitUntil()` a promise that fulfilled with
   * anything but `false`.
   */
  declare requirePayment: boolean;
  /** `https:`, `mailto:` or `tel:` link shown wherever the customer may be stuck. */
  declare supportUrl: string | undefined;
  /** Which link an iPhone gets: `universal-link` (iOS 17.4 and later) or `settings`. */
  declare iosInstall: IosInstall;
  /** Gives the token instead of the endpoint. */
  declare getToken: GetToken | undefined;
  /** The retail price to show for a plan; `undefined` shows the API's. */
  declare priceOf: ((plan: Plan) => Money | undefined) | undefined;
  /** Texts that replace ours. */
  declare strings: Partial<Strings> | undefined;
  /** Languages on top of ours. */
  declare languages: Languages | undefined;

  readonly #language = new LanguageController(this);
  readonly #catalogue = new CatalogueController(this);
  readonly #purchase = new PurchaseController(this);
  // After those who ask through it: leaving a page, it ends the token's request, which must not look like a failure.
  readonly #client = new ClientController(this);
  readonly #screens = new CheckoutScreens(this, this.#catalogue);
  readonly #reporter = new PhaseReporter(this);
  readonly #focus = new FocusKeeper(this);

  /** Mistakes of the host that the console has named. */
  readonly #named = new Set<string>();
  #selected: Plan | undefined;
  #buying: Scene['buying'];
  #shownPhase: Phase = 'loading';

  constructor() {
    super();
    this.#useDefaults();
  }

  /** Frameworks set `null` or `undefined` where they have no value, templates an empty attribute. */
  #useDefaults(): void {
    this.tokenCredentials ||= 'same-origin';
    this.apiBase ||= 'https://api.octopuscards.io';
    this.customer ??= '';
    this.referencePrefix ??= '';
    this.requirePayment ??= false;
    this.iosInstall ||= 'universal-link';
  }

  /** What is on the screen now. */
  get state(): CheckoutState {
    return snapshot(this.#current, this.#selected);
  }

  /**
   * Buys `plan`, or the chosen one: the same path as the button. Does nothing where none is chosen.
   * Resolves when the order has an outcome or is being watched; never rejects.
   */
  async buy(plan?: Plan): Promise<void> {
    const chosen = plan ?? this.#chosen;
    if (!chosen) return;
    this.#buying = 'fetching';
    this.requestUpdate();
    const [session, prepared] = await Promise.all([this.#ready(), this.#screens.prepare()]);
    this.#buying = session && prepared ? undefined : 'failed';
    this.requestUpdate();
    if (session && prepared) await session.buy(chosen, this.walletId);
  }

  /** Back to the plans. Nothing is deleted; an order under way goes on. */
  reset(): void {
    this.#purchase.session?.leave();
  }

  /** Looks at the shown order now, or at the catalogue where that could not be reached. */
  async refresh(): Promise<void> {
    if ('record' in this.#current) return this.#purchase.session?.refresh();
    this.#catalogue.retry();
    this.#screens.retry();
  }

  /** This customer's purchases on this device, newest first, activation codes included. */
  async purchases(): Promise<Purchase[]> {
    const shelf = await this.#shelf();
    return (await shelf.purchases()).map(toPurchase);
  }

  /** Shows an earlier purchase. Resolves to whether this device knows it. */
  async open(reference: string): Promise<boolean> {
    const session = await this.#ready();
    return (await session?.open(reference)) ?? false;
  }

  /** Deletes one purchase from this device. */
  async forget(reference: string): Promise<void> {
    await (await this.#shelf()).forget(reference);
  }

  /** Deletes all of this customer's purchases from this device, e.g. on sign-out. */
  async forgetAll(): Promise<void> {
    await (await this.#shelf()).forget();
  }

  /** The session of what the properties say now. */
  async #ready(): Promise<PurchaseSession | undefined> {
    await this.#settled();
    return this.#purchase.ready();
  }

  async #shelf(): Promise<Shelf> {
    await this.#settled();
    return this.#purchase.shelf();
  }

  /** Properties may have been set a moment ago. */
  async #settled(): Promise<void> {
    if (this.isConnected) await this.updateComplete;
  }

  /** @internal */
  report(error: CheckoutError): void {
    const { code, message, retriable, facts } = error;
    const { requestId, isMistake } = facts;
    if ((code === 'configuration' || isMistake) && !this.#named.has(message)) {
      this.#named.add(message);
      console.error(message);
    }
    if (code === 'authorization' || code === 'payment-required') this.#buying = 'declined';
    this.dispatchEvent(new EsimErrorEvent(defined({ code, message, retriable, requestId })));
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
    if (phase.startsWith('choosing')) this.#fetchAhead();
    if (phase === 'failed') this.#reconsider();
    this.#focus.follow();
  }

  /** A plan that could not be had may be gone, or sold at another price by now. */
  #reconsider(): void {
    const { plan } = this.state;
    this.#selected = undefined;
    if (plan) void this.#catalogue.refetch(plan.productId);
  }

  #choose(): void {
    this.#purchase.session?.choose(this.catalogueState);
    this.#reporter.note(this.#current);
  }

  /** Now that there is something to choose from: what an order needs is there before it, and other tabs are heard. */
  #fetchAhead(): void {
    const fetch = () => {
      if (this.isConnected) void this.#purchase.ready();
    };
    if ('requestIdleCallback' in globalThis) requestIdleCallback(fetch);
    else setTimeout(fetch, 200);
  }

  #select = (event: EsimPlanSelectEvent): void => {
    this.#selected = event.detail.plan;
    if (this.#buying === 'declined') this.#buying = undefined;
    this.requestUpdate();
  };

  /** Requests of the sub-elements are answered here and go no further. */
  #answer = (event: Event): void => {
    event.stopPropagation();
    const state = this.#current;
    switch (event.type) {
      case 'esim-buy-request':
        void this.buy((event as EsimBuyRequestEvent).detail.plan);
        break;
      case 'esim-buy-again-request':
        if ('record' in state)
          (event as OrderRequestEvent).waitUntil(this.#buyAgain(state.record.plan));
        break;
      case 'esim-choose-another-request':
        if (!('record' in state)) this.#catalogue.unpick();
        this.reset();
        break;
      default:
        (event as OrderRequestEvent).waitUntil(this.refresh());
    }
  };

  /** As it is sold today, or back to the plans where it is not. */
  async #buyAgain(former: Plan): Promise<void> {
    const plan = await this.#catalogue.current(former);
    if (plan) void this.buy(plan);
    else this.reset();
  }

  protected override render(): TemplateResult {
    const { locale, dir, ready } = this.#language;
    return html`<div
      class="base"
      part="base"
      lang=${ready ? locale : nothing}
      dir=${dir}
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
