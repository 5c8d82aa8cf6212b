// Direct mode: no gateway, the page holds a token of the account.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Fault } from '../../src/sandbox/index.js';
import { directTag, type HostPages, openHostPages } from '../support/host-pages/host-pages.js';
import { buy, waitFor } from '../support/host-pages/phases.js';
import { type Spy, spyOn } from '../support/host-pages/spy.js';

const ORDER = 'POST /api/v1/esim/orders';
const SHOP = directTag({ country: 'JPN' });

let pages: HostPages;
before(async () => {
  pages = await openHostPages(undefined, 'direct');
});
after(() => pages.close());

/** One debit stands, and the page shows the code that it paid for. */
async function isBoughtOnce(page: Page): Promise<void> {
  await waitFor(page, 'delivered');
  const { sandbox } = pages;
  assert.deepEqual(
    sandbox.ledger().map(({ kind }) => kind),
    ['debit'],
  );
  const code = sandbox.control.order('latest')?.activationCode ?? '';
  await page.getByText(code, { exact: true }).first().waitFor();
}

test('a purchase asks the token endpoint once and the API itself', async () => {
  const { control } = pages.restart();
  const page = await pages.open({ body: SHOP });
  await buy(page);
  await isBoughtOnce(page);
  const asked = control.requests().map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  assert.deepEqual(asked.slice(0, 4), [
    'POST /esim/token',
    'GET /api/v1/esim/products',
    'GET /api/v1/esim/products/1000',
    'POST /api/v1/esim/orders',
  ]);
  await page.context().close();
});

const cases: [name: string, fault: Fault, tokens: number][] = [
  ['an answer that breaks off', { match: ORDER, kind: 'drop-response' }, 1],
  ['an answer that is lost', { match: ORDER, kind: 'status', status: 504, handled: true }, 1],
  ['a token that is refused', { match: ORDER, kind: 'status', status: 401 }, 2],
  ['a quota that is used up', { match: ORDER, kind: '429', retryAfter: 1 }, 1],
];
for (const [name, fault, count] of cases)
  test(`${name}: bought once, and no secret gets out`, async () => {
    const sandbox = pages.restart();
    sandbox.control.fault(fault);
    let spy: Spy | undefined;
    const page = await pages.open({
      body: SHOP,
      async prepare(page) {
        spy = await spyOn(page);
      },
    });
    assert.ok(spy);
    await buy(page);
    await isBoughtOnce(page);
    assert.equal(sandbox.control.faults().length, 0);

    const tokens = spy.tokens();
    assert.equal(tokens.length, count);
    const code = sandbox.control.order('latest')?.activationCode ?? '';
    const secrets = [code.split('$')[2] ?? code, ...tokens];
    const everything = await spy.everything();
    assert.ok(everything.length > 10);
    assert.deepEqual(
      everything.filter((line) => secrets.some((secret) => line.includes(secret))),
      [],
    );
    await page.context().close();
  });
