import { expect } from '@open-wc/testing';
import type { OrderBody } from '../../../src/core/api/order-schema.js';
import {
  advance,
  IN_FLIGHT_MS,
  PAUSES_MS,
  type RecordEvent,
} from '../../../src/core/purchase/advance.js';
import { type MachineEvent, type State, transition } from '../../../src/core/purchase/machine.js';
import { isUndecided } from '../../../src/core/purchase/progress.js';
import {
  type Facts,
  newRecord,
  type OrderingRecord,
  type PurchaseRecord,
  type Stage,
} from '../../../src/core/purchase/record.js';
import { plan } from '../../support/samples.js';

const T = Date.parse('2026-05-01T08:00:00Z');
const failure = { code: 'VALIDATION_FAILURE', userFixable: true };

function record(changes: Partial<Facts & Stage> = {}): PurchaseRecord {
  return { ...newRecord('ref-1', plan(), T - 1000), ...changes } as PurchaseRecord;
}

function order(status: string, more: Partial<OrderBody> = {}): OrderBody {
  return { id: 7, status, ...more } as OrderBody;
}

const CODE = { activation_code: 'LPA:1$rsp.example.com$ABC' };
const ordering = (step: OrderingRecord['step'], more: Partial<Facts> = {}): PurchaseRecord => ({
  ...newRecord('ref-1', plan(), T - 1000),
  phase: 'ordering',
  step,
  ...more,
});

/** Every state a purchase can be in that the machine tells apart. */
const STATES: Record<string, PurchaseRecord> = {
  authorizing: record(),
  'authorizing, look-up': record({ step: 'look-up' }),
  'authorizing, pause-look-up': record({ step: 'pause-look-up', resumeAt: T }),
  post: ordering('post'),
  posting: ordering('posting', { sentAt: T - 500 }),
  'posting again': ordering('posting', { sentAt: T - 500, inDoubtSince: T - 9000 }),
  'look-up': ordering('look-up', { inDoubtSince: T - 9000 }),
  'look-up, arrived': ordering('look-up', { arrived: true }),
  'look-up, refused once': ordering('look-up', { refusal: failure }),
  'pause-look-up, refused once': ordering('pause-look-up', { refusal: failure, resumeAt: T }),
  'look-up, refused': ordering('look-up', { inDoubtSince: T - 9000, refusal: failure }),
  'look-up, refused long ago': ordering('look-up', {
    inDoubtSince: T - 9000,
    refusedFrom: T,
    refusal: failure,
  }),
  'look-up, last round': ordering('look-up', { inDoubtSince: T, attempts: PAUSES_MS.length }),
  read: ordering('read', { orderId: 7, arrived: true }),
  'pause-post': ordering('pause-post', { resumeAt: T }),
  'pause-look-up': ordering('pause-look-up', { inDoubtSince: T - 9000, resumeAt: T }),
  'pause-post, throttled': ordering('pause-post', { throttledUntil: T + 9000 }),
  'pause-look-up, throttled': ordering('pause-look-up', {
    inDoubtSince: T - 9000,
    throttledUntil: T + 9000,
  }),
  'authorizing, throttled': record({ throttledUntil: T + 9000 }),
  pending: record({ phase: 'pending', orderId: 7, arrived: true }),
  overdue: record({ phase: 'overdue', orderId: 7, arrived: true }),
  processing: record({ phase: 'processing', orderId: 7, arrived: true }),
  delivered: record({ phase: 'delivered', orderId: 7, activationCode: CODE.activation_code }),
  installed: record({ phase: 'installed', orderId: 7, activationCode: CODE.activation_code }),
  expired: record({ phase: 'expired', orderId: 7, activationCode: CODE.activation_code }),
  failed: record({ phase: 'failed', orderId: 7, failure }),
  cancelled: record({ phase: 'cancelled', orderId: 7, failure }),
  'unconfirmed, unsent': record({ phase: 'unconfirmed' }),
  unconfirmed: record({ phase: 'unconfirmed', inDoubtSince: T - 9000 }),
  'unconfirmed, refused': record({ phase: 'unconfirmed', refusal: failure }),
  'unconfirmed, unsent, throttled': record({ phase: 'unconfirmed', throttledUntil: T + 9000 }),
  'unconfirmed, throttled': record({
    phase: 'unconfirmed',
    inDoubtSince: T - 9000,
    throttledUntil: T + 9000,
  }),
  'unconfirmed, throttled for years': record({ phase: 'unconfirmed', throttledUntil: T + 9e9 }),
};

