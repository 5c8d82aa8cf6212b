import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createSandbox, seededRandom } from '../../src/sandbox/index.js';
import { settle } from '../support/event-loop.js';
import { FakeClock } from '../support/fake-clock.js';
import { Secrets, tagOf } from './secrets.js';
import { createWorld, read, SHOP, START, type World, whileTimePasses } from './world.js';

/** `GATEWAY_FUZZ_RUNS=10000` for the full length. */
const RUNS = Number(process.env.GATEWAY_FUZZ_RUNS ?? 1000);
const PLENTY = 1_000_000;
const ORDERS = '/esim/api/v1/esim/orders';
const PAID = { product_id: 1000, amount: 4.5, quantity: 1, client_reference: 'paid-1' };
const JSON_TYPE = { 'content-type': 'application/json' } as const;
const STATUSES = [200, 204, 304, 400, 401, 402, 403, 404, 405, 413, 429, 500, 502, 503, 504];

const segment = fc.constantFrom(
  ...[
    'esim',
    'api',
    'v1',
    'orders',
    'products',
    'variants',
    'token',
    'charges',
    'auth',
    'login',
    'healthz',
  ],
  ...[
    '',
    '.',
    '..',
    '%2e%2e',
    '%2F',
    '%00',
    '%',
    '*',
    ':id',
    '1000',
    '500001',
    '500002',
    '0x1',
    '1e3',
    '😀',
    '%6frders',
  ],
);
const sound = fc
  .constantFrom(
    ...[
      '/products',
      '/products/1000',
      '/products/1000/variants',
      '/orders',
      '/orders',
      '/orders',
      '/orders/500001',
    ],
  )
  .map((path) => `/esim/api/v1/esim${path}`);
const path = fc.oneof(
  { weight: 4, arbitrary: sound },
  {
    weight: 1,
    arbitrary: fc.array(segment, { maxLength: 7 }).map((parts) => `/${parts.join('/')}`),
  },
  { weight: 1, arbitrary: fc.tuple(sound, segment).map(([start, end]) => `${start}/${end}`) },
  { weight: 1, arbitrary: fc.constant('/esim/token') },
);
const query = fc.oneof(
  fc.constant(''),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc.constantFrom(
    '?client_reference=paid-1',
    '?client_reference=x&client_reference=y',
    '?country_code=JPN',
  ),
);
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('POST', 'GET') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY', 'post', 'X'),
  },
);
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    '4.5',
    0,
    -1,
    4.5000001,
    1e308,
    [],
    [4.5],
    {},
    { toString: 1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<unknown>(undefined) },
    { weight: 1, arbitrary: arbitrary as fc.Arbitrary<unknown> },
  );
const fields = fc.record(
  {
    product_id: fc.oneof(
      { weight: 12, arbitrary: fc.constant<unknown>(1000) },
      { weight: 1, arbitrary: odd },
    ),
    amount: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom<unknown>(4.5, 9.9) },
      { weight: 1, arbitrary: odd },
    ),
    quantity: fc.oneof(
      { weight: 12, arbitrary: fc.constant<unknown>(1) },
      { weight: 1, arbitrary: odd },
    ),
    client_reference: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom<unknown>(
          'paid-1',
          'paid-2',
          'unpaid',
          `${'A'.repeat(22)}.paid-1`,
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
      { weight: 1, arbitrary: odd },
    ),
    wallet_id: rarely(odd),
    ['__proto__']: rarely(odd),
    constructor: rarely(odd),
  },
  { requiredKeys: ['product_id', 'amount', 'quantity', 'client_reference'] },
);
const body = fc.oneof(
  { weight: 6, arbitrary: fields.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fields, fields)
      .map(([one, two]) => `${JSON.stringify(one).slice(0, -1)},${JSON.stringify(two).slice(1)}`),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 100 }) },
  {
    weight: 1,
    arbitrary: fc.nat(40_000).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  },
);
const headers = fc.record(
  {
    'x-http-method-override': fc.constantFrom('POST', 'DELETE'),
    'x-forwarded-host': fc.constant('evil.test'),
    'x-original-url': fc.constant('/esim/api/v1/esim/orders'),
    'x-customer': fc.constant('ada'),
    'content-type': fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
    ),
    'content-length': fc.constantFrom('0', '10', '99999999', '100', '100', '100'),
    'if-none-match': fc.constant('*'),
    origin: fc.constantFrom(SHOP, 'https://evil.test', 'null'),
    'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none'),
    cookie: fc.constantFrom('who=bob', 'who=', 'who=bob; who=ada'),
  },
  { requiredKeys: [] },
);
const who = fc.constantFrom('ada', 'ada', 'ada', 'ada', 'bob', 'bob', 'nobody', 'account', 'junk');

