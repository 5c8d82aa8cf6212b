import { html, nothing } from 'lit';
import type { CatalogueController } from '../../controllers/catalogue-controller.js';
import type { LanguageController } from '../../controllers/language.js';
import { LazyModule } from '../../controllers/lazy-module.js';
import type { CheckoutError } from '../../core/errors.js';
import type { ChoosingState, State } from '../../core/purchase/machine.js';
import { samePlan, toPurchase } from '../../core/purchase/purchase.js';
import type { PurchaseRecord } from '../../core/purchase/record.js';
import type { PurchaseSession } from '../../core/purchase/session.js';
import type { Plan } from '../../core/types.js';
import {
  cardView,
  destinationSearch,
  orderParts,
  qrEncoder,
  statusView,
} from '../shared/late-parts.js';
import { placeOf } from '../shared/plan-words.js';
import { type PickerOptions, partScreen, picker, plansScreen } from './choosing-screen.js';
import type { ScreensHost } from './screens-host.js';

/** Everything else that a render depends on. */
export interface Scene {
  state: State;
  language: LanguageController;
  session: PurchaseSession | undefined;
  purchases: readonly PurchaseRecord[];
  selected: Plan | undefined;
  /**
   * The state after Buy was pressed. `fetching`: the code for an order is being fetched. `failed`: it could not be
   * fetched. An error: the host declined, or its payment step failed.
   */
  buying: 'fetching' | 'failed' | CheckoutError | undefined;
  onForget(reference: string): void;
}

/** The screen of a checkout in each phase. Parts that the first screen does not need are fetched later. */
export class CheckoutScreens {
  readonly #host: ScreensHost;
  readonly #catalogue: CatalogueController;
  readonly #search;
  readonly #parts;

  constructor(host: ScreensHost, catalogue: CatalogueController) {
    this.#host = host;
    this.#catalogue = catalogue;
    this.#search = new LazyModule(host, async () => {
      const module = await destinationSearch();
      host.addStyles(module.destinationSearchStyles);
      return new module.DestinationSearch(host, {
        onPick: (country, products) => catalogue.pickDestination(country, products),
      });
    });
    this.#parts = new LazyModule(host, async () => {
      // Fetch everything that an order may show: after Buy, the network may be gone.
      qrEncoder().catch(() => undefined);
      const [parts] = await Promise.all([orderParts(), statusView(), cardView()]);
      host.addStyles(...parts.orderStyles);
      return parts;
    });
  }

  /** Fetches the parts that show an order. Resolves to `undefined` if they cannot be fetched. */
  prepare(): Promise<unknown> {
    return this.#parts.fetch();
  }

  /** Fetches again what could not be fetched. */
  retry(): void {
    this.#search.retry();
  }

  render(scene: Scene): unknown {
    const { state, language, buying } = scene;
    this.#parts.value?.checkOptions(this.#host, language.mistakes);
    if ('record' in state) return this.#order(state.record, scene);
    return [
      typeof buying === 'object' ? this.#parts.get()?.notPaid(language, buying) : nothing,
      this.#choosing(language.ready ? state : { phase: 'loading' }, scene),
      this.#list(scene),
    ];
  }

  #choosing({ phase, error }: ChoosingState, scene: Scene): unknown {
    const { language, buying } = scene;
    const catalogue = this.#catalogue;
    if (phase === 'unavailable') {
      const parts = this.#parts.get();
      return [
        parts?.unavailableScreen(error, catalogue.canChoose, this.#host) ??
          this.#missing(this.#parts, scene),
        html`<slot name="support"></slot>`,
      ];
    }
    const loading = phase === 'loading';
    if (
      phase === 'choosing-destination' ||
      (loading && catalogue.searchable && !catalogue.product)
    ) {
      const search = this.#search.get();
      return loading || !search
        ? this.#missing(this.#search, scene)
        : search.render(catalogue.destinations, language);
    }
    return plansScreen({
      ...this.#picker(scene, loading),
      products: catalogue.products,
      product: catalogue.product,
      onProduct: (id) => catalogue.pickProduct(id),
      onChangeDestination: catalogue.searchable ? () => catalogue.unpick() : undefined,
      stuck: buying === 'failed',
    });
  }

  #picker(scene: Scene, loading: boolean): PickerOptions {
    const { language, selected, buying } = scene;
    const { priceOf, strings, languages } = this.#host;
    return {
      language,
      plans: this.#catalogue.plans,
      selected,
      priceOf,
      destination: this.#destination(scene),
      busy: buying === 'fetching',
      loading,
      strings,
      languages,
    };
  }

  #destination({ state, language }: Scene): string | undefined {
    if ('record' in state) return placeOf(state.record.plan.countryCode, language);
    const { country, product } = this.#catalogue;
    // Looking up a country's name is slow in a browser, so the first screen waits until there is something to sell.
    return language.ready && product ? (placeOf(country, language) ?? product.name) : undefined;
  }

  #missing(part: LazyModule<unknown>, { language }: Scene): unknown {
    return partScreen(language, part.failed, () => void part.fetch());
  }

  #order(record: PurchaseRecord, scene: Scene): unknown {
    const { session, language } = scene;
    const host = this.#host;
    const parts = this.#parts.get();
    if (!parts) return [this.#missing(this.#parts, scene), this.#bareCode(record)];
    return parts.orderScreen({
      record,
      unsaved: session?.unsaved ?? false,
      unreachable: session?.unreachable ?? false,
      destination: this.#destination(scene),
      host,
      language,
      alternatives: () => this.#alternatives(record.plan, scene),
    });
  }

  /** Even if the card's code cannot be loaded, a code that was paid for is on the screen. */
  #bareCode({ activationCode, iccid }: PurchaseRecord): unknown {
    return this.#parts.failed && activationCode
      ? html`<esim-activation-card .activationCode=${activationCode} .iccid=${iccid}></esim-activation-card>`
      : nothing;
  }

  /** The other plans of the destination, so that the customer can choose one. */
  #alternatives(failed: Plan, scene: Scene): unknown {
    const plans = this.#catalogue.plans.filter(
      (plan) => plan.countryCode === failed.countryCode && !samePlan(plan, failed),
    );
    return plans.length === 0 ? nothing : picker({ ...this.#picker(scene, false), plans });
  }

  #list({ purchases, language, session, onForget }: Scene): unknown {
    if (purchases.length === 0 || !language.ready) return nothing;
    return this.#parts.get()?.purchaseList({
      purchases: purchases.map(toPurchase),
      language,
      host: this.#host,
      onOpen: (reference) => void this.#host.open(reference),
      onRefresh: async (reference) => session?.check(reference),
      onForget,
    });
  }
}
