import type { SandboxClock } from './clock.js';
import { randomText } from './random.js';
import type { EnvelopeStyle, OrderRecord, ProductRecord, Random, Scenario } from './types.js';

export type Endpoint =
  | 'products'
  | 'product'
  | 'variants'
  | 'place'
  | 'order'
  | 'orders'
  | 'email'
  | 'charges';

// As uneven as the vendor's reference is.
const MIXED: Record<Endpoint, EnvelopeStyle> = {
  products: 'bare',
  product: 'data',
  variants: 'success',
  place: 'bare',
  order: 'success',
  orders: 'data',
  email: 'bare',
  charges: 'data',
};

/** A 200 with the body wrapped the way this endpoint does it. */
export function answer(
  endpoint: Endpoint,
  body: unknown,
  style: Scenario['envelope'],
  headers: Record<string, string> = {},
): Response {
  const envelope = style === 'mixed' ? MIXED[endpoint] : style;
  if (envelope === 'data') return Response.json({ data: body }, { headers });
  if (envelope === 'success') return Response.json({ success: true, data: body }, { headers });
  return Response.json(body, { headers });
}

/** The order as the API tells it. A list row never carries the code. */
export function orderBody(
  order: OrderRecord,
  clock: SandboxClock,
  pendingStatus: string,
  row = false,
): Record<string, unknown> {
  const iso = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : clock.iso(at);
  return {
    id: order.id,
    client_reference: order.clientReference || undefined,
    status: order.status === 'PENDING' && pendingStatus !== '' ? pendingStatus : order.status,
    product_id: order.productId,
    product_name: order.productName,
    country_code: order.countryCode,
    data_amount_gb: order.dataAmountGb,
    validity_days: order.validityDays,
    amount: order.amount,
    currency: order.currency,
    activation_code: row || order.isInstalled ? undefined : order.activationCode,
    iccid: order.iccid,
    activation_status: order.activationStatus,
    is_installed: order.isInstalled,
    installed_at: iso(order.installedAt),
    activated_at: iso(order.activatedAt),
    failure_code: order.failureCode,
    failure_reason: order.failureReason,
    is_user_fixable: order.isUserFixable,
    notification_email: order.notificationEmail,
    transaction_id: order.transactionId,
    created_at: iso(order.createdAt),
  };
}

export function productBody(
  { image, variants: _, ...product }: ProductRecord,
  base: string,
): Record<string, unknown> {
  return { ...product, image_url: image.startsWith('/') ? base + image : image };
}

const EXPOSED =
  'X-Request-Id, Retry-After, X-Page, X-Per-Page, X-Total-Count, X-Total-Pages, X-Page-Size, X-Has-More';

/** What every answer carries, the failed ones too. */
export function stamped(response: Response, random: Random, exposeHeaders: boolean): Response {
  const { headers } = response;
  headers.set('x-request-id', `req_${randomText(random, '0123456789abcdef', 20)}`);
  headers.set('access-control-allow-origin', '*');
  headers.set('cache-control', headers.get('cache-control') ?? 'no-store');
  if (exposeHeaders) headers.set('access-control-expose-headers', EXPOSED);
  return response;
}

export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, Accept',
      'access-control-max-age': '600',
    },
  });
}
