import { expect } from '@open-wc/testing';
import { json } from '../../support/fake-api.js';
import { plan } from '../../support/samples.js';
import { SessionBrowser } from '../../support/session-page.js';

describe('An order that the API does not process', () => {
  let browser: SessionBrowser;
  beforeEach(() => {
    browser = new SessionBrowser();
  });
  afterEach(() => browser.close());

  it('gets one new token after a 401, then stops until somebody asks', async () => {
    const page = await browser.open();
    browser.api.answer = () => json({}, 401);
    void page.session.buy(plan());
    await browser.reach(page, 'unconfirmed');
    expect(browser.posts.length).to.equal(2);
    expect(page.told).to.deep.equal([]);
    expect(page.troubles).to.deep.equal(['unauthorized', 'unconfirmed']);
    browser.api.answer = (request) => browser.answer(request);
    await page.session.refresh();
    expect(page.session.state.phase).to.equal('delivered');
    expect(new Set(browser.posted).size, 'references').to.equal(1);
  });

  it('waits for a Retry-After of four minutes, even if somebody asks before, and then continues by itself', async () => {
    const page = await browser.open();
    browser.api.answer = () => json({}, 429, { 'Retry-After': '240' });
    void page.session.buy(plan());
    await browser.reach(page, 'unconfirmed');
    browser.api.answer = (request) => browser.answer(request);
    const asked = browser.clock.now();
    await page.session.refresh();
    expect(page.session.state.phase).to.equal('unconfirmed');
    expect(browser.posts.length, 'sent when asked again').to.equal(1);
    await browser.reach(page, 'delivered');
    expect(browser.clock.now() - asked, 'ms waited').to.be.at.least(240_000);
    expect(browser.posts.length).to.equal(2);
  });
});
