/** An amount of money in major units (4.5 is four and a half), with its ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** One variant of one product: what the customer chooses and what an order names. */
export interface Plan {
  productId: number;
  variantId: number;
  name: string;
  description?: string;
  /** ISO 3166-1 alpha-3, or `GLO` for a global plan. */
  countryCode: string;
  /** The API's wholesale amount; it is echoed on the order exactly as it came. */
  price: Money;
  /** Data in gigabytes; `null` means unlimited or per-minute (the API says 0). */
  dataGb: number | null;
  /** Days, counted from installation. */
  validityDays: number;
}

/** One sellable product: a destination's (or region's) group of plans. */
export interface Product {
  id: number;
  name: string;
  /** ISO 3166-1 alpha-3, a vendor code for a region, or `GLO`. */
  countryCode: string;
  currency: string;
  /** An absolute `https:` URL, or absent. */
  imageUrl?: string;
}

/** The phases before there is a purchase. */
export type ChoosingPhase = 'loading' | 'choosing-destination' | 'choosing-plan' | 'unavailable';

/** The phases of one purchase. */
export type PurchasePhase =
  | 'authorizing'
  | 'ordering'
  | 'pending'
  | 'overdue'
  | 'processing'
  | 'delivered'
  | 'installed'
  | 'expired'
  | 'failed'
  | 'cancelled'
  | 'unconfirmed';

/** Everything the element can be showing. */
export type Phase = ChoosingPhase | PurchasePhase;

/** Why a purchase was refused, failed or cancelled. */
export interface Failure {
  /** The API's `failure_code` or error `code`, upper snake case; `UNKNOWN` where it gave none, `WITHDRAWN` where the purchase was taken back before anything was ordered. */
  code: string;
  /** The API's own words: secondary text only. */
  reason?: string;
  /** Another plan is the way out. */
  userFixable: boolean;
}

/** What this device knows of one order. Times are ISO 8601. */
export interface Purchase {
  /** The `client_reference`: the purchase's key here and at the API. */
  reference: string;
  phase: PurchasePhase;
  plan: Plan;
  orderId?: number;
  /** The LPA string, e.g. `LPA:1$rsp.example.com$TOKEN`. A credential: never log it. */
  activationCode?: string;
  iccid?: string;
  /** Gigabytes, as the order says: what the customer got, whatever was chosen. */
  dataGb?: number;
  /** Days, as the order says. */
  validityDays?: number;
  failure?: Failure;
  /** When Buy was pressed. */
  createdAt: string;
  /** When the host had agreed and the order was on its way. */
  orderedAt?: string;
  updatedAt: string;
  deliveredAt?: string;
  /** When validity began, where the API says so. */
  activatedAt?: string;
  installedAt?: string;
}

/** Everything that can stop or degrade the flow; the `code` of `esim-error`. */
export type ErrorCode =
  /** Neither `token-endpoint` nor `getToken` is set, or an attribute has an unusable value. */
  | 'configuration'
  /** The host's token endpoint did not give a token. */
  | 'token-unavailable'
  /** The API refused the token twice (401). */
  | 'unauthorized'
  /** The API blocks this account or network (403). */
  | 'forbidden'
  /** The API knows no such product or order (404). */
  | 'not-found'
  /** The API refused the request (other 4xx). */
  | 'refused'
  /** Too many requests (429). */
  | 'rate-limited'
  /** The API failed (5xx). */
  | 'server'
  /** No answer: offline, DNS, TLS or CORS. */
  | 'network'
  /** No answer in time. */
  | 'timeout'
  /** An answer that could not be understood. */
  | 'malformed'
  /** There is nothing to sell: no products, or none for this country, or no plans. */
  | 'no-plans'
  /** Whether the order was placed is not known yet. */
  | 'unconfirmed'
  /** The host vetoed the order in `esim-before-order`; nothing was ordered. */
  | 'authorization'
  /** `require-payment` is set, and no listener of `esim-before-order` called `waitUntil()`; nothing was ordered. */
  | 'payment-required'
  /** IndexedDB is missing, blocked, full or failing; purchases live in memory only. */
  | 'storage'
  /** The order says other data or days than the plan that was chosen. */
  | 'plan-mismatch'
  /** Plans of one product have the same amount and differ: the API could not tell which was bought, so none is on offer. */
  | 'ambiguous-plans'
  /** A stored record could not be read; it was kept aside. */
  | 'storage-unreadable'
  /** A part of the element could not be loaded. */
  | 'load';
