// The shop refunds by the element's own rule: else it would refund an eSIM that the page still waits for.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type OrderState, stateOf } from '../../demo/host/order-state.js';
import type { Order } from '../../demo/host/server-client.js';
import { applyOrder } from '../../src/core/purchase/outcome.js';
import { newRecord, type PurchaseRecord } from '../../src/core/purchase/record.js';
import type { PurchasePhase } from '../../src/index.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 2, 12);

const STATES: Partial<Record<PurchasePhase, OrderState>> = {
  pending: 'under way',
  processing: 'failing',
  failed: 'over',
  cancelled: 'over',
  delivered: 'delivered',
  installed: 'delivered',
  expired: 'delivered',
};

/** What the element makes of an order that it saw failing for the first time at `since`. */
function elementState(order: Order, since: number | undefined): OrderState | undefined {
  const plan = {
    ...{ productId: 1, variantId: 1, name: '1 GB', countryCode: 'JPN', dataGb: 1, validityDays: 7 },
    price: { amount: 1, currency: 'USD' },
  };
  const record = {
    ...newRecord('r', plan, NOW),
    ...{ phase: 'pending', step: 'none' },
    ...(since === undefined ? {} : { failingSince: since }),
  } as PurchaseRecord;
  return STATES[applyOrder(record, order, NOW).phase];
}

const statuses = ['PENDING', 'DELIVERED', 'FAILED', 'CANCELLED', 'failed', 'SOMETHING_NEW'];
const failureCodes = [
  ...[undefined, '', 'PLAN_UNAVAILABLE', 'FULFILMENT_FAILED', 'PROVIDER_ERROR', 'INTERNAL_ERROR'],
  ...['internal', 'TRANSIENT_FAILURE', 'TEMPORARY', 'UPSTREAM_TIMEOUT', 'TIMED_OUT', 'RETRYING'],
];
const since = [undefined, NOW, NOW - 24 * HOUR + 1, NOW - 24 * HOUR, NOW - 30 * 24 * HOUR];
const codes = [undefined, 'LPA:1$smdp.example$CODE', '1$smdp.example$CODE', 'https://qr.example/1'];
const installs = [{}, { is_installed: true }, { activation_status: 'EXPIRED' }];

describe('what has become of an order', () => {
  for (const status of statuses)
    it(`is for the shop what it is for the element: ${status}`, () => {
      let compared = 0;
      for (const is_user_fixable of [undefined, true, false])
        for (const failure_code of failureCodes)
          for (const activation_code of codes)
            for (const installed of installs)
              for (const failingSince of since) {
                const order = {
                  ...{ id: 1, status, is_user_fixable, failure_code, activation_code },
                  ...installed,
                };
                const expected = elementState(order, failingSince);
                assert.ok(expected, JSON.stringify(order));
                const text = `${JSON.stringify(order)}, failing since ${failingSince}`;
                assert.equal(stateOf(order, NOW, failingSince), expected, text);
                compared += 1;
              }
      assert.equal(compared, 3 * 12 * 4 * 3 * 5);
    });

  const rows: [facts: Partial<Order>, state: OrderState][] = [
    [{ status: 'FAILED', is_user_fixable: true }, 'over'],
    [{ status: 'FAILED', is_user_fixable: false }, 'failing'],
    [{ status: 'FAILED', failure_code: 'INTERNAL_ERROR' }, 'failing'],
    [{ status: 'FAILED', failure_code: 'PLAN_UNAVAILABLE' }, 'over'],
    [{ status: 'FAILED' }, 'over'],
  ];
  for (const [facts, state] of rows)
    it(`${state} for ${JSON.stringify(facts)}`, () => {
      assert.equal(stateOf({ id: 1, status: '', ...facts }, NOW), state);
    });
});
