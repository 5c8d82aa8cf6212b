// The activation code is only in the journal and on the card. The access token is only in memory.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Fault } from '../../src/sandbox/index.js';
import { type HostPages, openHostPages, tag } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';
import { type Spy, spyOn } from '../support/host-pages/spy.js';

const ORDER = 'POST /api/v1/esim/orders';

let pages: HostPages;
before(async () => {
  pages = await openHostPages();
});
after(() => pages.close());

const cases: [name: string, faults: Fault[]][] = [
  ['a purchase', []],
  ['a purchase whose answer was cut off amid the code', [{ match: ORDER, kind: 'truncate' }]],
  ['a purchase whose account token was refused', [{ match: ORDER, kind: 'status', status: 401 }]],
];

for (const [name, faults] of cases)
  test(`${name} lets no secret out`, async () => {
    const sandbox = pages.restart();
    sandbox.control.fault(...faults);
    let spy: Spy | undefined;
    const page = await pages.open({
      body: tag({ country: 'JPN', 'support-url': 'https://example.com/help' }),
      async prepare(page) {
        spy = await spyOn(page);
      },
    });
    assert.ok(spy);
    const base = new URL('/esim', page.url()).href;
    // A page of the same site without an element, which only listens.
    const other = await page.context().newPage();
    await other.goto(`${page.url()}.css`);
    const heard = await other.evaluateHandle(
      (channel) => {
        const messages: string[] = [];
        new BroadcastChannel(channel).onmessage = ({ data }) =>
          messages.push(`heard ${JSON.stringify(data)}`);
        return messages;
      },
      `esim-checkout ${JSON.stringify([base, ''])}`,
    );
    await buy(page);
    await waitFor(page, 'delivered');
    for (const button of ['Copy Activation code', 'Save image', 'Save SVG'])
      await page.getByRole('button', { name: button }).click();
    // The link's target is not our page.
    await page.evaluate(() =>
      document.addEventListener('click', (event) => event.preventDefault(), { capture: true }),
    );
    await page.getByRole('link', { name: 'Install eSIM' }).first().click();
    sandbox.control.install('latest');
    await page.evaluate(() => document.querySelector('esim-checkout')?.refresh());
    await waitFor(page, 'installed');

    const code = sandbox.control.order('latest')?.activationCode ?? '';
    const matchingId = code.split('$')[2] ?? '';
    assert.ok(matchingId.length > 20);
    const everything = [...(await spy.everything()), ...(await heard.jsonValue())];
    const databases = await spy.databases();
    // The search would find it.
    assert.ok(databases.includes(code));
    for (const kind of ['request', 'event', 'channel', 'attribute', 'text', 'performance', 'heard'])
      assert.ok(
        everything.some((line) => line.startsWith(`${kind} `)),
        kind,
      );
    const delivered = everything.find((line) => line.startsWith('event esim-delivered'));
    assert.match(delivered ?? '', /"iccid":"\d{18,}"/);

    const tokens = spy.tokens();
    assert.equal(tokens.length, 1);
    // The account's own token is the gateway's; a tag tells whose an order is.
    const owner = sandbox.control.order('latest')?.clientReference.slice(0, 22) ?? '';
    const secrets = [matchingId, encodeURIComponent(code), ...tokens, 'oc_access_', owner];
    const out = everything.filter((line) => secrets.some((secret) => line.includes(secret)));
    assert.deepEqual(out, []);
    for (const token of tokens) assert.ok(!databases.includes(token));
    await page.context().close();
  });
