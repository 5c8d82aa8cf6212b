import { productBody, type Reader, readList, readOne } from '../core/api/bodies.js';
import type { Hide } from './upstream.js';

// What leaves the gateway is named here, field by field: whatever else the API says of an account stays in.

type Body = Record<string, unknown>;

const PRODUCT = ['id', 'name', 'country_code', 'currency_code', 'image_url'] as const;
const VARIANT = [
  'id',
  'esim_product_id',
  'name',
  'description',
  'currency_code',
  'amount',
  'data_amount_gb',
  'validity_days',
] as const;
/** Not `amount`: of an order it is the net debit, which tells the account's discount. Not `transaction_id`. */
const ORDER = [
  'id',
  'client_reference',
  'status',
  'product_id',
  'product_name',
  'country_code',
  'data_amount_gb',
  'validity_days',
  'currency',
  'activation_code',
  'iccid',
  'activation_status',
  'is_installed',
  'installed_at',
  'activated_at',
  'failure_code',
  'failure_reason',
  'is_user_fixable',
  'created_at',
] as const;

/** The named fields that are plain values. */
function pick(body: Body, names: readonly string[]): Body {
  const picked: Body = {};
  for (const name of names) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (value !== undefined && (typeof value !== 'object' || value === null)) picked[name] = value;
  }
  return picked;
}

/** All fields of an object; nothing of any other value. */
const record: Reader<Body> = (fields) => ({ ...fields });

/** @param base what the address of an image is relative to */
export function productOut(body: unknown, base: string): Body | undefined {
  const fields = readOne(record, body);
  const product = fields && readOne(productBody, fields);
  if (!product) return undefined;
  const { variants } = product;
  return {
    ...pick(fields, PRODUCT),
    ...(product.image_url ? { image_url: absolute(product.image_url, base) } : {}),
    ...(Array.isArray(variants) ? { variants: variantsOut(variants) } : {}),
  };
}

/** `undefined` where it is no list. Entries that are no products are left out. */
export function productsOut(body: unknown, base: string): Body[] | undefined {
  return readList(record, body)?.flatMap((entry): Body[] => {
    const product = productOut(entry, base);
    return product ? [product] : [];
  });
}

/** `undefined` where it is no list. */
export function variantsOut(body: unknown): Body[] | undefined {
  return readList(record, body)?.map((entry) => pick(entry, VARIANT));
}

export type OrderShape = Body & { id: number };

export const orderShape: Reader<OrderShape> = ({ id, ...fields }) =>
  typeof id === 'number' ? { ...fields, id } : undefined;

/** An order with all its fields; what leaves of it is for `orderOut` to say. */
export function readOrder(body: unknown): OrderShape | undefined {
  return readOne(orderShape, body);
}

/** @param hide takes the tag out of texts */
export function orderOut(order: OrderShape, reference: string, hide: Hide): Body {
  const picked = pick({ ...order, client_reference: reference }, ORDER);
  const { failure_reason: reason } = picked;
  return typeof reason === 'string' ? { ...picked, failure_reason: hide(reason) } : picked;
}

function absolute(url: string, base: string): string {
  return URL.canParse(url, base) ? new URL(url, base).href : '';
}
