import { defined } from '../defined.js';
import { freeze } from '../freeze.js';
import type { Failure, Money, Plan, Purchase, PurchasePhase } from '../types.js';

/** An order's next step. */
type OrderingStep =
  /** Get a token ready, then send the order. */
  | 'post'
  /** The order is in flight. Its answer has not arrived. */
  | 'posting'
  /** Wait until `resumeAt`, then send the order. */
  | 'pause-post'
  /** Ask the API for an order with our reference. */
  | 'look-up'
  /** Wait until `resumeAt`, then look up. */
  | 'pause-look-up'
  /** The order was found; read it. */
  | 'read';

/**
 * The legal pairs of phase and step. The phase says where a purchase stands. The step says what the driver does next.
 */
export type Stage =
  /** `none`: the host is asked. The other steps: a page has died, so the API is asked first. */
  | { phase: 'authorizing'; step: 'none' | 'look-up' | 'pause-look-up' }
  | { phase: 'ordering'; step: OrderingStep }
  /** The order has an outcome, is polled, or waits until somebody asks for its status. */
  | { phase: Exclude<PurchasePhase, 'authorizing' | 'ordering'>; step: 'none' };
export type Step = Stage['step'];

/** The fields of a record besides phase and step. */
export interface Facts extends Omit<Purchase, 'phase'> {
  version: 1;
  walletId?: string;
  /** Number of failed retries since the customer or a new page last asked. A wait for a `Retry-After` is none. */
  attempts: number;
  /** When the order was last sent; epoch ms. */
  sentAt?: number;
  /** The session that sent it: its `Environment.sender`. */
  sender?: number;
  /** When the last attempt with an unknown result was sent; epoch ms. */
  inDoubtSince?: number;
  /** The API has said that it knows the reference. */
  arrived: boolean;
  /** When a pause ends; epoch ms. */
  resumeAt?: number;
  /** The API must not be asked again before this time (from `Retry-After`); epoch ms. */
  throttledUntil?: number;
  /** A refusal that is not final yet. It counts once a look-up finds no order and no attempt can be in flight. */
  refusal?: Failure;
  /** When the refusal counts, if an attempt is in doubt; epoch ms. */
  refusedFrom?: number;
  /** The API has said that the eSIM was installed. This tells a used eSIM from one that expired unused. */
  seenInstalled?: boolean;
  /** When the order was last read; epoch ms. */
  checkedAt?: number;
  /** When an internal failure of the order was first seen; epoch ms. */
  failingSince?: number;
  /** The last phase that was reported to the host. */
  announced?: PurchasePhase;
}

/** The journal's record of one purchase. It has everything that a later page needs to continue. */
export type PurchaseRecord = Facts & Stage;
export type AuthorizingRecord = Facts & Extract<Stage, { phase: 'authorizing' }>;
export type OrderingRecord = Facts & Extract<Stage, { phase: 'ordering' }>;

/**
 * Copies a plan field by field. A host's plan may be a framework's proxy or have other fields, which IndexedDB may
 * refuse to store.
 */
function planOf(plan: Plan): Plan {
  const { productId, variantId, name, description, countryCode, dataGb, validityDays } = plan;
  const { amount, currency } = plan.price;
  return freeze(
    defined({
      productId,
      variantId,
      name,
      description,
      countryCode,
      price: { amount, currency },
      dataGb,
      validityDays,
    }),
  );
}

export function newRecord(
  reference: string,
  chosen: Plan,
  at: number,
  walletId?: string,
  paid?: Money,
): Facts & { phase: 'authorizing'; step: 'none' } {
  const now = new Date(at).toISOString();
  return defined({
    version: 1,
    reference,
    phase: 'authorizing',
    step: 'none',
    plan: planOf(chosen),
    paid: paid && freeze({ amount: paid.amount, currency: paid.currency }),
    attempts: 0,
    arrived: false,
    createdAt: now,
    updatedAt: now,
    walletId: walletId || undefined,
  } as const);
}