const EVENTS: Record<string, RecordEvent> = {
  authorized: { type: 'authorized', at: T },
  posting: { type: 'posting', by: 1, at: T },
  interrupted: { type: 'interrupted', at: T },
  refused: { type: 'refused', failure, own: true, at: T },
  'refused by another': { type: 'refused', failure, own: false, at: T },
  duplicate: { type: 'duplicate', at: T },
  unsent: { type: 'unsent', at: T },
  'unsent for an hour': { type: 'unsent', at: T, waitMs: 3_600_000 },
  'unsent until asked': { type: 'unsent', at: T, waitMs: Number.POSITIVE_INFINITY },
  lost: { type: 'lost', at: T },
  found: { type: 'found', orderId: 7, at: T },
  'not-found': { type: 'not-found', at: T },
  'look-up-failed': { type: 'look-up-failed', at: T },
  'pause-over': { type: 'pause-over', at: T },
  check: { type: 'check', at: T },
  'foreground-over': { type: 'foreground-over', at: T },
  PENDING: { type: 'order', order: order('PENDING'), at: T },
  'a later status': { type: 'order', order: order('ON_HOLD'), at: T },
  DELIVERED: { type: 'order', order: order('DELIVERED', CODE), at: T },
  'DELIVERED, no code': { type: 'order', order: order('DELIVERED'), at: T },
  'DELIVERED, installed': {
    type: 'order',
    order: order('DELIVERED', { is_installed: true }),
    at: T,
  },
  'DELIVERED, expired': {
    type: 'order',
    order: order('DELIVERED', { activation_status: 'EXPIRED' }),
    at: T,
  },
  'FAILED for good': { type: 'order', order: order('FAILED', { is_user_fixable: true }), at: T },
  'FAILED inside': { type: 'order', order: order('FAILED', { is_user_fixable: false }), at: T },
  CANCELLED: { type: 'order', order: order('CANCELLED'), at: T },
};

/** What an order makes of a purchase that has no outcome yet. */
const FRESH = {
  PENDING: 'pending',
  'a later status': 'pending',
  DELIVERED: 'delivered',
  'DELIVERED, no code': 'pending',
  'DELIVERED, installed': 'installed',
  'DELIVERED, expired': 'expired',
  'FAILED for good': 'failed',
  'FAILED inside': 'processing',
  CANCELLED: 'cancelled',
};
const ISSUED = {
  DELIVERED: 'delivered',
  'DELIVERED, installed': 'installed',
  'DELIVERED, expired': 'expired',
};

