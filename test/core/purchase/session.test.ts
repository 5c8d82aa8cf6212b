import { expect } from '@open-wc/testing';
import { json } from '../../support/fake-api.js';
import { plan } from '../../support/samples.js';
import { CODE, SessionBrowser, type SessionPage } from '../../support/session-page.js';
import { turns, until } from '../../support/until.js';

describe('PurchaseSession', () => {
  let browser: SessionBrowser;
  beforeEach(() => {
    browser = new SessionBrowser();
  });
  afterEach(() => browser.close());
  const codeOf = ({ session: { state } }: SessionPage): string | undefined =>
    'record' in state ? state.record.activationCode : undefined;

  describe('a write', () => {
    it('comes before the request, the screen and the report to the host', async () => {
      const log: string[] = [];
      const store = browser.watched(async (write) => {
        const result = await write();
        const [record] = await browser.stored();
        log.push(`write ${record?.phase} ${record?.step}`);
        return result;
      });
      const page = await browser.open({
        store,
        authorize: async () => {
          log.push('ask the host');
          return true;
        },
      });
      let shown = '';
      page.session.subscribe(() => {
        const { phase } = page.session.state;
        if (phase !== shown) log.push(`show ${phase}`);
        shown = phase;
      });
      browser.api.answer = (request) => {
        log.push(request.method);
        return browser.answer(request);
      };
      const tell = page.told.push.bind(page.told);
      page.told.push = (milestone) => {
        log.push(`tell ${milestone}`);
        return tell(milestone);
      };
      await page.session.buy(plan());
      expect(log).to.deep.equal([
        'write authorizing none',
        'show authorizing',
        'ask the host',
        'write ordering post',
        'show ordering',
        'write ordering posting',
        'POST',
        'write delivered none',
        'show delivered',
        'tell placed',
        'tell delivered',
        'write delivered none',
      ]);
    });

    it('delays everything that follows until it is done', async () => {
      const held: (() => void)[] = [];
      const store = browser.watched(async (write) => {
        await new Promise<void>((resolve) => held.push(resolve));
        return write();
      });
      const page = await browser.open({ store });
      const bought = page.session.buy(plan());
      const seen: string[] = [];
      for (let writes = 0; writes < 5; writes += 1) {
        await until(() => held.length > 0);
        await turns();
        seen.push(
          `${page.session.state.phase}, ${page.offers.length} asked, ${browser.posts.length} sent, ${page.told.length} told`,
        );
        held.shift()?.();
      }
      await bought;
      expect(seen).to.deep.equal([
        'choosing-plan, 0 asked, 0 sent, 0 told',
        'authorizing, 1 asked, 0 sent, 0 told',
        'ordering, 1 asked, 0 sent, 0 told',
        'ordering, 1 asked, 1 sent, 0 told',
        'delivered, 1 asked, 1 sent, 2 told',
      ]);
      expect(codeOf(page)).to.equal(CODE);
    });

    it('holds the whole intent, before anything is sent', async () => {
      const page = await browser.open();
      let stored: Promise<unknown> | undefined;
      browser.api.answer = (request) => {
        stored = browser.stored();
        return browser.answer(request);
      };
      await page.session.buy(plan(2), '42');
      const [reference] = browser.posted;
      const [record] = (await stored) as Awaited<ReturnType<typeof browser.stored>>;
      expect(record).to.include({ reference, walletId: '42', step: 'posting' });
      expect(record?.plan).to.deep.equal(plan(2));
    });

    it('holds the wallet, so that a later page uses the same one', async () => {
      const page = await browser.open();
      browser.api.answer = () => json({}, 503);
      void page.session.buy(plan(), '42');
      await until(() => browser.posts.length === 1);
      page.session.stop();
      browser.api.answer = (request) => browser.answer(request);
      await browser.reach(await browser.open(), 'delivered');
      const bodies = browser.posts.map(({ body }) => JSON.parse(body ?? '{}'));
      expect(bodies.map(({ wallet_id }) => wallet_id)).to.deep.equal([42, 42]);
    });

    it('is in memory only if storage fails, and says so', async () => {
      const store = browser.watched(async () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      });
      const page = await browser.open({ store });
      await page.session.buy(plan());
      expect(codeOf(page)).to.equal(CODE);
      expect(page.session.unsaved).to.equal(true);
      expect(page.troubles).to.include('storage');
      expect(browser.posts).to.have.length(1);
    });
  });

  describe('buy()', () => {
    it('joins the purchase that it began, however often it is called', async () => {
      const page = await browser.open();
      await Promise.all([
        page.session.buy(plan()),
        page.session.buy(plan()),
        page.session.buy(plan(1)),
      ]);
      expect(page.offers).to.have.length(1);
      expect(browser.posts).to.have.length(1);
    });

    it('joins an order that is in flight', async () => {
      const page = await browser.open();
      let answer: () => void = () => undefined;
      browser.api.answer = async (request) => {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return browser.answer(request);
      };
      const first = page.session.buy(plan());
      await until(() => browser.posts.length === 1);
      const second = page.session.buy(plan());
      await turns();
      answer();
      await Promise.all([first, second]);
      expect(browser.posts).to.have.length(1);
      expect(await browser.stored()).to.have.length(1);
    });

    it('makes another order when the first has an outcome', async () => {
      const page = await browser.open();
      await page.session.buy(plan());
      await page.session.buy(plan());
      expect(new Set(browser.posted).size).to.equal(2);
      expect(await browser.stored()).to.have.length(2);
    });

    it('sends nothing and stores nothing if the host declines', async () => {
      const page = await browser.open({ authorize: async () => false });
      await page.session.buy(plan());
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect(browser.api.sent).to.have.length(0);
      expect(await browser.stored()).to.deep.equal([]);
    });
  });

  describe('other purchases', () => {
    it('leaves the screen of an open order, which continues to its outcome', async () => {
      const page = await browser.open();
      let answer: () => void = () => undefined;
      browser.api.answer = async (request) => {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return browser.answer(request);
      };
      const bought = page.session.buy(plan());
      await until(() => browser.posts.length === 1);
      page.session.leave();
      expect(page.session.state.phase).to.equal('choosing-plan');
      answer();
      await bought;
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect((await browser.stored())[0]).to.include({ phase: 'delivered', activationCode: CODE });
      expect(page.told).to.deep.equal(['placed', 'delivered']);
    });

    it('opens an earlier purchase, and no other', async () => {
      const page = await browser.open();
      await page.session.buy(plan());
      const [reference = ''] = browser.posted;
      page.session.leave();
      expect(await page.session.open('of-another')).to.equal(false);
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect(await page.session.open(reference)).to.equal(true);
      expect(codeOf(page)).to.equal(CODE);
    });

    it('deletes one, or all, and shows the plans', async () => {
      const page = await browser.open();
      for (let turn = 0; turn < 3; turn += 1) await page.session.buy(plan());
      const [first, , last] = browser.posted;
      await page.session.forget(last);
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect(await browser.stored()).to.have.length(2);
      await page.session.open(first ?? '');
      await page.session.forget();
      expect(page.session.state.phase).to.equal('choosing-plan');
      expect(await page.session.purchases()).to.deep.equal([]);
      expect(await browser.stored()).to.deep.equal([]);
    });

    it('does not restore a purchase that was deleted while its order was in flight', async () => {
      const page = await browser.open();
      let answer: () => void = () => undefined;
      browser.api.answer = async (request) => {
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return browser.answer(request);
      };
      const bought = page.session.buy(plan());
      await until(() => browser.posts.length === 1);
      await page.session.forget();
      answer();
      await bought;
      expect(await browser.stored()).to.deep.equal([]);
    });
  });

  it('stops without any timer or request left', async () => {
    browser.outcome = { status: 'PENDING' };
    const page = await browser.open();
    await page.session.buy(plan());
    expect(page.session.state.phase).to.equal('pending');
    expect(browser.clock.waiting).to.equal(1);
    page.session.stop();
    const before = browser.api.sent.length;
    await browser.clock.pass(600_000);
    await turns();
    expect(browser.api.sent).to.have.length(before);
    expect(browser.clock.waiting).to.equal(0);
  });
});
