/** An amount of money in major units (4.5 is four and a half), with its ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** One variant of one product. The customer chooses it, and the order names it. */
export interface Plan {
  /** The API's id of the product. */
  productId: number;
  /** The API's id of the variant. */
  variantId: number;
  /** The API's name of the variant, as plain text; the product's name if it has none. */
  name: string;
  /** The API's description, as plain text. */
  description?: string;
  /** ISO 3166-1 alpha-3, or `GLO` for a global plan. */
  countryCode: string;
  /** The API's wholesale amount. The order repeats it exactly as the API gave it. */
  price: Money;
  /** Data in gigabytes; `null` means unlimited or per-minute (the API says 0). */
  dataGb: number | null;
  /** Days, counted from installation; 0 if the API does not say. */
  validityDays: number;
}

/** One sellable product: a destination's (or region's) group of plans. */
export interface Product {
  /** The API's id of the product. */
  id: number;
  /** The API's name, as plain text; may be empty. */
  name: string;
  /** ISO 3166-1 alpha-3, the API's code of a region, or `GLO`; empty if the API gives none. */
  countryCode: string;
  /** ISO 4217; empty if the API gives none. */
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
  /**
   * The API's `failure_code` or error `code`, in upper snake case. `UNKNOWN`: the API gave none. `WITHDRAWN`: the
   * purchase was withdrawn, and its order was never sent.
   */
  code: string;
  /** The API's own text. Show it as secondary text only. */
  reason?: string;
  /** Whether the customer can solve the problem by choosing another plan. Source: the API's `is_user_fixable`. */
  userFixable: boolean;
}

/** One purchase, as this device knows it. All times are ISO 8601. */
export interface Purchase {
  /** The `client_reference`: the purchase's key on this device and at the API. */
  reference: string;
  phase: PurchasePhase;
  plan: Plan;
  /** The price that the customer saw when they pressed Buy: the host's price, or the API's if the host gave none. */
  paid?: Money;
  /** The API's order id. Missing until the API has placed the order. */
  orderId?: number;
  /** The LPA string, e.g. `LPA:1$rsp.example.com$TOKEN`. A credential: never log it. */
  activationCode?: string;
  /** The eSIM's serial number. Missing until the API has delivered the eSIM. */
  iccid?: string;
  /** Gigabytes, as the order says. They may differ from the chosen plan. */
  dataGb?: number;
  /** Days, as the order says. They may differ from the chosen plan. */
  validityDays?: number;
  /** Set if the order was refused, failed or was cancelled. */
  failure?: Failure;
  /** When the customer pressed Buy. */
  createdAt: string;
  /** When the host agreed to the order. */
  orderedAt?: string;
  /** When the purchase last changed on this device. */
  updatedAt: string;
  /** When this device first saw the order as delivered. */
  deliveredAt?: string;
  /** When validity began, if the API says so. */
  activatedAt?: string;
  /** When the eSIM was installed, if the API says so. */
  installedAt?: string;
}

/** Everything that can stop or degrade the flow. It is the `code` of `esim-error`. */
export type ErrorCode =
  /** Neither `token-endpoint` nor `getToken` is set, or an attribute has an unusable value. */
  | 'configuration'
  /** The host's token endpoint, or `getToken`, did not give a token. */
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
  /** The API's answer could not be understood. */
  | 'malformed'
  /** There is nothing to sell: no products, none for this country, or no plans. */
  | 'no-plans'
  /** It is not known yet whether the order was placed. */
  | 'unconfirmed'
  /** The host vetoed the order in `esim-before-order`; nothing was ordered. */
  | 'authorization'
  /** `require-payment` is set, and no listener of `esim-before-order` called `waitUntil()`; nothing was ordered. */
  | 'payment-required'
  /** IndexedDB is missing, blocked, full or failing. Purchases are kept in memory only. */
  | 'storage'
  /** The delivered eSIM has other data or days than the chosen plan. */
  | 'plan-mismatch'
  /**
   * Plans of one product have the same amount but differ. An order could not say which one is meant, so none of them
   * is offered.
   */
  | 'ambiguous-plans'
  /** A stored record could not be read. It was moved aside and not deleted. */
  | 'storage-unreadable'
  /** A part of the element could not be loaded. */
  | 'load';
