/**
 * The shapes of the API. Only essential fields are required. An optional field that is missing or has the wrong type
 * reads as absent, so that one wrong field does not hide a paid order.
 */

/** The fields of a shape, as an answer has them. */
type Fields<Shape> = Readonly<Partial<Record<keyof Shape, unknown>>>;

/** Reads one shape; `undefined` if an essential field is missing. */
export type Reader<Shape> = (fields: Fields<Shape>) => Shape | undefined;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
export const number = (value: unknown): number | undefined =>
  // JSON has numbers that are too large for a number, such as 1e999.
  Number.isFinite(value) ? (value as number) : undefined;

export interface ProductBody {
  id: number;
  name?: string | undefined;
  country_code?: string | undefined;
  currency_code: string;
  image_url?: string | undefined;
  /** A list of variants on the detail call. Each has its own reader. */
  variants?: unknown;
}

export const productBody: Reader<ProductBody> = (fields) => {
  const id = number(fields.id);
  if (id === undefined) return undefined;
  return {
    id,
    name: text(fields.name),
    country_code: text(fields.country_code),
    currency_code: text(fields.currency_code) ?? '',
    image_url: text(fields.image_url),
    variants: fields.variants,
  };
};

export interface VariantBody {
  id: number;
  name?: string | undefined;
  description?: string | undefined;
  currency_code: string;
  amount: number;
  /** 0 if the answer does not say. */
  data_amount_gb: number;
  /** 0 if the answer does not say. */
  validity_days: number;
}

export const variantBody: Reader<VariantBody> = (fields) => {
  const [id, amount] = [number(fields.id), number(fields.amount)];
  if (id === undefined || amount === undefined) return undefined;
  return {
    id,
    name: text(fields.name),
    description: text(fields.description),
    currency_code: text(fields.currency_code) ?? '',
    amount,
    data_amount_gb: number(fields.data_amount_gb) ?? 0,
    validity_days: number(fields.validity_days) ?? 0,
  };
};

export interface TokenBody {
  access_token?: string | undefined;
  token?: string | undefined;
  access_expires_at?: unknown;
  expires_in?: number | undefined;
}

export const tokenBody: Reader<TokenBody> = (fields) => ({
  access_token: text(fields.access_token),
  token: text(fields.token),
  access_expires_at: fields.access_expires_at,
  expires_in: number(fields.expires_in),
});

export interface ErrorBody {
  name?: string | undefined;
  code?: string | undefined;
  message?: string | undefined;
}

/** Reads the error of an answer, which is bare or in `data`. The answer may also have `"data": null`. */
export function readError(body: unknown): ErrorBody | undefined {
  for (const { error } of [Object(body), Object(unwrap(body))] as { error?: unknown }[]) {
    if (typeof error !== 'object' || error === null) continue;
    const { name, code, message } = error as Fields<ErrorBody>;
    return { name: text(name), code: text(code), message: text(message) };
  }
  return undefined;
}

/** Unwraps a body, which is bare or `{ data, success? }`. No shape of the API has a `data` field of its own. */
export function unwrap(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}

function read<Shape>(reader: Reader<Shape>, body: unknown): Shape | undefined {
  return typeof body === 'object' && body !== null ? reader(body as Fields<Shape>) : undefined;
}

export function readOne<Shape>(reader: Reader<Shape>, body: unknown): Shape | undefined {
  return read(reader, unwrap(body));
}

/** The readable entries of a list; `undefined` if the body is not a list. */
export function readList<Shape>(reader: Reader<Shape>, body: unknown): Shape[] | undefined {
  const list = unwrap(body);
  return Array.isArray(list) ? list.flatMap((entry) => read(reader, entry) ?? []) : undefined;
}
