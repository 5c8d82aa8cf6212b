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

/** The steps that are legal in each phase; the first is the safe one. */
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

/** Whether a stored value is a record of this version: what the machine relies on is there and makes sense. */
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

/** A step that its phase does not have, as only another version could have written, gives way to the safe one. */
function stageOf({ phase, step }: Stage): Stage {
  const steps = STEPS[phase];
  return { phase, step: steps.includes(step) ? step : steps[0] } as Stage;
}

/** How a record of an older version becomes one of the next; none has been needed yet. */
const migrations: Readonly<Record<number, (record: object) => unknown>> = {};

/** A stored value as a record, brought up to date; `undefined` where it cannot be read. */
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
