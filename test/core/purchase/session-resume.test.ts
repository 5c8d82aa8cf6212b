import { expect } from '@open-wc/testing';
import {
  type Facts,
  newRecord,
  type PurchaseRecord,
  type Stage,
} from '../../../src/core/purchase/record.js';
import type { Phase } from '../../../src/core/types.js';
import { plan } from '../../support/samples.js';
import { CODE, SessionBrowser } from '../../support/session-page.js';
import { turns, until } from '../../support/until.js';

const REFERENCE = 'ref-of-a-dead-page';

interface Case {
  /** What the page that died had written. */
  left: Partial<PurchaseRecord>;
  /** Whether the order had reached the API. */
  placed: boolean;
  then: Phase;
  /** How often the host is asked about the payment again. */
  asked: number;
  posts: number;
  told: string[];
}

const asked: Partial<Case> = { asked: 1, posts: 1 };
const ordered = { phase: 'ordering', sentAt: 1, inDoubtSince: 1 } as const;
const placed = { orderId: 700, arrived: true, announced: 'pending' } as const;
const delivered = { ...placed, phase: 'delivered', activationCode: CODE } as const;

const CASES: Record<string, Partial<Case> & Pick<Case, 'left'>> = {
  'before the host was asked': { left: { phase: 'authorizing' }, ...asked },
  'after the host agreed, before sending': {
    left: { phase: 'ordering', step: 'post' },
    ...asked,
  },
  'while waiting to send for the first time': {
    left: { phase: 'ordering', step: 'pause-post', attempts: 3 },
    ...asked,
  },
  'while sending, and it arrived': {
    left: { phase: 'ordering', step: 'posting', sentAt: 1 },
    placed: true,
  },
  'while sending, and it did not arrive': {
    left: { phase: 'ordering', step: 'posting', sentAt: 1 },
    posts: 1,
  },
  'while waiting to send again, though it had arrived': {
    left: { ...ordered, step: 'pause-post' },
    placed: true,
  },
  'while looking up, and it had arrived': { left: { ...ordered, step: 'look-up' }, placed: true },
  'while looking up, and it had not arrived': { left: { ...ordered, step: 'look-up' }, posts: 1 },
  'while waiting to look up': {
    left: { ...ordered, step: 'pause-look-up', arrived: true },
    placed: true,
  },
  'while reading what was found': {
    left: { ...ordered, step: 'read', arrived: true, orderId: 700 },
    placed: true,
  },
  'when it had given up': {
    left: { ...ordered, phase: 'unconfirmed', step: 'none' },
    placed: true,
  },
  'when it had given up, and it never arrived': {
    left: { ...ordered, phase: 'unconfirmed', step: 'none' },
    posts: 1,
  },
  'while it was pending': {
    left: { ...placed, phase: 'pending' },
    placed: true,
    told: ['delivered'],
  },
  'while it was overdue': {
    left: { ...placed, phase: 'overdue' },
    placed: true,
    told: ['delivered'],
  },
  'while it was processing': {
    left: { ...placed, phase: 'processing', announced: 'processing' },
    placed: true,
    told: ['delivered'],
  },
  'once it was delivered and told': {
    left: { ...delivered, announced: 'delivered' },
    placed: true,
    told: [],
  },
  'between writing that it was delivered and telling the host': {
    left: { ...delivered },
    placed: true,
    told: ['delivered'],
  },
};

describe('A session after a page that died', () => {
  let browser: SessionBrowser;
  beforeEach(() => {
    browser = new SessionBrowser();
  });
  afterEach(() => browser.close());
  const left = (changes: Partial<Facts & Stage>): PurchaseRecord =>
    ({
      ...newRecord(REFERENCE, plan(), browser.clock.now() - 3_600_000),
      ...changes,
    }) as PurchaseRecord;

  for (const [when, given] of Object.entries(CASES)) {
    const { told = ['placed', 'delivered'], posts = 0, asked: questions = 0 } = given;
    it(`goes on ${when}`, async () => {
      await browser.store(left(given.left));
      if (given.placed) browser.place(REFERENCE);
      const page = await browser.open();
      await browser.reach(page, 'delivered');
      while ((await browser.stored())[0]?.announced !== 'delivered') await turns(5);
      await turns(20);
      expect(page.session.state).to.have.nested.property('record.activationCode', CODE);
      expect(page.told).to.deep.equal(told);
      expect(browser.posted).to.deep.equal(Array(posts).fill(REFERENCE));
      expect(page.offers.map(({ reference, resumed }) => [reference, resumed])).to.deep.equal(
        Array(questions).fill([REFERENCE, true]),
      );
      expect(browser.orders.size).to.equal(1);
      expect((await browser.stored())[0]).to.include({ phase: 'delivered' });
    });
  }

  for (const phase of ['installed', 'expired', 'failed', 'cancelled'] as const) {
    it(`shows the plans where all that is left is ${phase}`, async () => {
      await browser.store(left({ phase, orderId: 700, arrived: true, announced: phase }));
      const page = await browser.open();
      await turns(50);
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect(browser.api.sent).to.have.length(0);
      expect(page.told).to.deep.equal([]);
      expect(await page.session.purchases()).to.have.length(1);
    });
  }

  it('shows what is unfinished before what is delivered, and newer before older', async () => {
    browser.outcome = { status: 'PENDING' };
    for (const reference of ['old', 'new']) browser.place(reference);
    await browser.store(
      { ...left({ ...delivered, announced: 'delivered' }), reference: 'code' },
      { ...left({ ...placed, phase: 'pending' }), reference: 'old' },
      {
        ...left({ ...placed, phase: 'pending', orderId: 701 }),
        reference: 'new',
        createdAt: new Date(browser.clock.now() - 60_000).toISOString(),
      },
    );
    const page = await browser.open();
    expect(page.session.state).to.have.nested.property('record.reference', 'new');
  });

  it('asks for one payment only, however many were left', async () => {
    await browser.store(
      ...['a', 'b', 'c'].map((reference) => ({ ...left({ phase: 'authorizing' }), reference })),
    );
    const page = await browser.open({ authorize: () => new Promise(() => undefined) });
    await until(() => page.offers.length > 0);
    await turns(50);
    expect(page.offers).to.have.length(1);
  });

  it('starts again after it was stopped, with what had happened meanwhile', async () => {
    browser.outcome = { status: 'PENDING' };
    const page = await browser.open();
    await page.session.buy(plan());
    page.session.stop();
    const [order] = browser.orders.values();
    Object.assign(order ?? {}, { status: 'DELIVERED', activation_code: CODE });
    await page.session.start();
    await browser.reach(page, 'delivered');
    expect(browser.posts).to.have.length(1);
  });
});
