import { freeze } from '../freeze.js';
import type { PurchasePhase } from '../types.js';
import type { PurchaseRecord, Stage, Step } from './record.js';

const ORDERING: readonly Step[] = [
  'post',
  'posting',
  'pause-post',
  'look-up',
  'pause-look-up',
  'read',
];
const AT_REST: readonly Step[] = ['none'];

/** The legal steps of each phase. The first one is always safe. */
const STEPS: Readonly<Record<PurchasePhase, readonly Step[]>> = {
  authorizing: ['look-up', 'none', 'pause-look-up'],
  ordering: ['look-up', ...ORDERING],
  unconfirmed: AT_REST,
  pending: AT_REST,
  overdue: AT_REST,
  processing: AT_REST,
  delivered: AT_REST,
  installed: AT_REST,
  expired: AT_REST,
  failed: AT_REST,
  cancelled: AT_REST,
};

/** Whether a stored value is a record of this version with all fields that the machine needs. */
function isRecord(value: unknown): value is PurchaseRecord {
  const { version, reference, phase, step, plan, createdAt } = (value ?? {}) as PurchaseRecord;
  return (
    version === 1 &&
    typeof reference === 'string' &&
    Object.hasOwn(STEPS, phase) &&
    [...ORDERING, ...AT_REST].includes(step) &&
    typeof plan?.productId === 'number' &&
    typeof plan.price?.amount === 'number' &&
    typeof createdAt === 'string'
  );
}

/**
 * Replaces a step that is not legal in its phase by the safe one. Only another version can have written such a step.
 */
function stageOf({ phase, step }: Stage): Stage {
  const steps = STEPS[phase];
  return { phase, step: steps.includes(step) ? step : steps[0] } as Stage;
}

/** Migrations by version. Each turns a record into one of the next version. None has been needed yet. */
const migrations: Readonly<Record<number, (record: object) => unknown>> = {};

/**
 * Reads a stored value and migrates it.
 * @returns the record; `undefined` if it cannot be read
 */
export function readRecord(value: unknown): PurchaseRecord | undefined {
  let current = value;
  for (let turns = 0; turns < 10; turns += 1) {
    if (isRecord(current)) return { ...current, ...stageOf(current), plan: freeze(current.plan) };
    if (typeof current !== 'object' || current === null || !('version' in current)) break;
    const migrate = migrations[Number(current.version)];
    if (!migrate) break;
    current = migrate(current);
  }
  return undefined;
}
