import { CheckoutError, malformed } from '../core/errors.js';
import { invalid, Refusal } from './errors.js';
import { consent } from './hooks.js';
import { type OrderRequest, readOrderRequest } from './order-request.js';
import type { Told } from './own-orders.js';
import type { Parts } from './parts.js';
import { orderOut, readOrder } from './shapes.js';
import { type Hide, refusalOf } from './upstream.js';

/**
 * Places an order of a customer's: what the body asks for must be on sale, the host must agree, and then it is sent
 * once. It goes on when the customer leaves.
 * @param text the body as it came
 * @throws Refusal
 */
export async function placeOrder(
  parts: Parts,
  customer: string,
  text: string,
  request: Request,
): Promise<Told> {
  const { settings, identity, quota, upstream } = parts;
  const prefixes = await identity.prefixes(customer);
  const [prefix = ''] = prefixes;
  await quota.takeOwn('questions', prefix);
  await quota.takeOwn('orders', prefix);
  const order = readOrderRequest(text, prefix);
  const reference = order.client_reference;
  const hide = upstream.hiding(prefixes);
  const report = (outcome: 'placed' | 'refused' | 'unknown', status: number) =>
    settings.observe({ type: 'order', outcome, customer, reference, status });
  try {
    await agree(parts, customer, prefix, order, request);
    for (const other of prefixes.slice(1)) {
      // Another secret may have been the last of the list once: to the API, the reference with its tag is another one.
      const known = await parts.own.lookUp(other + reference, hide);
      if (known) throw new Refusal(400, 'Duplicate client_reference');
    }
    const told = await send(parts, order, prefix, hide);
    report('placed', 200);
    return told;
  } catch (error) {
    const unknown = error instanceof CheckoutError && mayBePlaced(error);
    const refusal = refusalOf(error, hide);
    const status = refusal instanceof Refusal ? refusal.status : 500;
    report(unknown ? 'unknown' : 'refused', status);
    throw refusal;
  }
}

/** Every refusal of the API itself has a code. One without comes from a proxy, which may have passed the order on. */
const mayBePlaced = ({ facts: { outcome, apiCode } }: CheckoutError): boolean =>
  outcome === 'unknown' || (outcome === 'refused' && apiCode === undefined);

/** @throws Refusal, or CheckoutError where the catalogue cannot be had */
async function agree(
  { settings, catalogue, quota }: Parts,
  customer: string,
  prefix: string,
  order: OrderRequest,
  request: Request,
): Promise<void> {
  const { client_reference: reference, wallet_id: walletId } = order;
  const plan = await catalogue.plan(order.product_id, order.amount).catch((error: unknown) => {
    // Nothing has been sent, whatever became of the question.
    if (!(error instanceof CheckoutError)) throw error;
    throw new CheckoutError(error.code, error.message, { ...error.facts, outcome: 'unsent' });
  });
  if (!plan) throw invalid('amount is not a plan of this product');
  // A copy: what the host does to it is nothing to the next customer.
  const asked = { customer, reference, plan: structuredClone(plan), walletId, request };
  await consent(settings, asked).catch(async (refusal: unknown) => {
    // A payment that is on its way must not use up what the customer may order once it is there.
    if (refusal instanceof Refusal && refusal.status === 503) await quota.giveBack(prefix);
    throw refusal;
  });
}

/** @throws CheckoutError; Refusal 429 of the quota */
async function send(
  { upstream, catalogue }: Parts,
  { client_reference: reference, ...order }: OrderRequest,
  prefix: string,
  hide: Hide,
): Promise<Told> {
  const tagged = prefix + reference;
  try {
    const answer = await upstream.order({ ...order, client_reference: tagged }, tagged);
    const placed = readOrder(answer.body);
    // The reference is optional in this answer; another one is another order's.
    if (!placed || (placed.client_reference ?? tagged) !== tagged)
      throw malformed('an order', answer.requestId);
    return { body: orderOut(placed, reference, hide), requestId: answer.requestId };
  } catch (error) {
    // Perhaps the plan is gone: the next customer is shown what there is.
    const status = error instanceof CheckoutError ? error.facts.status : undefined;
    if (status === 400 || status === 404) catalogue.doubt(order.product_id);
    throw error;
  }
}
