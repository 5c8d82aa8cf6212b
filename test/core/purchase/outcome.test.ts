import { expect } from '@open-wc/testing';
import { orderSchema } from '../../../src/core/api/order-schema.js';
import { readOne } from '../../../src/core/api/schemas.js';
import { applyOrder, GIVE_UP_MS } from '../../../src/core/purchase/outcome.js';
import type { PurchaseRecord } from '../../../src/core/purchase/record.js';
import { newRecord } from '../../../src/core/purchase/record.js';
import type { PurchasePhase } from '../../../src/core/types.js';
import { plan } from '../../support/samples.js';

const T = Date.parse('2026-05-01T08:00:00Z');
const CODE = 'LPA:1$rsp.example.com$ABC';

const ordered: PurchaseRecord = {
  ...newRecord('ref-1', plan(), T - 1000),
  phase: 'ordering',
  step: 'posting',
};

/** What a body of the API, as it comes, makes of a record. */
function after(body: object, record = ordered, at = T): PurchaseRecord {
  const order = readOne(orderSchema, { id: 7, client_reference: 'ref-1', ...body });
  if (!order) throw new Error('It is no order.');
  return applyOrder(record, order, at);
}

describe('what an order’s body makes of a purchase', () => {
  const cases: [what: string, body: object, phase: PurchasePhase][] = [
    ['delivered, with its code', { status: 'DELIVERED', activation_code: CODE }, 'delivered'],
    ['in lower case', { status: 'delivered', activation_code: CODE }, 'delivered'],
    ['in mixed case', { status: 'Failed', is_user_fixable: true }, 'failed'],
    ['delivered without a code', { status: 'DELIVERED' }, 'pending'],
    ['delivered with an empty code', { status: 'DELIVERED', activation_code: '' }, 'pending'],
    ['delivered with a blank code', { status: 'DELIVERED', activation_code: ' \n ' }, 'pending'],
    ['with an invisible code', { status: 'DELIVERED', activation_code: '\u200b' }, 'pending'],
    ['unknown, with a usable code', { status: 'SHIPPED', activation_code: CODE }, 'delivered'],
    ['unknown, with another text', { status: 'SHIPPED', activation_code: 'soon' }, 'pending'],
    ['unknown', { status: 'ON_HOLD' }, 'pending'],
    ['missing', {}, 'pending'],
    ['failed: the plan is gone', { status: 'FAILED', is_user_fixable: true }, 'failed'],
    ['failed inside', { status: 'FAILED', is_user_fixable: false }, 'processing'],
    ['failed, without the flag', { status: 'FAILED' }, 'failed'],
    ['failed, flag null', { status: 'FAILED', is_user_fixable: null }, 'failed'],
    ['failed, no flag, a code', { status: 'FAILED', failure_code: 'PLAN_GONE' }, 'failed'],
    ...[
      'INTERNAL_ERROR',
      'transient_error',
      'TEMPORARILY_DOWN',
      'UPSTREAM_TIMEOUT',
      'RETRYING',
    ].map((failure_code): [string, object, PurchasePhase] => [
      `failed, no flag, ${failure_code}`,
      { status: 'FAILED', failure_code },
      'processing',
    ]),
    [
      'failed, the flag says the plan though the code says internal',
      { status: 'FAILED', is_user_fixable: true, failure_code: 'INTERNAL_ERROR' },
      'failed',
    ],
    ['cancelled', { status: 'CANCELLED' }, 'cancelled'],
  ];
  for (const [what, body, phase] of cases) {
    it(`${what}: ${phase}`, () => {
      expect(after(body).phase).to.equal(phase);
    });
  }

  it('keeps the data and the days that it says, and nothing for 0', () => {
    const says = { status: 'DELIVERED', activation_code: CODE };
    const said = after({ ...says, data_amount_gb: '3', validity_days: 30 });
    expect([said.dataGb, said.validityDays]).to.deep.equal([3, 30]);
    const silent = after({ ...says, data_amount_gb: 0, validity_days: 0 });
    expect([silent.dataGb, silent.validityDays]).to.deep.equal([undefined, undefined]);
  });

  for (const never of ['0001-01-01T00:00:00Z', '1999-12-31T23:59:59Z', '', 'yesterday', null]) {
    it(`takes ${JSON.stringify(never)} for no time`, () => {
      const body = { status: 'DELIVERED', activation_code: CODE };
      const record = after({ ...body, installed_at: never, activated_at: never });
      expect([record.installedAt, record.activatedAt]).to.deep.equal([undefined, undefined]);
    });
  }

  describe('an internal failure', () => {
    const failing = { status: 'FAILED', is_user_fixable: false };

    it('ends a day after it was first seen, and not before', () => {
      const first = after(failing);
      expect(after(failing, first, T + GIVE_UP_MS - 1).phase).to.equal('processing');
      expect(after(failing, first, T + GIVE_UP_MS).phase).to.equal('failed');
    });

    it('starts its day anew where the clock was set back', () => {
      const back = after(failing, after(failing), T - GIVE_UP_MS);
      expect(after(failing, back, T - 1).phase).to.equal('processing');
      expect(after(failing, back, T).phase).to.equal('failed');
    });

    it('is outranked by a delivery, also once it has ended', () => {
      const ended = after(failing, after(failing), T + GIVE_UP_MS);
      const delivered = after({ status: 'DELIVERED', activation_code: CODE }, ended, T + 2e8);
      expect([delivered.phase, delivered.activationCode]).to.deep.equal(['delivered', CODE]);
      expect(after(failing, delivered, T + 3e8).phase).to.equal('delivered');
    });
  });
});
