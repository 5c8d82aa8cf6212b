import { expect } from '@open-wc/testing';
import { CheckoutError } from '../../../src/core/errors.js';
import { plan } from '../../support/samples.js';
import { SessionBrowser, type SessionPage } from '../../support/session-page.js';
import { turns, until } from '../../support/until.js';

/** A payment that takes the host some time. */
function payment() {
  let settle: (paid: boolean) => void = () => undefined;
  const taken = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  return { authorize: () => taken, settle };
}

describe('A session and its host', () => {
  let browser: SessionBrowser;

  /** The phase is set a moment before the host is asked for the payment. */
  async function asked(page: SessionPage): Promise<void> {
    await browser.reach(page, 'authorizing');
    await until(() => page.offers.length > 0);
  }

  beforeEach(() => {
    browser = new SessionBrowser();
  });
  afterEach(() => browser.close());

  it('stores a plan that is a framework’s proxy, without the fields that the host has added', async () => {
    const page = await browser.open();
    const given = new Proxy({ ...plan(), price: new Proxy(plan().price, {}) }, {});
    await page.session.buy(Object.assign(given, { onPick: () => undefined }));
    expect(page.troubles).to.deep.equal([]);
    const [record] = await browser.stored();
    expect(record?.phase).to.equal('delivered');
    expect(record?.plan).to.deep.equal(plan());
  });

  it('sells another plan after the customer has left a payment', async () => {
    const { authorize, settle } = payment();
    const page = await browser.open({
      authorize: ({ plan: { variantId } }) =>
        variantId === 1 ? authorize() : Promise.resolve(true),
    });
    const first = page.session.buy(plan(3, { variantId: 1 }));
    await asked(page);
    page.session.leave();
    await page.session.buy(plan(5, { variantId: 2 }));
    expect(page.session.state.phase).to.equal('delivered');
    expect(browser.posts.length).to.equal(1);
    settle(false);
    await first;
    expect(browser.posts.length).to.equal(1);
  });

  it('shows the same payment again, and asks for no second one', async () => {
    const { authorize, settle } = payment();
    const page = await browser.open({ authorize });
    const first = page.session.buy(plan());
    await asked(page);
    page.session.leave();
    const again = page.session.buy(plan());
    await asked(page);
    settle(true);
    await Promise.all([first, again]);
    expect(page.offers.length).to.equal(1);
    expect(page.session.state.phase).to.equal('delivered');
    expect(browser.posts.length).to.equal(1);
  });

  it('takes Buy for a plan that is on its way, unseen on this page, as that order', async () => {
    const died = await browser.open();
    browser.outcome = { status: 'PENDING' };
    for (const variantId of [1, 2]) {
      await died.session.buy(plan(3, { variantId }));
      died.session.leave();
    }
    died.session.stop();
    const page = await browser.open();
    const bought = async (variantId: number): Promise<number> => {
      page.session.leave();
      await page.session.buy(plan(3, { variantId }));
      return browser.posts.length;
    };
    const { state } = page.session;
    const shown = 'record' in state ? state.record.plan.variantId : 0;
    // The page shows one of the two; the customer does not know of the other.
    expect(await bought(3 - shown)).to.equal(2);
    expect(page.session.state.phase).to.equal('pending');
    expect(await bought(3 - shown), 'who has seen it and left it buys another').to.equal(3);
    expect(await bought(shown)).to.equal(4);
  });

  it('reports an outcome when the host can listen, and shows it before that', async () => {
    const died = await browser.open();
    browser.outcome = { status: 'PENDING' };
    await died.session.buy(plan());
    died.session.stop();
    for (const [reference, order] of browser.orders)
      browser.orders.set(reference, { ...order, status: 'FAILED', is_user_fixable: true });
    let listen: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      listen = resolve;
    });
    const page = await browser.open({ hostReady: () => ready });
    await browser.reach(page, 'failed');
    await turns();
    expect(page.told).to.deep.equal([]);
    listen();
    await until(() => page.told.length > 0);
    expect(page.told).to.deep.equal(['failed']);
  });

  for (const mayBePaid of [false, true]) {
    it(`sends nothing for a host that agreed and vetoed before the order left${mayBePaid ? ', and has it give the money back' : ''}`, async () => {
      const veto = new CheckoutError('authorization', 'Vetoed.', { mayBePaid });
      const page = await browser.open({ seal: () => veto });
      await page.session.buy(plan());
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect(browser.api.sent).to.deep.equal([]);
      expect(page.troubles).to.deep.equal(['authorization']);
      expect(page.told).to.deep.equal(mayBePaid ? ['failed'] : []);
      expect(await browser.stored()).to.deep.equal([]);
    });
  }

  it('sends nothing from another tab after the host has vetoed the order that it agreed to', async () => {
    const veto = new CheckoutError('authorization', 'Too late.', { mayBePaid: true });
    const two = await browser.open({ authorize: async () => false });
    const one = await browser.open({ seal: () => veto });
    await one.session.buy(plan());
    for (let turn = 0; turn < 20; turn += 1) {
      await turns(20);
      await browser.clock.pass(10_000);
    }
    expect(browser.posts).to.deep.equal([]);
    expect(two.told).to.not.include('placed');
    expect(one.told).to.deep.equal(['failed']);
  });

  it('says once that something else was delivered than was chosen', async () => {
    Object.assign(browser.outcome, { data_amount_gb: 3, validity_days: 30 });
    const page = await browser.open();
    await page.session.buy(plan());
    await page.session.refresh();
    expect(page.told).to.deep.equal(['placed', 'delivered']);
    expect(page.troubles).to.deep.equal(['plan-mismatch']);
  });

  it('asks for one refund, even if a failed order is cancelled afterwards', async () => {
    const page = await browser.open();
    browser.outcome = { status: 'FAILED', is_user_fixable: true };
    await page.session.buy(plan());
    await until(() => page.told.length > 1);
    for (const [reference, order] of browser.orders)
      browser.orders.set(reference, { ...order, status: 'CANCELLED' });
    await page.session.refresh();
    await browser.reach(page, 'cancelled');
    await turns();
    expect(page.told).to.deep.equal(['placed', 'failed']);
    page.session.stop();
    const next = await browser.open();
    await turns(50);
    expect(next.told).to.deep.equal([]);
  });

  it('reports nothing to a removed element, and reports to the next one', async () => {
    const page = await browser.open({ hostReady: () => new Promise<void>(() => undefined) });
    void page.session.buy(plan());
    await browser.reach(page, 'delivered');
    page.session.stop();
    expect(page.told).to.deep.equal([]);
    const next = await browser.open();
    await browser.reach(next, 'delivered');
    await until(() => next.told.length > 1);
    expect(next.told).to.deep.equal(['placed', 'delivered']);
  });

  it('reports WITHDRAWN if the purchase was deleted while the host took the payment', async () => {
    const { authorize, settle } = payment();
    const page = await browser.open({ authorize });
    const bought = page.session.buy(plan());
    await asked(page);
    await page.session.forget();
    settle(true);
    await bought;
    expect(browser.posts).to.deep.equal([]);
    await until(() => page.told.length > 0);
    expect(page.told).to.deep.equal(['failed']);
    expect(await browser.stored()).to.deep.equal([]);
  });

  it('aborts the host’s payment when the session stops', async () => {
    const signals: AbortSignal[] = [];
    const page = await browser.open({
      authorize: (_, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    void page.session.buy(plan());
    await asked(page);
    page.session.stop();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true]);
  });

  it('reports once that an order is pending, whatever comes between', async () => {
    browser.outcome = { status: 'PENDING' };
    const page = await browser.open();
    await page.session.buy(plan());
    const become = (order: object): void => {
      for (const [reference, former] of browser.orders)
        browser.orders.set(reference, { ...former, ...order });
    };
    become({ status: 'FAILED', is_user_fixable: false, failure_code: 'SUPPLIER' });
    await page.session.refresh();
    expect(page.session.state.phase).to.equal('processing');
    become({ status: 'PENDING' });
    await page.session.refresh();
    expect(page.told).to.deep.equal(['placed', 'pending']);
  });
});
