import * as v from 'valibot';

/**
 * The shapes of the API. Only essential fields are required. An optional field that is missing or has the wrong type
 * reads as absent, so that one wrong field does not hide a paid order.
 */
export const text = v.fallback(v.optional(v.string()), undefined);
const number = v.fallback(v.optional(v.number()), undefined);
export const id = v.number();

/** Like valibot's `object`, but a property that the page has added to `Object.prototype` is not a field. */
export function object<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.ObjectSchema<Entries, undefined> {
  return v.object(Object.assign(Object.create(null), entries));
}

export const productSchema = object({
  id,
  name: text,
  country_code: text,
  currency_code: v.fallback(v.string(), ''),
  image_url: text,
  /** A list of variants on the detail call; each is read by its own schema. */
  variants: v.optional(v.unknown()),
});
export type ProductBody = v.InferOutput<typeof productSchema>;

export const variantSchema = object({
  id,
  name: text,
  description: text,
  currency_code: v.fallback(v.string(), ''),
  amount: v.number(),
  data_amount_gb: v.fallback(v.number(), 0),
  validity_days: v.fallback(v.number(), 0),
});
export type VariantBody = v.InferOutput<typeof variantSchema>;

export const errorSchema = object({
  error: object({ name: text, code: text, message: text }),
});

export const tokenSchema = object({
  access_token: text,
  token: text,
  access_expires_at: v.optional(v.unknown()),
  expires_in: number,
});

/** Reads the error of an answer. The answer may also have `"data": null`. */
export function readError(body: unknown): v.InferOutput<typeof errorSchema>['error'] | undefined {
  const bare = v.safeParse(errorSchema, body);
  return (bare.success ? bare.output : readOne(errorSchema, body))?.error;
}

/** Unwraps a body, which is bare or `{ data, success? }`. No shape of the API has a `data` field of its own. */
export function unwrap(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}

export function readOne<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema> | undefined {
  const result = v.safeParse(schema, unwrap(body));
  return result.success ? result.output : undefined;
}

/** The readable entries of a list; `undefined` if the body is not a list. */
export function readList<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): v.InferOutput<Schema>[] | undefined {
  const list = unwrap(body);
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry) => {
    const result = v.safeParse(schema, entry);
    return result.success ? [result.output] : [];
  });
}
