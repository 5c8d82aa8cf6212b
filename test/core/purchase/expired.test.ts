import { expect } from '@open-wc/testing';
import type { OrderBody } from '../../../src/core/api/order-body.js';
import { mergeRecords } from '../../../src/core/purchase/merge.js';
import { applyOrder } from '../../../src/core/purchase/outcome.js';
import { newRecord, type PurchaseRecord } from '../../../src/core/purchase/record.js';
import type { PurchasePhase } from '../../../src/core/types.js';
import { plan } from '../../support/samples.js';
import { CODE, SessionBrowser } from '../../support/session-page.js';

const T = Date.parse('2026-05-01T08:00:00Z');

function record(phase: PurchasePhase, checkedAt = T): PurchaseRecord {
  const fresh = newRecord('ref-1', plan(), T - 1000);
  return { ...fresh, phase, orderId: 7, activationCode: CODE, checkedAt } as PurchaseRecord;
}

const order = (more: Partial<OrderBody>): OrderBody =>
  ({ id: 7, status: 'DELIVERED', activation_code: CODE, ...more }) as OrderBody;

/** How a purchase continues after the API has reported it as expired. */
const ANSWERS: [name: string, answer: Partial<OrderBody>, phase: PurchasePhase][] = [
  ['EXPIRED again', { activation_status: 'EXPIRED' }, 'expired'],
  ['not installed', { activation_status: 'NOT_INSTALLED' }, 'delivered'],
  ['active, not installed', { activation_status: 'ACTIVE' }, 'delivered'],
  ['active, installed', { activation_status: 'ACTIVE', is_installed: true }, 'installed'],
  ['nothing said of it', {}, 'expired'],
  ['installed, nothing else said', { is_installed: true }, 'expired'],
  ['a status of a later API', { activation_status: 'RESTING' }, 'expired'],
  ['pending', { status: 'PENDING', activation_status: 'NOT_INSTALLED' }, 'expired'],
  ['failed', { status: 'FAILED', activation_status: 'NOT_INSTALLED' }, 'expired'],
];

describe('EXPIRED', () => {
  for (const [name, answer, phase] of ANSWERS)
    it(`and then ${name}: ${phase}, the code kept`, () => {
      const next = applyOrder(record('expired'), order(answer), T + 1);
      expect(next).to.include({ phase, activationCode: CODE });
    });

  it('of an eSIM that was never installed says so', () => {
    const unused = applyOrder(record('delivered'), order({ activation_status: 'EXPIRED' }), T);
    expect(unused.seenInstalled).to.equal(undefined);
    const used = applyOrder(record('delivered'), order({ is_installed: true }), T);
    expect(applyOrder(used, order({ activation_status: 'EXPIRED' }), T)).to.include({
      phase: 'expired',
      seenInstalled: true,
    });
  });

  const MERGES: [stored: PurchaseRecord, next: PurchaseRecord, phase: PurchasePhase][] = [
    [record('expired', T), record('delivered', T + 1), 'delivered'],
    [record('expired', T + 1), record('delivered', T), 'expired'],
    [record('delivered', T + 1), record('expired', T), 'delivered'],
    [record('delivered', T), record('expired', T + 1), 'expired'],
    [record('expired', T), record('installed', T + 1), 'installed'],
    [record('expired', T), record('delivered', T), 'expired'],
    [record('expired', T), record('pending', T + 1), 'expired'],
    [record('installed', T), record('delivered', T + 1), 'installed'],
  ];
  for (const [stored, next, phase] of MERGES)
    it(`stored ${stored.phase} at ${stored.checkedAt}, next ${next.phase} at ${next.checkedAt}: ${phase}`, () => {
      expect(mergeRecords(stored, next).phase).to.equal(phase);
    });

  it('that the API revokes: the eSIM is stored and shown again, and no second delivery is reported', async () => {
    const browser = new SessionBrowser();
    const { session, told } = await browser.open();
    await session.buy(plan());
    expect(session.state.phase).to.equal('delivered');
    const [sold] = browser.orders.values();
    const say = async (activation_status: string): Promise<void> => {
      Object.assign(sold ?? {}, { activation_status });
      await browser.clock.pass(60_000);
      await session.refresh();
    };
    await say('EXPIRED');
    expect(session.state.phase).to.equal('expired');
    await say('NOT_INSTALLED');
    expect(session.state.phase).to.equal('delivered');
    expect(told.filter((each) => each.startsWith('delivered'))).to.have.length(1);
    session.stop();
    const later = await browser.open();
    expect(later.session.state.phase).to.equal('delivered');
    expect(later.told).to.deep.equal([]);
    later.session.stop();
  });
});
