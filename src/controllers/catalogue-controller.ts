import { Task, TaskStatus } from '@lit/task';
import type { ReactiveElement } from 'lit';
import type { ProductPlans } from '../core/api/products.js';
import type { Client } from '../core/client.js';
import { raceAbort } from '../core/clock.js';
import { CheckoutError, errorOnUse, isAbort, toCheckoutError } from '../core/errors.js';
import type { ChoosingState } from '../core/purchase/machine.js';
import { samePlan } from '../core/purchase/purchase.js';
import type { Money, Plan, Product } from '../core/types.js';
import { type Guest, Presence } from './presence.js';

export interface CatalogueHost extends ReactiveElement {
  country: string | undefined;
  productId: number | undefined;
  /** The retail price of a plan; an error if the plan cannot be sold. */
  priceFor(plan: Plan): Money | CheckoutError;
  /**
   * Called while the browser waits for an answer. There is time for what the plans will need. Their currency is known
   * when the list has come.
   */
  whileWaiting(currency?: string): void;
  /** Reports an error that stops or degrades the flow. */
  report(error: CheckoutError): void;
}

/**
 * Reads destinations and plans for an element. When the element leaves its page, every read is aborted. When it comes
 * back, the reads start again.
 */
export class CatalogueController implements Guest {
  readonly #host: CatalogueHost;
  readonly #products: Task<ProductsArgs, Listed>;
  readonly #plans: Task<PlansArgs, ReadPlans | undefined>;
  #client: Client | undefined;
  #picked: { country: string; products: Product[] } | undefined;
  #productId: number | undefined;
  #failure: { cause: unknown; error: CheckoutError } | undefined;
  #interrupted = false;
  #asked: { client: Client; id: number; answer: Promise<ProductPlans> } | undefined;
  #offer: Offer | undefined;
  /** Lists whose unreadable rows have been reported to the host. */
  readonly #told = new WeakSet<object>();
  #end = new AbortController();
  /** The timer of the next read, if the API has sent `Retry-After`. */
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CatalogueHost) {
    this.#host = host;
    new Presence(host, this);
    // A new task starts after the request has been sent.
    const onRequest = () => setTimeout(() => host.whileWaiting());
    this.#products = new Task(host, {
      args: (): ProductsArgs => [this.#client, this.#filter(), this.#fixedId()],
      task: async ([client, country, productId], { signal }) => {
        if (!client || productId !== undefined) return { client, country, productId, products: [] };
        const products = await client.catalogue.products(country, signal, onRequest);
        this.#tellLeftOut(products, client.catalogue.leftOut(products));
        if (country !== undefined) await this.#askFor(client, this.#preferred(products));
        return { client, country, productId, products };
      },
    });
    this.#plans = new Task(host, {
      args: (): PlansArgs => [this.#client, this.#chosenId()],
      task: async ([client, id], { signal }) => {
        if (!client || id === undefined) return undefined;
        const asked = this.#takeAsked(client, id);
        const read = asked
          ? await raceAbort(signal, () => asked)
          : await client.catalogue.product(id, signal, onRequest);
        return { ...read, client };
      },
      onComplete: (read) => {
        if (read?.ambiguous) host.report(ambiguousPlans());
      },
    });
  }

  enter(): void {
    // WebKit aborts a page's requests before the page gets `pagehide`. Such an error is no failure of the API, so the
    // read is repeated.
    const { error } = this.state;
    const failed = error?.retriable && error.facts.retryAfterMs === undefined;
    if (!this.#interrupted && !failed) return;
    this.#interrupted = false;
    this.retry();
  }

  leave(): void {
    for (const task of [this.#products, this.#plans]) {
      if (task.status !== TaskStatus.PENDING) continue;
      task.abort();
      this.#interrupted = true;
    }
    clearTimeout(this.#later);
    this.#asked = undefined;
    this.#end.abort();
    this.#end = new AbortController();
  }

  use(client: Client | undefined): void {
    if (client !== this.#client) this.#picked = this.#productId = undefined;
    this.#client = client;
    // The host's prices may have changed.
    this.#offer = undefined;
  }

  /** All destinations that the search can find. */
  get destinations(): Product[] {
    return this.#listed?.products ?? [];
  }

  /** The products of the chosen destination. */
  get products(): Product[] {
    return this.searchable ? (this.#picked?.products ?? []) : this.destinations;
  }

  /** The products' plans that can be sold. */
  get plans(): Plan[] {
    return this.#sold.plans;
  }

  /** The plans with their prices. The host's price function is called once per update, because it may be slow. */
  get #sold(): Offer {
    const of = this.#read?.plans ?? NONE;
    if (this.#offer?.of === of) return this.#offer;
    // Set first, because the host's function may read the element's state.
    const offer: Offer = { of, plans: of, error: undefined };
    this.#offer = offer;
    let unpriced = 0;
    const sold = of.filter((plan) => {
      const price = this.#host.priceFor(plan);
      if (!(price instanceof CheckoutError)) return true;
      offer.error ??= price;
      if (price.code === 'malformed') unpriced += 1;
      return false;
    });
    if (offer.error) offer.plans = sold;
    // If no plan is left, the state carries the reason.
    if (offer.plans.length > 0)
      this.#tellLeftOut(of, (this.#client?.catalogue.leftOut(of) ?? 0) + unpriced, unpriced);
    return offer;
  }

  /** Reports left-out rows once per list: a new render has nothing new to report. */
  #tellLeftOut(list: readonly object[], count: number, among = 0): void {
    if (count === 0 || this.#told.has(list)) return;
    this.#told.add(list);
    const rows = `${count} of ${list.length + count - among} rows of the catalogue`;
    this.#host.report(
      new CheckoutError('malformed', `${rows} cannot be read or have no currency: left out.`),
    );
  }

  /** The product whose plans are shown or are being read. */
  get product(): Product | undefined {
    const id = this.#chosenId();
    return this.#read?.product ?? this.products.find((product) => product.id === id);
  }

  /** The alpha-3 code of the plans' destination. */
  get country(): string | undefined {
    return this.#filter() ?? this.#picked?.country ?? this.product?.countryCode;
  }

  /** Whether the customer chooses the destination. */
  get searchable(): boolean {
    return this.#fixedId() === undefined && this.#filter() === undefined;
  }

  /** Whether there is a search that the customer can return to. */
  get canChoose(): boolean {
    return this.searchable && this.destinations.length > 0;
  }

  pickDestination(country: string, products: Product[]): void {
    this.#picked = { country, products };
    this.#productId = undefined;
    this.#host.requestUpdate();
  }

  /** Shows the search again. */
  unpick(): void {
    this.#picked = this.#productId = undefined;
    this.#host.requestUpdate();
  }

  pickProduct(id: number): void {
    this.#productId = id;
    this.#host.requestUpdate();
  }

  retry(): void {
    const { phase } = this.state;
    for (const task of [this.#products, this.#plans]) {
      if (task.status !== TaskStatus.COMPLETE || phase === 'unavailable') void task.run();
    }
  }

  /**
   * Reads a plan again.
   * @param price what the customer sees
   * @returns the plan as it is sold now; `undefined` if it is not sold at that price, or if the read fails
   */
  async current(former: Plan, price: Money | CheckoutError): Promise<Plan | undefined> {
    const read = this.#client?.catalogue.product(former.productId, this.#end.signal);
    const product = await read?.catch(() => undefined);
    return product?.plans.find(
      (plan) => samePlan(plan, former) && samePrice(this.#host.priceFor(plan), price),
    );
  }

  /** Reads a product's plans again, without the cache. Called when an order for one of them failed. */
  async refetch(productId: number): Promise<void> {
    await this.#client?.catalogue.drop(productId);
    if (productId === this.#chosenId()) void this.#plans.run();
  }

  /** The catalogue's state, for the session. */
  get state(): ChoosingState {
    const failed = this.#failed();
    if (failed) return { phase: 'unavailable', error: failed };
    if (!this.#listed) return LOADING;
    if (this.searchable && !this.#picked) {
      return this.destinations.length > 0 ? { phase: 'choosing-destination' } : this.#nothing();
    }
    if (this.#chosenId() === undefined) return this.#nothing();
    if (!this.#read) return LOADING;
    return this.plans.length > 0 ? { phase: 'choosing-plan' } : this.#nothing();
  }

  /** The product list, if it belongs to the current client, destination and product. */
  get #listed(): Listed | undefined {
    const { value, status } = this.#products;
    const isCurrent =
      this.#client &&
      status === TaskStatus.COMPLETE &&
      value?.client === this.#client &&
      value.country === this.#filter() &&
      value.productId === this.#fixedId();
    return isCurrent ? value : undefined;
  }

  /** The plans, if they belong to the chosen product. While they are read again, these are the previous ones. */
  get #read(): ReadPlans | undefined {
    const { value, status } = this.#plans;
    if (!value || status === TaskStatus.ERROR || value.client !== this.#client) return undefined;
    return value.product.id === this.#chosenId() ? value : undefined;
  }

  #nothing(): ChoosingState {
    const { error } = this.#sold;
    return { phase: 'unavailable', error: error ?? this.#keep(this.country, noPlans()) };
  }

  #failed(): CheckoutError | undefined {
    const task = [this.#products, this.#plans].find(({ status }) => status === TaskStatus.ERROR);
    if (!task || isAbort(task.error)) return undefined;
    return this.#keep(task.error, toCheckoutError(task.error));
  }

  /** Returns the same object for the same failure, so that it is reported once. */
  #keep(cause: unknown, error: CheckoutError): CheckoutError {
    if (!this.#failure || this.#failure.cause !== cause) {
      this.#failure = { cause, error };
      const { retryAfterMs } = error.facts;
      clearTimeout(this.#later);
      if (retryAfterMs !== undefined) this.#later = setTimeout(() => this.retry(), retryAfterMs);
    }
    return this.#failure.error;
  }

  /** The product that the host has set. Frameworks set `null` for none, and numbers as text. */
  #fixedId(): number | undefined {
    const id: unknown = this.#host.productId;
    return id === undefined || id === null || id === '' ? undefined : Number(id);
  }

  /** The destination that the host has set. */
  #filter(): string | undefined {
    return (
      String(this.#host.country ?? '')
        .trim()
        .toUpperCase() || undefined
    );
  }

  #chosenId(): number | undefined {
    return this.#fixedId() ?? this.#preferred(this.products)?.id;
  }

  /** The product that the customer has picked, else the first one. */
  #preferred(products: readonly Product[]): Product | undefined {
    return products.find(({ id }) => id === this.#productId) ?? products[0];
  }

  /**
   * Sends the request for a product's plans before the list is drawn. Drawing takes longer than sending, so the
   * browser draws while it waits for the answer. The task that needs the plans takes over the request and its
   * failure.
   */
  async #askFor(client: Client, product: Product | undefined): Promise<void> {
    if (!product) return;
    const answer = client.catalogue.product(product.id, this.#end.signal);
    answer.catch(() => undefined);
    this.#asked = { client, id: product.id, answer };
    // A new task starts after the request has been sent.
    await new Promise((resolve) => setTimeout(resolve));
    this.#host.whileWaiting(product.currency);
  }

  /** Takes over the early request. A later read sends a new one. */
  #takeAsked(client: Client, id: number): Promise<ProductPlans> | undefined {
    const asked = this.#asked;
    this.#asked = undefined;
    return asked?.client === client && asked.id === id ? asked.answer : undefined;
  }
}

type ProductsArgs = readonly [Client | undefined, string | undefined, number | undefined];
type PlansArgs = readonly [Client | undefined, number | undefined];

/** The plans of a product that can be sold, and the first error of those that cannot. */
interface Offer {
  of: Plan[];
  plans: Plan[];
  error: CheckoutError | undefined;
}

interface ReadPlans extends ProductPlans {
  client: Client;
}

interface Listed {
  client: Client | undefined;
  country: string | undefined;
  productId: number | undefined;
  products: Product[];
}

function samePrice(one: Money | CheckoutError, other: Money | CheckoutError): boolean {
  if (one instanceof CheckoutError || other instanceof CheckoutError) return false;
  return one.amount === other.amount && one.currency === other.currency;
}

const NONE: Plan[] = [];
const LOADING: ChoosingState = { phase: 'loading' };
const ambiguousPlans = errorOnUse(
  'ambiguous-plans',
  'Plans of one product have the same amount and differ in data or days: none of them is on offer.',
  { isMistake: true },
);
const noPlans = errorOnUse('no-plans', 'There is no plan for sale here.');
