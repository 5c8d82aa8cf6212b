import * as v from 'valibot';

/**
 * The shapes of the API. Only what an answer cannot do without is required: a field that is missing
 * or of the wrong type reads as absent, so that a paid order is never lost to an odd detail of it.
 */
export const text = v.fallback(v.optional(v.string()), undefined);
const number = v.fallback(v.optional(v.number()), undefined);
export const id = v.number();

/** As valibot's, but what a page has added to every object is no field of it. */
export function object<Entries extends v.ObjectEntries>(
  entries: Entries,
): v.ObjectSchema<Entries, undefined> {
  return v.object(Object.assign(Object.create(null), entries));
}

export const productSchema = object({
  id,
  name: v.string(),
  country_code: v.string(),
  currency_code: v.fallback(v.string(), ''),
  image_url: text,
  /** A list of variants on the detail call; each is read by its own schema. */
  variants: v.optional(v.unknown()),
});
export type ProductBody = v.InferOutput<typeof productSchema>;

export const variantSchema = object({
  id,
  name: v.string(),
  description: text,
  currency_code: v.fallback(v.string(), ''),
  amount: v.number(),
  data_amount_gb: v.fallback(v.number(), 0),
  validity_days: v.number(),
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

/** The error of an answer, which may carry `"data": null` beside it. */
export function readError(body: unknown): v.InferOutput<typeof errorSchema>['error'] | undefined {
  const bare = v.safeParse(errorSchema, body);
  return (bare.success ? bare.output : readOne(errorSchema, body))?.error;
}

/** Bodies come bare or as `{ data, success? }`. No shape of the API has a `data` field of its own. */
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

/** The readable entries of a list; `undefined` where the body is no list at all. */
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
