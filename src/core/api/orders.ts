import { malformed } from '../errors.js';
import type { Plan } from '../types.js';
import { readList, readOne, unwrap } from './bodies.js';
import { type Answer, type Http, ORDER_TIMEOUT_MS } from './http.js';
import { type OrderBody, orderBody } from './order-body.js';

const PATH = '/api/v1/esim/orders';

export interface OrderRequest {
  plan: Plan;
  reference: string;
  walletId?: string | undefined;
}

/** The order calls. Each throws a CheckoutError, or the abort reason. */
export class OrdersApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Places the order. Every call for one purchase must have the same reference. Otherwise the wallet is debited
   * twice.
   */
  async place(
    { plan, reference, walletId }: OrderRequest,
    signal: AbortSignal,
  ): Promise<OrderBody> {
    const answer = await this.#http.request(PATH, {
      method: 'POST',
      body: {
        product_id: plan.productId,
        amount: plan.price.amount,
        quantity: 1,
        client_reference: reference,
        wallet_id: walletId === undefined ? undefined : numeric(walletId),
      },
      signal,
      timeoutMs: ORDER_TIMEOUT_MS,
    });
    return this.#order(answer, reference);
  }

  /**
   * Looks up an order.
   * @returns its id; `undefined` if the API has no order with this reference
   */
  async find(reference: string, signal: AbortSignal): Promise<number | undefined> {
    const query = new URLSearchParams({ client_reference: reference });
    const answer = await this.#http.request(`${PATH}?${query}`, { signal });
    const rows = readList(orderBody, answer.body);
    if (!rows) throw malformed('an order', answer.requestId);
    const listed = (unwrap(answer.body) as unknown[]).length;
    // Only an empty list means that there is no such order.
    if (listed === 0) return undefined;
    // If the API ignores the filter, the list may hold another customer's order.
    const row = rows.find((order) => order.client_reference === reference);
    if (row) return row.id;
    const [only] = rows;
    if (listed > 1 || !only || only.client_reference !== undefined)
      throw malformed('an order', answer.requestId);
    // The row has no reference. The detail call shows which reference the order has.
    const order = await this.read(only.id, reference, signal);
    if (order.client_reference === undefined) throw malformed('an order', answer.requestId);
    return order.id;
  }

  /** Resolves when there is a token, so that an order is sent at once. */
  ready(signal: AbortSignal): Promise<void> {
    return this.#http.ready(signal);
  }

  /** Reads one order. The API refreshes it on every call. */
  async read(orderId: number, reference: string, signal: AbortSignal): Promise<OrderBody> {
    return this.#order(await this.#http.request(`${PATH}/${orderId}`, { signal }), reference);
  }

  #order(answer: Answer, reference: string): OrderBody {
    const order = readOne(orderBody, answer.body);
    const other = order?.client_reference !== undefined && order.client_reference !== reference;
    if (!order || other) throw malformed('an order', answer.requestId);
    return order;
  }
}

/** Wallet ids are integers in the API; an attribute is text. */
function numeric(walletId: string): number | string {
  return /^\d{1,15}$/.test(walletId) ? Number(walletId) : walletId;
}
