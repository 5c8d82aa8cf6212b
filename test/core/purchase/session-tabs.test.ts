import { expect } from '@open-wc/testing';
import { hang } from '../../support/fake-api.js';
import { plan } from '../../support/samples.js';
import { CODE, SessionBrowser, type SessionPage } from '../../support/session-page.js';
import { turns, until } from '../../support/until.js';

describe('Sessions in two tabs', () => {
  let browser: SessionBrowser;
  let one: SessionPage;
  let two: SessionPage;
  beforeEach(async () => {
    browser = new SessionBrowser();
    one = await browser.open();
    two = await browser.open();
  });
  afterEach(() => browser.close());
  const shown = ({ session: { state } }: SessionPage) => 'record' in state && state.record;

  it('both show a purchase of one tab, and only that tab reports to its host', async () => {
    await one.session.buy(plan());
    await until(() => two.session.state.phase === 'delivered');
    expect(shown(two)).to.include({ activationCode: CODE });
    expect(browser.posts).to.have.length(1);
    expect(one.told).to.deep.equal(['placed', 'delivered']);
    expect(two.told).to.deep.equal([]);
    expect(two.offers).to.have.length(0);
  });

  it('send each other references, never codes', async () => {
    const heard: unknown[] = [];
    const channel = new BroadcastChannel(`esim-checkout ${browser.base}`);
    channel.onmessage = ({ data }) => heard.push(data);
    await one.session.buy(plan());
    await until(() => two.session.state.phase === 'delivered');
    await until(() => heard.length > 3);
    channel.close();
    const [reference] = browser.posted;
    for (const each of heard) expect(each).to.deep.equal({ type: 'changed', reference });
  });

  it('order once when both buy the same plan at once', async () => {
    await Promise.all([one.session.buy(plan()), two.session.buy(plan())]);
    await until(() => [one, two].every(({ session }) => session.state.phase === 'delivered'));
    expect(browser.posts).to.have.length(1);
    expect(await browser.stored()).to.have.length(1);
    expect(one.told.length + two.told.length).to.equal(2);
  });

  it('continue in one tab when the other dies during the order', async () => {
    browser.api.answer = (request) => {
      browser.answer(request);
      return hang(request);
    };
    void one.session.buy(plan());
    await until(() => browser.posts.length === 1 && two.session.state.phase === 'ordering');
    browser.api.answer = (request) => browser.answer(request);
    one.session.stop();
    await browser.reach(two, 'delivered');
    expect(shown(two)).to.include({ activationCode: CODE });
    expect(browser.posts).to.have.length(1);
    expect(two.told).to.deep.equal(['placed', 'delivered']);
  });

  it('both drop a purchase that one deletes', async () => {
    await one.session.buy(plan());
    await until(() => two.session.state.phase === 'delivered');
    await two.session.forget();
    await until(() => one.session.state.phase === 'choosing-plan');
    expect(await one.session.purchases()).to.deep.equal([]);
    expect(await browser.stored()).to.deep.equal([]);
  });

  it('both drop an intent that the host of one declines', async () => {
    const three = await browser.open({
      authorize: async () => {
        await until(() => two.session.state.phase === 'authorizing');
        return false;
      },
    });
    await three.session.buy(plan());
    await until(() => two.session.state.phase === 'choosing-plan');
    expect(two.offers).to.have.length(0);
    expect(browser.api.sent).to.have.length(0);
  });

  it('hear that the host of one declines, also those that show something else', async () => {
    await one.session.buy(plan());
    await until(() => two.session.state.phase === 'delivered');
    let listed = 0;
    two.session.subscribe(async () => {
      listed = (await two.session.purchases()).length;
    });
    const three = await browser.open({
      authorize: async () => {
        await until(() => listed === 2);
        return false;
      },
    });
    await three.session.buy(plan(1));
    await until(() => listed === 1);
    expect(two.session.state.phase).to.equal('delivered');
  });

  it('do not change what the other tab shows', async () => {
    await one.session.buy(plan());
    await until(() => two.session.state.phase === 'delivered');
    const [first] = browser.posted;
    await one.session.buy(plan(1));
    await turns(50);
    expect(shown(two)).to.include({ reference: first });
    expect(await two.session.purchases()).to.have.length(2);
  });
});
