import * as v from 'valibot';
import { object, text } from './schemas.js';

const flag = v.fallback(v.optional(v.boolean()), undefined);

/** A number, also where it is given as text. */
const numeric = v.union([v.number(), v.pipe(v.string(), v.decimal(), v.transform(Number))]);
const count = v.fallback(v.optional(numeric), undefined);

/** Go's zero time, `0001-01-01T00:00:00Z`, and any other before eSIMs existed say that there is none. */
const EARLIEST = Date.UTC(2000, 0);

/** ISO 8601. */
const time = v.fallback(
  v.optional(
    v.pipe(
      v.string(),
      v.check((value) => Date.parse(value) >= EARLIEST),
    ),
  ),
  undefined,
);

/** Text that shows something; kept as it came. */
const visible = v.fallback(
  v.optional(v.pipe(v.string(), v.regex(/[^\s\p{Cf}\p{Cc}]/u))),
  undefined,
);

/** Apart from the others: it is not needed until something has been bought. */
export const orderSchema = object({
  id: v.pipe(numeric, v.safeInteger()),
  client_reference: v.fallback(
    v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String))),
    undefined,
  ),
  status: v.fallback(v.string(), 'UNKNOWN'),
  data_amount_gb: count,
  validity_days: count,
  activation_code: visible,
  iccid: text,
  activation_status: text,
  is_installed: flag,
  installed_at: time,
  activated_at: time,
  failure_code: text,
  failure_reason: text,
  is_user_fixable: flag,
  created_at: time,
});
export type OrderBody = v.InferOutput<typeof orderSchema>;
