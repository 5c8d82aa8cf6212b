import { Task, TaskStatus } from '@lit/task';
import type { ReactiveElement } from 'lit';
import type { ProductPlans } from '../core/api/products.js';
import type { Client } from '../core/client.js';
import { raceAbort } from '../core/clock.js';
import { CheckoutError, isAbort, toCheckoutError } from '../core/errors.js';
import type { ChoosingState } from '../core/purchase/machine.js';
import { samePlan } from '../core/purchase/purchase.js';
import type { Money, Plan, Product } from '../core/types.js';
import { type Guest, Presence } from './presence.js';

export interface CatalogueHost extends ReactiveElement {
  country: string | undefined;
  productId: number | undefined;
  /** What a plan is sold for; an error where it cannot be sold. */
  priceFor(plan: Plan): Money | CheckoutError;
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
  #asked: { client: Client; id: number; answer: Promise<ProductPlans> } | undefined;
  #offer: Offer | undefined;
  /** Lists whose unreadable rows have been told of. */
  readonly #told = new WeakSet<object>();
  #end = new AbortController();
  /** The API said when to ask again. */
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(host: CatalogueHost) {
    this.#host = host;
    new Presence(host, this);
    this.#products = new Task(host, {
      args: (): ProductsArgs => [this.#client, this.#filter(), this.#fixedId()],
      task: async ([client, country, productId], { signal }) => {
        if (!client || productId !== undefined) return { client, country, products: [] };
        const products = await client.catalogue.products(country, signal);
        this.#tellLeftOut(products, client.catalogue.leftOut(products));
        if (country !== undefined) await this.#askFor(client, this.#preferred(products));
        return { client, country, products };
      },
    });
    this.#plans = new Task(host, {
      args: (): PlansArgs => [this.#client, this.#chosenId()],
      task: async ([client, id], { signal }) => {
        if (!client || id === undefined) return undefined;
        const asked = this.#takeAsked(client, id);
        const read = asked
          ? await raceAbort(signal, () => asked)
          : await client.catalogue.product(id, signal);
        return { ...read, client };
      },
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
    this.#asked = undefined;
    this.#end.abort();
    this.#end = new AbortController();
  }

  use(client: Client | undefined): void {
    if (client !== this.#client) this.#picked = this.#productId = undefined;
    this.#client = client;
    // A host's prices may have changed.
    this.#offer = undefined;
  }

  /** Everything the search can find. */
  get destinations(): Product[] {
    return this.#listed?.products ?? [];
  }

  /** The products of the chosen destination. */
  get products(): Product[] {
    return this.searchable ? (this.#picked?.products ?? []) : this.destinations;
  }

  /** Those that can be sold. */
  get plans(): Plan[] {
    return this.#sold.plans;
  }

  /** Prices are asked for once an update: a host's function may be costly. */
  get #sold(): Offer {
    const of = this.#read?.plans ?? NONE;
    if (this.#offer?.of === of) return this.#offer;
    // Before the host is asked: its function may read the element's state.
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
    // Where nothing is left, the reason is the state's.
    if (offer.plans.length > 0)
      this.#tellLeftOut(of, (this.#client?.catalogue.leftOut(of) ?? 0) + unpriced, unpriced);
    return offer;
  }

  /** Once for what was read: an element that is drawn anew has nothing new to tell. */
  #tellLeftOut(list: readonly object[], count: number, among = 0): void {
    if (count === 0 || this.#told.has(list)) return;
    this.#told.add(list);
    const rows = `${count} of ${list.length + count - among} rows of the catalogue`;
    this.#host.report(
      new CheckoutError('malformed', `${rows} cannot be read or have no currency: left out.`),
    );
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
    return product?.plans.find(
      (plan) => samePlan(plan, former) && !(this.#host.priceFor(plan) instanceof CheckoutError),
    );
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
    const { error } = this.#sold;
    return { phase: 'unavailable', error: error ?? this.#keep(this.country, NO_PLANS) };
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

  /** The product that the host has set; frameworks say `null` for none, and numbers as text. */
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

  /** The one that the customer has picked, else the first. */
  #preferred(products: readonly Product[]): Product | undefined {
    return products.find(({ id }) => id === this.#productId) ?? products[0];
  }

  /**
   * Sends the request for a product's plans before the list is drawn: drawing takes longer than sending, and is then
   * done while the answer is on its way. The task that needs the plans takes the request, and its failure.
   */
  async #askFor(client: Client, product: Product | undefined): Promise<void> {
    if (!product) return;
    const answer = client.catalogue.product(product.id, this.#end.signal);
    answer.catch(() => undefined);
    this.#asked = { client, id: product.id, answer };
    // All that sending takes is done before the next task.
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** What was asked for ahead, once: a later read asks anew. */
  #takeAsked(client: Client, id: number): Promise<ProductPlans> | undefined {
    const asked = this.#asked;
    this.#asked = undefined;
    return asked?.client === client && asked.id === id ? asked.answer : undefined;
  }
}

type ProductsArgs = readonly [Client | undefined, string | undefined, number | undefined];
type PlansArgs = readonly [Client | undefined, number | undefined];

/** What of a product's plans can be sold, and why some cannot. */
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
  products: Product[];
}

const NONE: Plan[] = [];
const LOADING: ChoosingState = { phase: 'loading' };
const AMBIGUOUS = new CheckoutError(
  'ambiguous-plans',
  'Plans of one product have the same amount and differ in data or days: none of them is on offer.',
  { isMistake: true },
);
const NO_PLANS = new CheckoutError('no-plans', 'There is no plan for sale here.');
