import { expect } from '@open-wc/testing';
import { readOne } from '../../../src/core/api/bodies.js';
import { orderBody } from '../../../src/core/api/order-body.js';
import { applyOrder, GIVE_UP_MS } from '../../../src/core/purchase/outcome.js';
import { boughtPlan, toPurchase } from '../../../src/core/purchase/purchase.js';
import { newRecord, type PurchaseRecord } from '../../../src/core/purchase/record.js';
import { plan } from '../../support/samples.js';

const T = Date.parse('2026-05-01T08:00:00Z');
const CODE = 'LPA:1$rsp.example.com$ABC';
const placed: PurchaseRecord = {
  ...newRecord('ref-1', plan(), T - 1000),
  phase: 'ordering',
  step: 'posting',
};

/** Applies a raw answer of the API to a record. */
function outcome(answer: object, record = placed, at = T): PurchaseRecord {
  const order = readOne(orderBody, { id: 7, ...answer });
  if (!order) throw new Error('The answer cannot be read.');
  return applyOrder(record, order, at);
}

describe('What an order says', () => {
  const phases: [string, object, string][] = [
    ['delivered', { status: 'DELIVERED', activation_code: CODE }, 'delivered'],
    ['in another case', { status: 'Delivered', activation_code: CODE }, 'delivered'],
    ['pending in another case', { status: 'pending' }, 'pending'],
    ['failed in another case', { status: 'failed', is_user_fixable: true }, 'failed'],
    ['an unknown status with a code', { status: 'COMPLETED', activation_code: CODE }, 'delivered'],
    [
      'an unknown status with a bare code',
      { status: 'DONE', activation_code: '1$a.b$C' },
      'delivered',
    ],
    ['no status with a code', { activation_code: CODE }, 'delivered'],
    [
      'an unknown status with a text that is no code',
      { status: 'DONE', activation_code: 'soon' },
      'pending',
    ],
    [
      'an unknown status, installed, with a code',
      { status: 'DONE', activation_code: CODE, is_installed: true },
      'installed',
    ],
    ['pending with a code', { status: 'PENDING', activation_code: CODE }, 'pending'],
    [
      'failed with a code',
      { status: 'FAILED', is_user_fixable: true, activation_code: CODE },
      'failed',
    ],
    ...['', ' ', '\n', '\u200b', '\u00a0\ufeff'].map((blank): [string, object, string] => [
      `delivered with ${JSON.stringify(blank)} for a code`,
      { status: 'DELIVERED', activation_code: blank },
      'pending',
    ]),
    // The flag decides. If it is missing, the code decides.
    ['failed, the customer can mend it', { status: 'FAILED', is_user_fixable: true }, 'failed'],
    ['failed inside', { status: 'FAILED', is_user_fixable: false }, 'processing'],
    [
      'failed inside, though the code names the plan',
      { status: 'FAILED', is_user_fixable: false, failure_code: 'PLAN_UNAVAILABLE' },
      'processing',
    ],
    ['failed, no flag, no code', { status: 'FAILED' }, 'failed'],
    ['failed, no flag', { status: 'FAILED', failure_code: 'PLAN_UNAVAILABLE' }, 'failed'],
    [
      'failed, a flag of null',
      { status: 'FAILED', is_user_fixable: null, failure_code: 'REJECTED' },
      'failed',
    ],
    ...['INTERNAL_ERROR', 'SUPPLIER_TIMEOUT', 'transient', 'TEMPORARILY_DOWN', 'WILL_RETRY'].map(
      (failure_code): [string, object, string] => [
        `failed, no flag, ${failure_code}`,
        { status: 'FAILED', failure_code },
        'processing',
      ],
    ),
  ];
  for (const [what, answer, phase] of phases) {
    it(`puts a purchase in ${phase}: ${what}`, () => {
      expect(outcome(answer).phase).to.equal(phase);
    });
  }

  it('has its data and days stored, even if the plan has others', () => {
    const record = outcome({
      status: 'DELIVERED',
      activation_code: CODE,
      data_amount_gb: 3,
      validity_days: '30',
    });
    expect(toPurchase(record)).to.include({ dataGb: 3, validityDays: 30 });
    expect(boughtPlan(record)).to.deep.include({ dataGb: 3, validityDays: 30, variantId: 100 });
    expect(record.plan).to.deep.equal(plan());
  });

  it('is the chosen plan if it says nothing or the same', () => {
    for (const more of [
      {},
      { data_amount_gb: 0, validity_days: 0 },
      { data_amount_gb: 1, validity_days: 7 },
    ]) {
      const record = outcome({ status: 'PENDING', ...more });
      expect(boughtPlan(record)).to.equal(record.plan);
    }
  });

  const times: [string, unknown, string | undefined][] = [
    ['a time', '2026-05-01T10:00:00+02:00', '2026-05-01T10:00:00+02:00'],
    ['the zero time of Go', '0001-01-01T00:00:00Z', undefined],
    ['the epoch', '1970-01-01T00:00:00Z', undefined],
    ['the last second before 2000', '1999-12-31T23:59:59Z', undefined],
    ['no time', 'soon', undefined],
    ['nothing', '', undefined],
    ['a number', 5, undefined],
  ];
  for (const [what, value, read] of times) {
    it(`reads ${what} as ${read ?? 'absent'}`, () => {
      const record = outcome({
        status: 'DELIVERED',
        activation_code: CODE,
        activated_at: value,
        installed_at: value,
      });
      expect([record.activatedAt, record.installedAt]).to.deep.equal([read, read]);
    });
  }

  it('may give its number as text, and no other text', () => {
    const read = (id: unknown): unknown => readOne(orderBody, { id, status: 'PENDING' })?.id;
    expect(
      ['12', 12, '12.5', 'x', '', ' ', null, true, '9007199254740993'].map(read),
    ).to.deep.equal([12, 12, ...Array(7).fill(undefined)]);
  });

  describe('when it fails inside', () => {
    const inside = { status: 'FAILED', is_user_fixable: false, failure_code: 'INTERNAL' };
    it('counts as failed a day after the failure was first seen', () => {
      const first = outcome(inside);
      const last = outcome(inside, first, T + GIVE_UP_MS - 1);
      expect(last.phase).to.equal('processing');
      const end = outcome(inside, last, T + GIVE_UP_MS);
      expect([end.phase, end.failure]).to.deep.equal([
        'failed',
        { code: 'INTERNAL', userFixable: false },
      ]);
      expect(outcome({ status: 'DELIVERED', activation_code: CODE }, end).phase).to.equal(
        'delivered',
      );
    });

    it('starts the day again if the clock was set back', () => {
      const first = outcome(inside, placed, T + 10 * GIVE_UP_MS);
      const back = outcome(inside, first, T);
      expect(outcome(inside, back, T + GIVE_UP_MS).phase).to.equal('failed');
    });

    it('does not count as failed for an earlier failure, if it is pending again', () => {
      const pending = outcome({ status: 'PENDING' }, outcome(inside), T + 2 * GIVE_UP_MS);
      expect(pending.phase).to.equal('processing');
    });
  });
});