/** Where each event leads; an event that is not named changes nothing. */
const TABLE: Record<string, Record<string, string>> = {
  authorizing: { authorized: 'ordering/post', interrupted: 'authorizing/look-up' },
  'authorizing, look-up': {
    found: 'ordering/read',
    'not-found': 'authorizing',
    'look-up-failed': 'authorizing/pause-look-up',
    'pause-over': 'authorizing/look-up',
  },
  'authorizing, pause-look-up': {
    found: 'ordering/read',
    'not-found': 'authorizing',
    'pause-over': 'authorizing/look-up',
    interrupted: 'authorizing/look-up',
  },
  post: {
    ...FRESH,
    posting: 'ordering/posting',
    interrupted: 'authorizing/look-up',
    unsent: 'ordering/pause-post',
    'unsent for an hour': 'unconfirmed',
    'unsent until asked': 'unconfirmed',
  },
  posting: {
    ...FRESH,
    interrupted: 'ordering/look-up',
    lost: 'ordering/look-up',
    duplicate: 'ordering/look-up',
    refused: 'ordering/look-up',
    'refused by another': 'ordering/look-up',
    unsent: 'ordering/pause-post',
    'unsent for an hour': 'unconfirmed',
    'unsent until asked': 'unconfirmed',
  },
  'posting again': {
    ...FRESH,
    interrupted: 'ordering/look-up',
    lost: 'ordering/look-up',
    duplicate: 'ordering/look-up',
    refused: 'ordering/look-up',
    'refused by another': 'ordering/look-up',
    unsent: 'ordering/pause-post',
    'unsent for an hour': 'unconfirmed',
    'unsent until asked': 'unconfirmed',
  },
  'look-up': {
    ...FRESH,
    found: 'ordering/read',
    'not-found': 'ordering/pause-post',
    'look-up-failed': 'ordering/pause-look-up',
  },
  'look-up, arrived': {
    ...FRESH,
    found: 'ordering/read',
    'not-found': 'ordering/pause-look-up',
    'look-up-failed': 'ordering/pause-look-up',
  },
  'look-up, refused once': {
    ...FRESH,
    found: 'ordering/read',
    'not-found': 'failed',
    'look-up-failed': 'ordering/pause-look-up',
  },
  'pause-look-up, refused once': {
    ...FRESH,
    'pause-over': 'ordering/look-up',
    interrupted: 'ordering/look-up',
  },
  'look-up, refused': {
    ...FRESH,
    found: 'ordering/read',
    'not-found': 'ordering/pause-look-up',
    'look-up-failed': 'ordering/pause-look-up',
  },
  'look-up, refused long ago': {
    ...FRESH,
    found: 'ordering/read',
    'not-found': 'failed',
    'look-up-failed': 'ordering/pause-look-up',
  },
  'look-up, last round': {
    ...FRESH,
    found: 'ordering/read',
    'not-found': 'unconfirmed',
    'look-up-failed': 'unconfirmed',
  },
  read: { ...FRESH, interrupted: 'ordering/look-up', 'look-up-failed': 'ordering/pause-look-up' },
  'pause-post': { ...FRESH, 'pause-over': 'ordering/post', interrupted: 'authorizing/look-up' },
  'pause-look-up': { ...FRESH, 'pause-over': 'ordering/look-up', interrupted: 'ordering/look-up' },
  'pause-post, throttled': {
    ...FRESH,
    'pause-over': 'ordering/post',
    interrupted: 'authorizing/look-up',
  },
  'pause-look-up, throttled': { ...FRESH, 'pause-over': 'ordering/look-up' },
  'authorizing, throttled': {
    authorized: 'ordering/pause-post',
    interrupted: 'authorizing/look-up',
  },
  pending: { ...FRESH, 'foreground-over': 'overdue' },
  overdue: {
    ...FRESH,
    PENDING: 'overdue',
    'a later status': 'overdue',
    'DELIVERED, no code': 'overdue',
  },
  processing: {
    ...FRESH,
    PENDING: 'processing',
    'a later status': 'processing',
    'DELIVERED, no code': 'processing',
  },
  delivered: ISSUED,
  installed: { 'DELIVERED, expired': 'expired' },
  expired: {},
  failed: { ...ISSUED, CANCELLED: 'cancelled' },
  cancelled: { ...ISSUED, 'FAILED for good': 'failed' },
  'unconfirmed, unsent': { ...FRESH, check: 'ordering/post', interrupted: 'authorizing/look-up' },
  unconfirmed: { ...FRESH, check: 'ordering/look-up' },
  'unconfirmed, refused': { ...FRESH, check: 'ordering/look-up' },
  'unconfirmed, unsent, throttled': {
    ...FRESH,
    check: 'ordering/pause-post',
    interrupted: 'authorizing/look-up',
  },
  'unconfirmed, throttled': { ...FRESH, check: 'ordering/pause-look-up' },
  'unconfirmed, throttled for years': {
    ...FRESH,
    check: 'ordering/post',
    interrupted: 'authorizing/look-up',
  },
};

function where({ phase, step }: PurchaseRecord): string {
  return isUndecided({ phase }) && step !== 'none' ? `${phase}/${step}` : phase;
}

