import { type Reader, text } from './bodies.js';

/** One order of the API. It has its own file, because the first screen does not need it. */
export interface OrderBody {
  id: number;
  client_reference?: string | undefined;
  /** `UNKNOWN` if the answer has no status. */
  status: string;
  data_amount_gb?: number | undefined;
  validity_days?: number | undefined;
  activation_code?: string | undefined;
  iccid?: string | undefined;
  activation_status?: string | undefined;
  is_installed?: boolean | undefined;
  /** Times are ISO 8601. */
  installed_at?: string | undefined;
  activated_at?: string | undefined;
  failure_code?: string | undefined;
  failure_reason?: string | undefined;
  is_user_fixable?: boolean | undefined;
  created_at?: string | undefined;
}

/**
 * The API writes Go's zero time, `0001-01-01T00:00:00Z`, if there is no time. A time before this one, in epoch ms,
 * counts as absent.
 */
const EARLIEST = Date.UTC(2000, 0);
const DECIMAL = /^[+-]?\d*\.?\d+$/;
/** One visible character. */
const VISIBLE = /[^\s\p{Cf}\p{Cc}]/u;

const flag = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** A number, or a number that is written as text. */
function count(value: unknown): number | undefined {
  if (typeof value === 'string') return DECIMAL.test(value) ? Number(value) : undefined;
  return Number.isFinite(value) ? (value as number) : undefined;
}

function time(value: unknown): string | undefined {
  return Date.parse(text(value) ?? '') >= EARLIEST ? text(value) : undefined;
}

/** A reference is text. The API may return a reference of digits as a number. */
function reference(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : text(value);
}

/** Only the id is required. */
export const orderBody: Reader<OrderBody> = (fields) => {
  const id = count(fields.id);
  if (id === undefined || !Number.isSafeInteger(id)) return undefined;
  const code = text(fields.activation_code);
  return {
    id,
    client_reference: reference(fields.client_reference),
    status: text(fields.status) ?? 'UNKNOWN',
    data_amount_gb: count(fields.data_amount_gb),
    validity_days: count(fields.validity_days),
    // The text is kept unchanged, so that the customer gets exactly what the API sent.
    activation_code: code && VISIBLE.test(code) ? code : undefined,
    iccid: text(fields.iccid),
    activation_status: text(fields.activation_status),
    is_installed: flag(fields.is_installed),
    installed_at: time(fields.installed_at),
    activated_at: time(fields.activated_at),
    failure_code: text(fields.failure_code),
    failure_reason: text(fields.failure_reason),
    is_user_fixable: flag(fields.is_user_fixable),
    created_at: time(fields.created_at),
  };
};
