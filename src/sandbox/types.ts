/** Time as the sandbox sees it; tests inject a fake one. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** A number in [0, 1). */
export type Random = () => number;

/** Where state outlives the process: JSON documents in named collections, in the order they were put. */
export interface SandboxStore {
  all(collection: string): unknown[];
  put(collection: string, key: string, value: unknown): void;
  clear(): void;
  close(): void;
}

export interface VariantRecord {
  id: number;
  esim_product_id: number;
  name: string;
  description?: string;
  currency_code: string;
  amount: number;
  data_amount_gb: number;
  validity_days: number;
  /** Percent. */
  client_discount: number;
}

export interface ProductRecord {
  id: number;
  name: string;
  country_code: string;
  currency_code: string;
  /** A path below the sandbox (`/images/jpn.svg`), an absolute URL, or empty. */
  image: string;
  variants: VariantRecord[];
}

export type OrderStatus = 'PENDING' | 'DELIVERED' | 'FAILED' | 'CANCELLED';
export type ActivationStatus = 'NOT_INSTALLED' | 'ACTIVE' | 'EXPIRED';
export type Outcome = 'delivered' | 'failed-plan' | 'failed-internal' | 'cancelled' | 'never';

/** Everything the server knows of an order, whatever it tells the client. Times are milliseconds. */
export interface OrderRecord {
  id: number;
  /** Empty where the request had none. */
  clientReference: string;
  productId: number;
  variantId: number;
  productName: string;
  countryCode: string;
  dataAmountGb: number;
  validityDays: number;
  /** Net debit. */
  amount: number;
  currency: string;
  walletId: number;
  transactionId: string;
  createdAt: number;
  updatedAt: number;
  status: OrderStatus;
  activationStatus: ActivationStatus;
  /** Kept for ever here; the API stops telling it once `isInstalled`. */
  activationCode?: string;
  codeStyle: Scenario['code'];
  iccid?: string;
  isInstalled: boolean;
  installedAt?: number;
  activatedAt?: number;
  failureCode?: string;
  failureReason?: string;
  isUserFixable?: boolean;
  notificationEmail?: string;
  /** How the operator will answer, and when; `null` is never. */
  outcome: Outcome;
  resolvesAt: number | null;
  /** When the cron looks at it next; `null` when it will not. */
  cronAt: number | null;
  retryOutcome: Scenario['retryOutcome'];
  /** The lookup by reference finds it from here on. */
  visibleAt: number;
  /** What the device did; the API learns of it at the next detail call. */
  device: { installedAt?: number; activatedAt?: number };
}

export interface LedgerEntry {
  id: string;
  kind: 'debit' | 'refund' | 'adjustment';
  walletId: number;
  currency: string;
  /** Positive; the kind says which way, except for an adjustment, which is signed. */
  amount: number;
  /** The wallet's balance after this entry. */
  balance: number;
  orderId?: number;
  clientReference?: string;
  at: string;
}

export type EnvelopeStyle = 'bare' | 'data' | 'success';
export type TokenShape = 'access' | 'wrapped' | 'oauth' | 'token' | 'jwt';
export type TokenMode =
  | 'ok'
  | 'down'
  | 'html'
  | 'hang'
  | 'unauthorized'
  | 'malformed'
  | 'redirect'
  | 'empty'
  | 'crowded'
  | 'prefixed'
  | 'line-break';

export interface Quotas {
  reads: number;
  orders: number;
  login: number;
}

/** How the simulated world behaves from now on; orders already placed keep what they were placed with. */
export interface Scenario {
  /** How bodies are wrapped; `mixed` differs by endpoint. */
  envelope: EnvelopeStyle | 'mixed';
  /** What becomes of the next orders. */
  outcome: Outcome;
  /** When the operator answers, counted from the order. */
  fulfilAfterMs: number;
  /** How long POST waits for the operator before it answers PENDING. */
  inlineDeadlineMs: number;
  /** The cron looks at a PENDING order at multiples of this, counted from the order. */
  cronMs: number;
  /** The cron tries an internal failure again after this. */
  retryAfterMs: number;
  /** What that retry achieves. */
  retryOutcome: 'delivered' | 'stays';
  /** The lookup by reference does not see an order younger than this. */
  visibleAfterMs: number;
  /** Which kind of activation code is issued. */
  code: 'plain' | 'confirmation' | 'minimal' | 'unparseable';
  /** Every API answer waits this long. */
  latencyMs: number;
  /** Whether pages of other origins may read the pagination and request-id headers. */
  exposeHeaders: boolean;
  /** Requests a minute; `null` is no limit. */
  quotas: Quotas | null;
  /** Every API call is 403. */
  forbidden: boolean;
  catalogue: 'full' | 'empty' | 'hostile';
  tokenTtlSeconds: number;
  tokenShape: TokenShape;
  tokenMode: TokenMode;
  /** Replaces the reason of failed orders; empty keeps the usual one. */
  failureReason: string;
  /** Shown as `status` instead of PENDING, for clients that must live with unknown ones; empty keeps it. */
  pendingStatus: string;
}

export type FaultKind =
  | 'drop-request'
  | 'drop-response'
  | 'delay'
  | 'status'
  | 'garbage'
  | 'truncate'
  | 'change'
  | 'html'
  | 'hang'
  | 'duplicate'
  | '429';

/** One thing that goes wrong with the next matching requests. */
export interface Fault {
  /** `METHOD /path`; `*` for any method or any path, `:id` for one segment. Paths are without the base path. */
  match: string;
  kind: FaultKind;
  /** How many requests it strikes; default 1. */
  times?: number;
  /** Matching requests it lets pass first; default 0. */
  skip?: number;
  /** Whether the server does its work before things go wrong; the default depends on the kind. */
  handled?: boolean;
  /** For `delay`; default 1000. */
  delayMs?: number;
  /** For `status` (default 503) and `html` (default 502). */
  status?: number;
  code?: string;
  message?: string;
  /** For `429`: seconds; default 2. */
  retryAfter?: number;
  /** For `garbage`: the body. */
  body?: string;
  /** For `change`: fields of the answer, or of each row of a list; `null` takes a field away. */
  change?: Record<string, unknown>;
}
