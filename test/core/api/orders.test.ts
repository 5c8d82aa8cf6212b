import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Http } from '../../../src/core/api/http.js';
import { OrdersApi } from '../../../src/core/api/orders.js';
import { TokenSource } from '../../../src/core/api/token.js';
import type { CheckoutError } from '../../../src/core/errors.js';
import { FakeClock } from '../../support/fake-clock.js';
import { plan } from '../../support/samples.js';

const signal = new AbortController().signal;

describe('OrdersApi', () => {
  const clock = new FakeClock();
  let tokens = 0;
  function api(fetch: (url: string, init: RequestInit) => Promise<Response>): OrdersApi {
    tokens = 0;
    const source = new TokenSource(async () => {
      tokens += 1;
      return `token-${tokens}`;
    }, clock);
    const http = new Http({
      base: 'https://api.example',
      fetch: fetch as never,
      clock,
      tokens: source,
    });
    return new OrdersApi(http);
  }
  const answers =
    (...responses: (Response | Error)[]) =>
    async (): Promise<Response> => {
      const next = responses.shift() as Response | Error;
      if (next instanceof Error) throw next;
      return next;
    };
  const json = (body: unknown, status = 200, headers = {}): Response =>
    new Response(JSON.stringify(body), { status, headers });
  const failed = (promise: Promise<unknown>): Promise<CheckoutError> =>
    promise.then(
      () => Promise.reject(new Error('It succeeded.')),
      (error) => error,
    );
  const order = { id: 7, status: 'DELIVERED', client_reference: 'r' };

  it('sends the amount exactly as it came', async () => {
    const decimal = fc
      .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 999_999 }))
      .map(([whole, part]) => String(Number(`${whole}.${String(part).padStart(6, '0')}`)));
    await fc.assert(
      fc.asyncProperty(decimal, async (text) => {
        let body = '';
        const orders = api(async (_url, init) => {
          body = String(init.body);
          return json(order);
        });
        const price = JSON.parse(`{"amount":${text},"currency":"USD"}`);
        await orders.place({ plan: plan(0, { price }), reference: 'r' }, signal);
        expect(body).to.contain(`"amount":${text},"quantity":1,"client_reference":"r"`);
      }),
    );
  });

  it('reads bare and wrapped orders, whatever else is in them', async () => {
    for (const body of [
      order,
      { data: order },
      { success: true, data: { ...order, iccid: 5, extra: {} } },
    ]) {
      const read = await api(answers(json(body))).read(7, 'r', signal);
      expect(read).to.include({ id: 7, status: 'DELIVERED' });
    }
  });

  it('gets a new token once after a 401 and sends the same again', async () => {
    const seen: string[] = [];
    const orders = api(async (_url, init) => {
      seen.push(`${new Headers(init.headers).get('Authorization')} ${String(init.body)}`);
      return seen.length === 1 ? json({}, 401) : json(order);
    });
    await orders.place({ plan: plan(), reference: 'r' }, signal);
    expect(seen[0]).to.match(/^Bearer token-1 /);
    expect(seen[1]).to.equal(seen[0]?.replace('token-1', 'token-2'));
  });

  it('tells what is known of each failure', async () => {
    for (const [answer, code, outcome] of [
      [json({ error: { code: 'VALIDATION_FAILURE' } }, 400), 'refused', 'refused'],
      [json({}, 403), 'forbidden', 'refused'],
      [json({}, 404), 'not-found', 'refused'],
      [json({}, 429, { 'Retry-After': '9' }), 'rate-limited', 'unsent'],
      [json({}, 500), 'server', 'unknown'],
      [json({}, 503), 'server', 'unknown'],
      [new Response('<html>'), 'malformed', 'unknown'],
      [json([]), 'malformed', 'unknown'],
      [json({ ...order, client_reference: 'another' }), 'malformed', 'unknown'],
      [new TypeError('offline'), 'network', 'unknown'],
    ] as const) {
      const error = await failed(
        api(answers(answer)).place({ plan: plan(), reference: 'r' }, signal),
      );
      expect([error.code, error.facts.outcome]).to.deep.equal([code, outcome]);
    }
  });

  it('reads Retry-After and the request id', async () => {
    const headers = { 'Retry-After': '9', 'X-Request-Id': 'req-1' };
    const error = await failed(api(answers(json({}, 429, headers))).find('r', signal));
    expect(error.facts).to.include({ retryAfterMs: 9000, requestId: 'req-1' });
  });

  it('gives up on a 401 that stays', async () => {
    const second = json({}, 401, { 'X-Request-Id': 'req-2' });
    const error = await failed(api(answers(json({}, 401), second)).find('r', signal));
    const { outcome, status, requestId } = error.facts;
    expect([error.code, outcome, status]).to.deep.equal(['unauthorized', 'unsent', 401]);
    expect(requestId).to.equal('req-2');
  });

  it('waits 75 seconds for an order and 15 for a read', async () => {
    const hanging = api(() => new Promise(() => undefined));
    let placed: CheckoutError | undefined;
    let read: CheckoutError | undefined;
    void failed(hanging.place({ plan: plan(), reference: 'r' }, signal)).then((error) => {
      placed = error;
    });
    void failed(hanging.read(7, 'r', signal)).then((error) => {
      read = error;
    });
    await clock.pass(15_001);
    expect(read?.code).to.equal('timeout');
    expect(placed).to.equal(undefined);
    await clock.pass(60_000);
    expect(placed?.code).to.equal('timeout');
  });

  it('finds an order by our reference only', async () => {
    expect(await api(answers(json([order]))).find('r', signal)).to.equal(7);
    expect(await api(answers(json({ data: [] }))).find('r', signal)).to.equal(undefined);
    const error = await failed(api(answers(json([order]))).find('another', signal));
    expect(error.code).to.equal('malformed');
  });

  const rows: [what: string, list: unknown, detail: unknown, found: number | 'malformed'][] = [
    ['whose number is text', [{ ...order, id: '7' }], undefined, 7],
    ['whose reference is a number', [{ ...order, client_reference: 7 }], undefined, 'malformed'],
    ['among others', [{ ...order, id: 8, client_reference: 'x' }, order], undefined, 7],
    ['alone and without a reference, ours', [{ id: 7, status: 'PENDING' }], order, 7],
    [
      'alone and without a reference, another’s',
      [{ id: 7, status: 'PENDING' }],
      { ...order, client_reference: 'x' },
      'malformed',
    ],
    [
      'alone and without a reference, nobody’s',
      [{ id: 7, status: 'PENDING' }],
      { id: 7, status: 'PENDING' },
      'malformed',
    ],
    ['one of two without a reference', [{ id: 7 }, { id: 8 }], undefined, 'malformed'],
    ['only another’s', [{ ...order, client_reference: 'x' }], undefined, 'malformed'],
  ];
  for (const [what, list, detail, found] of rows) {
    it(`reads a row ${what}`, async () => {
      const orders = api(answers(json(list), ...(detail === undefined ? [] : [json(detail)])));
      const result = await orders.find('r', signal).catch(({ code }) => code);
      expect(result).to.equal(found);
    });
  }

  it('reads the error of an answer that carries "data": null beside it', async () => {
    for (const body of [
      { error: { code: 'BAD_REQUEST', message: 'Duplicate client_reference' }, data: null },
      {
        success: false,
        data: { error: { code: 'BAD_REQUEST', message: 'Duplicate client_reference' } },
      },
    ]) {
      const error = await failed(
        api(answers(json(body, 400))).place({ plan: plan(), reference: 'r' }, signal),
      );
      expect(error.facts).to.include({
        apiCode: 'BAD_REQUEST',
        apiMessage: 'Duplicate client_reference',
      });
    }
  });

  it('does not take a row that it cannot read for no order', async () => {
    for (const row of [{ ...order, id: 'seven' }, { ...order, id: 7.5 }, null, 'r']) {
      const error = await failed(api(answers(json([row]))).find('r', signal));
      expect(error.code).to.equal('malformed');
    }
  });
});
