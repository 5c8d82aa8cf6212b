import * as v from 'valibot';
import { id, object, text } from './schemas.js';

const flag = v.fallback(v.optional(v.boolean()), undefined);

/** Apart from the others: it is not needed until something has been bought. */
export const orderSchema = object({
  id,
  client_reference: text,
  status: v.fallback(v.string(), 'UNKNOWN'),
  activation_code: text,
  iccid: text,
  activation_status: text,
  is_installed: flag,
  installed_at: text,
  activated_at: text,
  failure_code: text,
  failure_reason: text,
  is_user_fixable: flag,
  created_at: text,
});
export type OrderBody = v.InferOutput<typeof orderSchema>;
