import { malformed } from '../errors.js';
import type { Plan } from '../types.js';
import { type Answer, type Http, ORDER_TIMEOUT_MS } from './http.js';
import { type OrderBody, orderSchema } from './order-schema.js';
import { readList, readOne, unwrap } from './schemas.js';

const PATH = '/api/v1/esim/orders';

export interface OrderRequest {
  plan: Plan;
  reference: string;
  walletId?: string | undefined;
}

/** The order calls. Each throws CheckoutError, or the abort reason. */
export class OrdersApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Places the order: never called twice with different references for one purchase. */
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

  /** The order's id, or `undefined` where the API knows no such reference. */
  async find(reference: string, signal: AbortSignal): Promise<number | undefined> {
    const query = new URLSearchParams({ client_reference: reference });
    const answer = await this.#http.request(`${PATH}?${query}`, { signal });
    const rows = readList(orderSchema, answer.body);
    if (!rows) throw malformed('an order', answer.requestId);
    const listed = (unwrap(answer.body) as unknown[]).length;
    // Only an empty list says that there is none.
    if (listed === 0) return undefined;
    // An API that ignores the filter must not hand us somebody else's order.
    const row = rows.find((order) => order.client_reference === reference);
    if (row) return row.id;
    const [only] = rows;
    if (listed > 1 || !only || only.client_reference !== undefined)
      throw malformed('an order', answer.requestId);
    // A row that names no reference: the detail call tells whose it is.
    const order = await this.read(only.id, reference, signal);
    if (order.client_reference === undefined) throw malformed('an order', answer.requestId);
    return order.id;
  }

  /** Resolves when an order can be sent at once. */
  ready(signal: AbortSignal): Promise<void> {
    return this.#http.ready(signal);
  }

  /** One order; the API refreshes it on every call. */
  async read(orderId: number, reference: string, signal: AbortSignal): Promise<OrderBody> {
    return this.#order(await this.#http.request(`${PATH}/${orderId}`, { signal }), reference);
  }

  #order(answer: Answer, reference: string): OrderBody {
    const order = readOne(orderSchema, answer.body);
    const other = order?.client_reference !== undefined && order.client_reference !== reference;
    if (!order || other) throw malformed('an order', answer.requestId);
    return order;
  }
}

/** Wallet ids are integers in the API; an attribute is text. */
function numeric(walletId: string): number | string {
  return /^\d{1,15}$/.test(walletId) ? Number(walletId) : walletId;
}