/** The one thing the host has been paid for. */
const isPaid = (asked: World['asked'][number]) =>
  asked.customer === 'ada' &&
  /^paid-[12]$/.test(asked.reference) &&
  asked.plan.price.amount === 4.5 &&
  asked.walletId === undefined;

describe('whatever is sent to the gateway', () => {
  it(`${RUNS} requests: an answer in the API's shape, no order without consent, no foreign code, no secret`, async () => {
    const clock = new FakeClock({ start: START, settle });
    const sandbox = createSandbox({
      clock,
      random: seededRandom(7),
      scenario: { fulfilAfterMs: 0 },
    });
    const secrets = new Secrets();
    secrets.add(tagOf('ada'), tagOf('bob'));
    const rates = { reads: PLENTY, orders: PLENTY };
    const world = createWorld(
      {
        ...{ quota: rates, perCustomer: rates, authorizeOrder: isPaid },
        fetch: secrets.watching(sandbox.fetch as typeof fetch),
      },
      { world: { clock, sandbox } as never },
    );
    const bearer: Record<string, string> = {
      ada: `Bearer ${(await world.shopper('ada')).token}`,
      bob: `Bearer ${(await world.shopper('bob')).token}`,
      account: `Bearer ${sandbox.control.issueToken().token}`,
      junk: 'Bearer a.b.c',
    };
    const reached = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        query,
        body,
        headers,
        who,
        async (verb, at, ask, text, more, name) => {
          world.events.length = 0;
          const authorization = bearer[name];
          const init = {
            method: verb,
            headers: { ...more, ...(authorization ? { authorization } : {}) },
            ...(['GET', 'HEAD'].includes(verb) ? {} : { body: text }),
          };
          const request = new Request(SHOP + at + ask, init);
          const answer = await read(await whileTimePasses(clock, world.gateway.fetch(request), 0));
          reached.add(answer.status);
          assert.ok(STATUSES.includes(answer.status), String(answer.status));
          assert.ok(answer.headers.get('x-request-id'));
          if (answer.status >= 400 && verb !== 'HEAD') {
            assert.match(answer.error.code, /^[A-Z_]+$/);
            assert.deepEqual(Object.keys(answer.error).sort(), ['code', 'message', 'name']);
          }
          // A customer's own token, in the answer to its own request, is theirs; nothing else is.
          secrets.check(`${answer.text} ${JSON.stringify([...answer.headers])}`, 'the answer');
          secrets.check(JSON.stringify(world.events), 'the events');
          assert.ok(!JSON.stringify(world.events).includes('LPA:'));
          assert.ok(name === 'ada' || !answer.text.includes('LPA:'), 'a foreign code');
          assert.ok(!world.events.some(({ type }) => type === 'defect'), 'a defect');
          for (const sold of sandbox.orders()) {
            assert.match(sold.clientReference, new RegExp(`^${tagOf('ada')}\\.paid-[12]$`));
          }
          assert.ok(sandbox.orders().length <= 2);
        },
      ),
      {
        numRuns: RUNS,
        seed: Number(process.env.GATEWAY_FUZZ_SEED ?? Date.now()),
        // The checks below count on these, which a random run may lack.
        examples: [
          ['POST', ORDERS, '', JSON.stringify(PAID), JSON_TYPE, 'ada'],
          ['POST', ORDERS, '', '{', JSON_TYPE, 'ada'],
          ['GET', `${ORDERS}/500001`, '', '', {}, 'junk'],
          ['PUT', ORDERS, '', '', {}, 'ada'],
        ],
      },
    );
    assert.ok(world.asked.length > 0, 'the host was asked');
    assert.ok(sandbox.orders().length > 0, 'what was paid was bought');
    for (const status of [200, 400, 401, 404, 405]) assert.ok(reached.has(status), String(status));
  });
});