describe('machine', () => {
  for (const [name, state] of Object.entries(STATES)) {
    it(`leads from ${name} where it should, for every event`, () => {
      for (const [event, value] of Object.entries(EVENTS)) {
        const next = advance(state, value);
        expect(where(next), `${name} × ${event}`).to.equal(TABLE[name]?.[event] ?? where(state));
      }
    });
  }

  it('never loses a code that was seen', () => {
    for (const state of Object.values(STATES)) {
      for (const event of Object.values(EVENTS)) {
        const seen = { ...state, activationCode: CODE.activation_code };
        expect(advance(seen, event).activationCode).to.equal(CODE.activation_code);
      }
    }
  });

  it('never changes the reference or the plan', () => {
    for (const state of Object.values(STATES)) {
      for (const event of Object.values(EVENTS)) {
        const next = advance(state, event);
        expect(next.reference).to.equal(state.reference);
        expect(next.plan).to.equal(state.plan);
      }
    }
  });

  it('pauses longer each time, then stops asking', () => {
    let current = STATES.posting as PurchaseRecord;
    const waits: number[] = [];
    while (current.phase === 'ordering') {
      current = advance(
        { ...(current as OrderingRecord), step: 'look-up' },
        { type: 'look-up-failed', at: T },
      );
      if (current.phase === 'ordering') waits.push((current.resumeAt ?? 0) - T);
    }
    expect(waits).to.deep.equal([...PAUSES_MS]);
    expect(current.phase).to.equal('unconfirmed');
  });

  it('waits as long as Retry-After says', () => {
    const next = advance(STATES.posting as PurchaseRecord, {
      type: 'unsent',
      at: T,
      waitMs: 42_000,
    });
    expect(next.resumeAt).to.equal(T + 42_000);
  });

  it('waits for the rest of a long Retry-After when asked again', () => {
    const unsent = EVENTS['unsent for an hour'] as RecordEvent;
    const stopped = advance(STATES.posting as PurchaseRecord, unsent);
    const soon = advance(stopped, { type: 'check', at: T + 1000 });
    expect(where(soon)).to.equal('unconfirmed');
    const asked = advance(stopped, { type: 'check', at: T + 3_500_000 });
    expect([where(asked), asked.resumeAt]).to.deep.equal(['ordering/pause-post', T + 3_600_000]);
    const later = advance(stopped, { type: 'check', at: T + 3_600_000 });
    expect(where(later)).to.equal('ordering/post');
  });

  it('believes a refusal only when nothing can be on its way any more', () => {
    const state = STATES['look-up, refused'] as PurchaseRecord;
    const next = advance(state, { type: 'not-found', at: T });
    expect(next.resumeAt).to.equal(T + IN_FLIGHT_MS);
    const looking = advance(next, { type: 'pause-over', at: T + IN_FLIGHT_MS });
    const early = advance(looking, { type: 'not-found', at: T + IN_FLIGHT_MS - 1 });
    expect([where(early), early.resumeAt]).to.deep.equal([
      'ordering/pause-look-up',
      T + IN_FLIGHT_MS,
    ]);
    expect(where(advance(looking, { type: 'not-found', at: T + IN_FLIGHT_MS }))).to.equal('failed');
  });

  it('does not wait for years when the clock was set back', () => {
    const state = ordering('look-up', {
      inDoubtSince: T,
      refusal: failure,
      refusedFrom: T + 9e9,
    });
    const next = advance(state, { type: 'not-found', at: T });
    expect(next.resumeAt).to.equal(T + IN_FLIGHT_MS);
  });

  describe('the screen', () => {
    const choosing: State = { phase: 'choosing-plan' };
    const showing: State = { phase: 'pending', record: STATES.pending as PurchaseRecord };

    it('shows the catalogue only where no purchase is shown', () => {
      const event: MachineEvent = { type: 'catalogue', state: { phase: 'choosing-destination' } };
      expect(transition(choosing, event).phase).to.equal('choosing-destination');
      expect(transition(showing, event)).to.equal(showing);
    });

    it('shows a purchase and leaves it', () => {
      const shown = transition(choosing, {
        type: 'show',
        record: STATES.delivered as PurchaseRecord,
      });
      expect(shown.phase).to.equal('delivered');
      expect(transition(shown, { type: 'leave', to: choosing })).to.equal(choosing);
      expect(transition(choosing, { type: 'leave', to: { phase: 'loading' } })).to.equal(choosing);
    });

    it('has nothing to advance without a purchase', () => {
      for (const event of Object.values(EVENTS))
        expect(transition(choosing, event)).to.equal(choosing);
    });

    it('follows the purchase it shows', () => {
      expect(transition(showing, EVENTS.DELIVERED as RecordEvent).phase).to.equal('delivered');
    });
  });
});
