import { LRUCache } from 'lru-cache';
import { readList, unwrap } from '../core/api/bodies.js';
import { CheckoutError, malformed } from '../core/errors.js';
import { noOrder } from './errors.js';
import { type Identity, ownReference } from './identity.js';
import { checkLength } from './order-request.js';
import type { Purpose, Quota } from './quota/quota.js';
import { type OrderShape, orderOut, orderShape, readOrder } from './shapes.js';
import { type Hide, refusalOf, type Upstream } from './upstream.js';

/** What is told of an order, or of a list of them. */
export interface Told {
  body: unknown;
  requestId: string | undefined;
}

const WATCHED = 20_000;

/** The orders of one customer at a time: those whose reference bears the customer's tag. No other exists. */
export class OwnOrders {
  readonly #identity: Identity;
  readonly #quota: Quota;
  readonly #upstream: Upstream;
  /** Orders that were delivered and not installed when last seen: their readers only watch. */
  readonly #watched = new LRUCache<number, true>({ max: WATCHED });

  constructor(identity: Identity, quota: Quota, upstream: Upstream) {
    this.#identity = identity;
    this.#quota = quota;
    this.#upstream = upstream;
  }

  /** The orders of a reference: one or none. @throws Refusal */
  async find(customer: string, reference: string): Promise<Told> {
    const prefixes = await this.#admit(customer);
    checkLength(reference, prefixes[0] ?? '');
    const hide = this.#upstream.hiding(prefixes);
    for (const prefix of prefixes) {
      const row = await this.lookUp(prefix + reference, hide);
      if (row) return { body: [orderOut(row, reference, hide)], requestId: undefined };
    }
    return { body: [], requestId: undefined };
  }

  /** One order; the API refreshes it. @throws Refusal: 404 for another customer's as for none */
  async read(customer: string, id: number): Promise<Told> {
    const prefixes = await this.#admit(customer);
    const hide = this.#upstream.hiding(prefixes);
    const purpose: Purpose = this.#watched.has(id) ? 'watch' : 'customer';
    const caller = `${prefixes[0]}${id}`;
    const answer = await this.#upstream
      .read(`/orders/${id}`, purpose, caller)
      .catch((error: unknown) => {
        const absent = error instanceof CheckoutError && error.facts.status === 404;
        throw absent ? noOrder() : refusalOf(error, hide);
      });
    const order = readOrder(answer.body);
    if (!order) throw refusalOf(malformed('an order', answer.requestId), hide);
    const reference = ownReference(order.client_reference, prefixes);
    // Another's answer is not told apart from none, not even by its request id.
    if (order.id !== id || reference === undefined) throw noOrder();
    this.#note(order);
    return { body: orderOut(order, reference, hide), requestId: answer.requestId };
  }

  /** @param tagged the reference as the API knows it. @throws Refusal */
  async lookUp(tagged: string, hide: Hide): Promise<OrderShape | undefined> {
    const query = new URLSearchParams({ client_reference: tagged });
    const answer = await this.#upstream
      .read(`/orders?${query}`, 'purchase', tagged)
      .catch((error: unknown) => {
        throw refusalOf(error, hide);
      });
    const row = readList(orderShape, answer.body)?.find(
      ({ client_reference: found }) => found === tagged,
    );
    // Only an empty list says that there is none.
    const list = unwrap(answer.body);
    if (row || (Array.isArray(list) && list.length === 0)) return row;
    throw refusalOf(malformed('a list of orders', answer.requestId), hide);
  }

  async #admit(customer: string): Promise<string[]> {
    const prefixes = await this.#identity.prefixes(customer);
    await this.#quota.takeOwn('reads', prefixes[0] ?? '');
    return prefixes;
  }

  #note({ id, status, is_installed: installed }: OrderShape): void {
    if (status === 'DELIVERED' && installed !== true) this.#watched.set(id, true);
    else this.#watched.delete(id);
  }
}
