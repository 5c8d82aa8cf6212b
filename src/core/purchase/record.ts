import { defined } from '../defined.js';
import { freeze } from '../freeze.js';
import type { Failure, Plan, Purchase, PurchasePhase } from '../types.js';

/** What has to happen next to an order that has no outcome yet. */
export type Step =
  /** Send the order. */
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
  | 'read'
  /** Nothing: the order has an outcome or is being watched. */
  | 'none';

/** The journal's record of one purchase: what a later page needs in order to go on. */
export interface PurchaseRecord extends Purchase {
  version: 1;
  step: Step;
  walletId?: string;
  /** Rounds of sending and looking up since the customer or a new page last asked. */
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
  /** A refusal that counts only once no earlier attempt can still be carried out. */
  refusal?: Failure;
  /** From when on it counts; epoch ms. */
  refusedFrom?: number;
  /** When the order was last read; epoch ms. */
  checkedAt?: number;
  /** The last phase that the host was told of. */
  announced?: PurchasePhase;
}

const STEPS: Readonly<Record<Step, true>> = {
  post: true,
  posting: true,
  'pause-post': true,
  'look-up': true,
  'pause-look-up': true,
  read: true,
  none: true,
};

/** Whether a stored value is a record of this version: what the machine relies on is there and makes sense. */
function isRecord(value: unknown): value is PurchaseRecord {
  const { version, reference, phase, step, plan, createdAt } = (value ?? {}) as PurchaseRecord;
  return (
    version === 1 &&
    typeof reference === 'string' &&
    Object.hasOwn(RANK, phase) &&
    Object.hasOwn(STEPS, step) &&
    typeof plan?.productId === 'number' &&
    typeof plan.price?.amount === 'number' &&
    typeof createdAt === 'string'
  );
}

/** How a record of an older version becomes one of the next; none has been needed yet. */
const migrations: Readonly<Record<number, (record: object) => unknown>> = {};

/** A stored value as a record, brought up to date; `undefined` where it cannot be read. */
export function readRecord(value: unknown): PurchaseRecord | undefined {
  let current = value;
  for (let turns = 0; turns < 10; turns += 1) {
    if (isRecord(current)) return { ...current, plan: freeze(current.plan) };
    if (typeof current !== 'object' || current === null || !('version' in current)) break;
    const migrate = migrations[Number(current.version)];
    if (!migrate) break;
    current = migrate(current);
  }
  return undefined;
}

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
): PurchaseRecord {
  const now = new Date(at).toISOString();
  return defined({
    version: 1,
    reference,
    phase: 'authorizing',
    step: 'none',
    plan: planOf(chosen),
    attempts: 0,
    arrived: false,
    createdAt: now,
    updatedAt: now,
    walletId: walletId || undefined,
  } as const);
}

/** How far along a purchase is; a record never goes back. */
const RANK: Readonly<Record<PurchasePhase, number>> = {
  authorizing: 0,
  ordering: 1,
  unconfirmed: 1,
  pending: 2,
  overdue: 2,
  processing: 2,
  failed: 3,
  cancelled: 3,
  delivered: 4,
  installed: 5,
  expired: 6,
};

export function isFurther(phase: PurchasePhase, than: PurchasePhase): boolean {
  return RANK[phase] > RANK[than];
}

/** The API would not place the order: that tells of one attempt only, and an order that exists outdoes it. */
function isRefused({ phase, orderId }: PurchaseRecord): boolean {
  return phase === 'failed' && orderId === undefined;
}

function rankOf(record: PurchaseRecord): number {
  if (isRefused(record)) return RANK.ordering + 0.25;
  return RANK[record.phase] + (record.orderId === undefined ? 0 : 0.5);
}

/**
 * What to store when another tab may have written meanwhile: the record that is further along, and
 * the activation code of whichever has one.
 */
export function mergeRecords(stored: PurchaseRecord, next: PurchaseRecord): PurchaseRecord {
  // An intent that was agreed to and never sent goes back to the host, and only that.
  const back = next.phase === 'authorizing' && isUnsent(stored);
  const winner = rankOf(stored) > rankOf(next) && !back ? stored : next;
  // Without locks another tab may be sending right now: whoever goes on must look for what it sent.
  const theirs = stored.step === 'posting' && stored.sender !== next.sender ? stored.sentAt : 0;
  const doubts = [stored.inDoubtSince ?? 0, next.inDoubtSince ?? 0, theirs ?? 0];
  const merged = defined({
    ...winner,
    step: theirs && winner === stored ? 'look-up' : winner.step,
    arrived: stored.arrived || next.arrived,
    inDoubtSince: Math.max(...doubts) || undefined,
    activationCode: winner.activationCode ?? stored.activationCode ?? next.activationCode,
    iccid: winner.iccid ?? stored.iccid ?? next.iccid,
  });
  const unaware = merged.inDoubtSince !== next.inDoubtSince || merged.arrived !== next.arrived;
  return winner === next && isRefused(next) && unaware ? refusedInDoubt(merged) : merged;
}

/** A refusal that may be of the second of two attempts: only a look-up can tell. */
export function refusedInDoubt({
  failure,
  refusedFrom: _,
  ...record
}: PurchaseRecord): PurchaseRecord {
  return defined({ ...record, phase: 'ordering', step: 'look-up', refusal: failure } as const);
}

/** An attempt may have reached the API. */
export function maybePlaced(record: PurchaseRecord): boolean {
  return record.arrived || record.inDoubtSince !== undefined;
}

/** Agreed to, and never sent. */
export function isUnsent(record: PurchaseRecord): boolean {
  const { phase, step } = record;
  return (/^(pause-)?post$/.test(step) || phase === 'unconfirmed') && !maybePlaced(record);
}

/** Going on with it asks the host for its payment, or does so again after a page has died. */
export function asksHost(record: PurchaseRecord): boolean {
  const { phase } = record;
  return phase === 'authorizing' || (phase === 'ordering' && isUnsent(record));
}

/** Nothing is known yet of what became of the order: the same plan must not be bought anew meanwhile. */
export function isUndecided(record: Pick<PurchaseRecord, 'phase'>): boolean {
  return RANK[record.phase] <= 1;
}

/** The page died, or the element was removed, between writing the outcome and telling the host. */
export function isUntold(record: Pick<PurchaseRecord, 'phase' | 'announced'>): boolean {
  return !isUnfinished(record) && record.announced !== record.phase;
}

/** There is still something to come. */
export function isUnfinished(record: Pick<PurchaseRecord, 'phase'>): boolean {
  return RANK[record.phase] <= 2;
}
