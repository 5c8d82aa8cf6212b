import { expect } from '@open-wc/testing';
import { json } from '../../support/fake-api.js';
import { plan } from '../../support/samples.js';
import { SessionBrowser } from '../../support/session-page.js';
import { turns, until } from '../../support/until.js';

/** What a look at the order is answered with, and whether the page says that it got no answer. */
const ANSWERS: [string, () => Response, boolean][] = [
  ['is told to come back later', () => json({}, 429, { 'Retry-After': '60' }), false],
  ['fails', () => json({}, 500), true],
];

describe('a page that watches an order and', () => {
  let browser: SessionBrowser;
  beforeEach(() => {
    browser = new SessionBrowser();
  });
  afterEach(() => browser.close());

  for (const [status, what, every] of [
    ['DELIVERED', 'an installation', 34_000],
    ['PENDING', 'a delivery', 6000],
  ] as const)
    for (const [how, answer, says] of ANSWERS) {
      it(`${how} ${says ? 'says so' : 'says nothing of it'} while it waits for ${what}`, async () => {
        browser.outcome = { ...browser.outcome, status };
        const { session } = await browser.open();
        await session.buy(plan());
        let looks = 0;
        browser.api.answer = () => {
          looks += 1;
          return answer();
        };
        await browser.clock.pass(every);
        await until(() => looks === 1 && session.unreachable === says);
        await turns(20);
        expect(session.unreachable).to.equal(says);
      });

      it(`${how} says so to who asks, while it waits for ${what}`, async () => {
        browser.outcome = { ...browser.outcome, status };
        const { session } = await browser.open();
        await session.buy(plan());
        browser.api.answer = answer;
        await session.refresh();
        expect(session.unreachable).to.equal(true);
      });
    }
});
