import { expect } from '@open-wc/testing';
import { advance, PAUSES_MS, type RecordEvent } from '../../../src/core/purchase/advance.js';
import { newRecord, type PurchaseRecord } from '../../../src/core/purchase/record.js';
import { plan } from '../../support/samples.js';

const T = Date.parse('2026-05-01T08:00:00Z');
const HOUR = 3_600_000;

/** An order that the host has agreed to, and is about to be sent. */
const ordered = advance(newRecord('ref-1', plan(), T - 1000), { type: 'authorized', at: T });

/** What turns a step away with `Retry-After`, and what it does where there is none. */
const STEPS = {
  'while it is sent': {
    from: (): PurchaseRecord => advance(ordered, { type: 'posting', by: 1, at: T }),
    turned: 'unsent',
    pause: 'pause-post',
  },
  'while it is looked up': {
    from: (): PurchaseRecord =>
      advance(advance(ordered, { type: 'posting', by: 1, at: T }), { type: 'lost', at: T }),
    turned: 'look-up-failed',
    pause: 'pause-look-up',
  },
} as const;

/** The same answer again and again, each when the pause of the one before is over. */
function rounds(
  first: PurchaseRecord,
  event: { type: 'unsent' | 'look-up-failed'; waitMs?: number },
  count: number,
): PurchaseRecord {
  let record = first;
  let at = T;
  for (let round = 0; round < count && record.phase === 'ordering'; round += 1) {
    record = advance(record, { ...event, at } as RecordEvent);
    at = record.resumeAt ?? at;
    record = advance(record, { type: 'pause-over', at });
    if (record.step === 'post') record = advance(record, { type: 'posting', by: 1, at });
  }
  return record;
}

describe('an order that is told to come back later', () => {
  for (const [when, { from, turned, pause }] of Object.entries(STEPS)) {
    it(`waits for its turn however often it is told so, ${when}`, () => {
      const record = rounds(from(), { type: turned, waitMs: 60_000 }, 40);
      expect(record.phase).to.equal('ordering');
      expect(record.attempts).to.equal(0);
    });

    it(`waits for as long as it was told, ${when}`, () => {
      const record = advance(from(), { type: turned, waitMs: 60_000, at: T });
      expect(record.step).to.equal(pause);
      expect(record.resumeAt).to.equal(T + 60_000);
    });

    it(`does not ask at a hectic pace where it is told so, ${when}`, () => {
      const weary = { ...from(), attempts: PAUSES_MS.length } as PurchaseRecord;
      const record = advance(weary, { type: turned, waitMs: 1000, at: T });
      expect(record.step).to.equal(pause);
      expect(record.resumeAt).to.equal(T + Number(PAUSES_MS.at(-1)));
    });

    it(`gives failures no more rounds than before, ${when}`, () => {
      expect(rounds(from(), { type: turned }, PAUSES_MS.length).phase).to.equal('ordering');
      expect(rounds(from(), { type: turned }, PAUSES_MS.length + 1).phase).to.equal('unconfirmed');
    });

    it(`is given up for now an hour after the customer agreed, ${when}`, () => {
      const turns = HOUR / 100_000;
      const waiting = rounds(from(), { type: turned, waitMs: 100_000 }, turns);
      expect(waiting.phase).to.equal('ordering');
      const record = rounds(
        from(),
        { type: turned, waitMs: 100_000 },
        turns + PAUSES_MS.length + 2,
      );
      expect(record.phase).to.equal('unconfirmed');
      expect(record.throttledUntil, 'goes on by itself then').to.be.greaterThan(T + HOUR);
    });

    it(`counts rounds where the clock was set back, ${when}`, () => {
      const later = { ...from(), orderedAt: new Date(T + HOUR).toISOString() } as PurchaseRecord;
      expect(advance(later, { type: turned, waitMs: 5000, at: T }).attempts).to.equal(1);
    });
  }
});
