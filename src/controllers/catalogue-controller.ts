import { Task, TaskStatus } from '@lit/task';
import type { ReactiveElement } from 'lit';
import type { ProductPlans } from '../core/api/products.js';
import type { Client } from '../core/client.js';
import { CheckoutError, isAbort, toCheckoutError } from '../core/errors.js';
import type { ChoosingState } from '../core/purchase/machine.js';
import { samePlan } from '../core/purchase/purchase.js';
import type { Plan, Product } from '../core/types.js';
import { type Guest, Presence } from './presence.js';

export interface CatalogueHost extends ReactiveElement {
  country: string | undefined;
  productId: number | undefined;
  /** Reports what stops or degrades the flow. */
  report(error: CheckoutError): void;
}

/** Reads destinations and plans for an element; every read ends when the element leaves its page, and begins anew when it is back. */
export class CatalogueController implements Guest {
  readonly #host: CatalogueHost;
  readonly #products: Task<ProductsArgs, Listed>;
  readonly #plans: Task<PlansArgs, ReadPlans | undefined>;
  #client: Client | undefined;
  #picked: { country: string; products: Product[] } | undefined;
  #productId: number | undefined;
  #failure: { cause: unknown; error: CheckoutError } | undefined;
  #interrupted = false;
  #end = new AbortController();
  /** The API said when to ask again. */
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CatalogueHost) {
    this.#host = host;
    new Presence(host, this);
    this.#products = new Task(host, {
      args: (): ProductsArgs => [this.#client, this.#filter(), this.#fixedId()],
      task: async ([client, country, productId], { signal }) => {
        const products =
          client && productId === undefined ? await client.catalogue.products(country, signal) : [];
        return { client, country, products };
      },
    });
    this.#plans = new Task(host, {
      args: (): PlansArgs => [this.#client, this.#chosenId()],
      task: async ([client, id], { signal }) =>
        client && id !== undefined
          ? { ...(await client.catalogue.product(id, signal)), client }
          : undefined,
      onComplete: (read) => {
        if (read?.ambiguous) host.report(AMBIGUOUS);
      },
    });
  }

  enter(): void {
    // WebKit ends a page's requests before the page hears that it is left: that was no failure of the API.
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
    this.#end.abort();
    this.#end = new AbortController();
  }

  use(client: Client | undefined): void {
    if (client !== this.#client) this.#picked = this.#productId = undefined;
    this.#client = client;
  }

  /** Everything the search can find. */
  get destinations(): Product[] {
    return this.#listed?.products ?? [];
  }

  /** The products of the chosen destination. */
  get products(): Product[] {
    return this.searchable ? (this.#picked?.products ?? []) : this.destinations;
  }

  get plans(): Plan[] {
    return this.#read?.plans ?? [];
  }

  /** The product whose plans are shown or on their way. */
  get product(): Product | undefined {
    const id = this.#chosenId();
    return this.#read?.product ?? this.products.find((product) => product.id === id);
  }

  /** Alpha-3 code of where the plans are for. */
  get country(): string | undefined {
    return this.#filter() ?? this.#picked?.country ?? this.product?.countryCode;
  }

  /** The customer chooses the destination. */
  get searchable(): boolean {
    return this.#fixedId() === undefined && this.#filter() === undefined;
  }

  /** There is a search to go back to. */
  get canChoose(): boolean {
    return this.searchable && this.destinations.length > 0;
  }

  pickDestination(country: string, products: Product[]): void {
    this.#picked = { country, products };
    this.#productId = undefined;
    this.#host.requestUpdate();
  }

  /** Back to the search. */
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

  /** A plan as it is sold now; `undefined` where it is not, or where that cannot be known. */
  async current(former: Plan): Promise<Plan | undefined> {
    const read = this.#client?.catalogue.product(former.productId, this.#end.signal);
    const product = await read?.catch(() => undefined);
    return product?.plans.find((plan) => samePlan(plan, former));
  }

  /** Has a product's plans read anew after one of them could not be had. */
  async refetch(productId: number): Promise<void> {
    await this.#client?.catalogue.drop(productId);
    if (productId === this.#chosenId()) void this.#plans.run();
  }

  /** What there is to show, for the session. */
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

  /** The product list, if it is the one that is asked for now. */
  get #listed(): Listed | undefined {
    const { value, status } = this.#products;
    if (!this.#client || !value || status !== TaskStatus.COMPLETE) return undefined;
    return value.client === this.#client && value.country === this.#filter() ? value : undefined;
  }

  /** The plans, if they are those of the chosen product; the last ones while they are read anew. */
  get #read(): ReadPlans | undefined {
    const { value, status } = this.#plans;
    if (!value || status === TaskStatus.ERROR || value.client !== this.#client) return undefined;
    return value.product.id === this.#chosenId() ? value : undefined;
  }

  #nothing(): ChoosingState {
    return { phase: 'unavailable', error: this.#keep(this.country, NO_PLANS) };
  }

  #failed(): CheckoutError | undefined {
    const task = [this.#products, this.#plans].find(({ status }) => status === TaskStatus.ERROR);
    if (!task || isAbort(task.error)) return undefined;
    return this.#keep(task.error, toCheckoutError(task.error));
  }

  /** The same failure is the same object, so that it is reported once. */
  #keep(cause: unknown, error: CheckoutError): CheckoutError {
    if (!this.#failure || this.#failure.cause !== cause) {
      this.#failure = { cause, error };
      const { retryAfterMs } = error.facts;
      clearTimeout(this.#later);
      if (retryAfterMs !== undefined) this.#later = setTimeout(() => this.retry(), retryAfterMs);
    }
    return this.#failure.error;
  }

  /** The product that the host has set; frameworks say `null` for none. */
  #fixedId(): number | undefined {
    return this.#host.productId ?? undefined;
  }

  /** The destination that the host has set. */
  #filter(): string | undefined {
    return this.#host.country?.trim().toUpperCase() || undefined;
  }

  #chosenId(): number | undefined {
    const { products } = this;
    const picked = products.find(({ id }) => id === this.#productId) ?? products[0];
    return this.#fixedId() ?? picked?.id;
  }
}

type ProductsArgs = readonly [Client | undefined, string | undefined, number | undefined];
type PlansArgs = readonly [Client | undefined, number | undefined];

interface ReadPlans extends ProductPlans {
  client: Client;
}

interface Listed {
  client: Client | undefined;
  country: string | undefined;
  products: Product[];
}

const LOADING: ChoosingState = { phase: 'loading' };
const AMBIGUOUS = new CheckoutError(
  'ambiguous-plans',
  'Plans of one product have the same amount and differ in data or days: none of them is on offer.',
  { isMistake: true },
);
const NO_PLANS = new CheckoutError('no-plans', 'There is no plan for sale here.');
