import { defined } from '../defined.js';
import { freeze } from '../freeze.js';
import type { Failure, Money, Plan, Purchase, PurchasePhase } from '../types.js';

/** An order's next step. */
type OrderingStep =
  /** Get a token ready, then send the order. */
  | 'post'
  /** The order is on its way; its answer has not been seen. */
  | 'posting'
  /** Wait until `resumeAt`, then send the order. */
  | 'pause-post'
  /** Ask the API for an order with our reference. */
  | 'look-up'
  /** Wait until `resumeAt`, then look up. */
  | 'pause-look-up'
  /** The order was found; read it. */
  | 'read';

/** The legal pairs of phase and step: where a purchase stands, and what has to happen next. */
export type Stage =
  /** The host is asked, or, after a page has died, the API before it. */
  | { phase: 'authorizing'; step: 'none' | 'look-up' | 'pause-look-up' }
  | { phase: 'ordering'; step: OrderingStep }
  /** The order has an outcome, is being watched, or waits to be asked about. */
  | { phase: Exclude<PurchasePhase, 'authorizing' | 'ordering'>; step: 'none' };
export type Step = Stage['step'];

/** What the journal keeps beside the stage. */
export interface Facts extends Omit<Purchase, 'phase'> {
  version: 1;
  walletId?: string;
  /** Rounds of sending and looking up that failed since the customer or a new page last asked. */
  attempts: number;
  /** When the order was last sent; epoch ms. */
  sentAt?: number;
  /** The session that sent it. */
  sender?: number;
  /** When the last order was sent whose fate is unknown; epoch ms. */
  inDoubtSince?: number;
  /** The API has said that it knows the reference. */
  arrived: boolean;
  /** When a pause ends; epoch ms. */
  resumeAt?: number;
  /** Until when the API, by its `Retry-After`, is not to be asked again; epoch ms. */
  throttledUntil?: number;
  /** A refusal that counts only once no attempt can be found or still be carried out. */
  refusal?: Failure;
  /** From when on it counts, where an attempt is in doubt; epoch ms. */
  refusedFrom?: number;
  /** The API has said that the eSIM is on a device: one that expires unused is not a used one. */
  seenInstalled?: boolean;
  /** When the order was last read; epoch ms. */
  checkedAt?: number;
  /** When the order was first seen to have failed inside; epoch ms. */
  failingSince?: number;
  /** The last phase that the host was told of. */
  announced?: PurchasePhase;
}

/** The journal's record of one purchase: what a later page needs in order to go on. */
export type PurchaseRecord = Facts & Stage;
export type AuthorizingRecord = Facts & Extract<Stage, { phase: 'authorizing' }>;
export type OrderingRecord = Facts & Extract<Stage, { phase: 'ordering' }>;

/** A plan of our own: a framework's proxy, or whatever else a host has added, could not be stored. */
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
