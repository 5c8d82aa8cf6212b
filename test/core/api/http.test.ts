import { expect } from '@open-wc/testing';
import type { RequestOptions } from '../../../src/core/api/http.js';
import type { CheckoutError } from '../../../src/core/errors.js';
import { FakeApi, hang, json, rejection } from '../../support/fake-api.js';
import { FakeClock } from '../../support/fake-clock.js';
import { turns, until } from '../../support/until.js';

const PATH = '/api/v1/esim/products';
const SECRET = 'secret-token-5f1c';

describe('Http', () => {
  let clock: FakeClock;
  let api: FakeApi;
  beforeEach(() => {
    clock = new FakeClock();
    api = new FakeApi({ clock });
  });
  const ask = (options?: RequestOptions): Promise<unknown> => api.http.request(PATH, options);
  const fails = (answer: Response | Error): Promise<CheckoutError> => {
    api.inTurn(answer);
    return rejection(ask());
  };

  it('sends the token in its header, and nothing of the page with it', async () => {
    api.inTurn(json({}));
    await ask();
    const [{ headers, init } = { headers: new Headers(), init: {} as RequestInit }] = api.sent;
    expect(headers.get('Authorization')).to.equal('Bearer token-1');
    expect(headers.get('Accept')).to.equal('application/json');
    expect(headers.has('Content-Type')).to.equal(false);
    expect(init).to.include({ method: 'GET', credentials: 'omit', cache: 'no-store' });
    expect(init).not.to.have.property('body');
  });

  it('leaves no timer behind an answer, good or bad', async () => {
    api.inTurn(json({}), json({}, 500));
    await ask();
    await rejection(ask());
    expect(clock.waiting).to.equal(0);
  });

  it('names the token endpoint if it hangs, not the API', async () => {
    api = new FakeApi({ clock, getToken: () => new Promise(() => undefined) });
    const error = rejection(ask());
    await clock.pass(15_000);
    expect((await error).code).to.equal('token-unavailable');
    expect(api.sent).to.have.length(0);
  });

  describe('an answer', () => {
    it('is the body with its headers and request id', async () => {
      api.inTurn(json({ a: 1 }, 200, { 'X-Request-Id': 'req-7', 'X-Has-More': 'true' }));
      const answer = await api.http.request(PATH);
      expect(answer).to.include({ requestId: 'req-7' });
      expect(answer.body).to.deep.equal({ a: 1 });
      expect(answer.headers.get('X-Has-More')).to.equal('true');
    });

    for (const [what, body] of [
      ['nothing', null],
      ['an empty body', ''],
      ['HTML', '<!doctype html><title>Sign in</title>'],
      ['half a JSON text', '{"id": 7, "sta'],
    ] as const) {
      it(`has no body where a 2xx brought ${what}`, async () => {
        api.inTurn(new Response(body, { status: 200 }));
        expect(await ask()).to.include({ body: undefined });
      });
    }
  });

  describe('failures', () => {
    for (const [status, code, outcome] of [
      [400, 'refused', 'refused'],
      [403, 'forbidden', 'refused'],
      [404, 'not-found', 'refused'],
      [408, 'timeout', 'unknown'],
      [409, 'refused', 'refused'],
      [422, 'refused', 'refused'],
      [429, 'rate-limited', 'unsent'],
      [500, 'server', 'unknown'],
      [502, 'server', 'unknown'],
      [504, 'server', 'unknown'],
    ] as const) {
      it(`tells ${status} as ${code}, with the API’s words and request id`, async () => {
        const words = { code: 'SOME_CODE', message: 'Some words', name: 'Name' };
        const error = await fails(json({ error: words }, status, { 'X-Request-Id': 'req-9' }));
        expect(error).to.have.property('code', code);
        expect(error.facts).to.include({
          outcome,
          status,
          apiCode: 'SOME_CODE',
          apiMessage: 'Some words',
          requestId: 'req-9',
        });
        expect(error.message).not.to.contain('Some words');
      });
    }

    for (const [what, body] of [
      ['HTML', '<h1>502 Bad Gateway</h1>'],
      ['nothing', ''],
      ['an error of another shape', '{"error": "no"}'],
      ['null', 'null'],
      ['a list', '[]'],
    ] as const) {
      it(`uses the status if the body is ${what}`, async () => {
        const error = await fails(
          new Response(body, { status: 502, headers: { 'X-Request-Id': 'r' } }),
        );
        expect(error).to.have.property('code', 'server');
        expect(error.facts).to.deep.equal({ outcome: 'unknown', status: 502, requestId: 'r' });
      });
    }

    it('reads a wrapped error', async () => {
      const error = await fails(json({ data: { error: { code: 'WRAPPED' } } }, 400));
      expect(error.facts.apiCode).to.equal('WRAPPED');
    });

    it('is a network error if the connection breaks, or the body is cut off', async () => {
      expect(await fails(new TypeError('Failed to fetch'))).to.have.property('code', 'network');
      const broken = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":'));
          controller.error(new TypeError('network error'));
        },
      });
      const error = await fails(new Response(broken));
      expect([error.code, error.facts.outcome]).to.deep.equal(['network', 'unknown']);
    });
  });

  describe('Retry-After', () => {
    const at = (ms: number): string => new Date(clock.now() + ms).toUTCString();
    for (const [what, value, wait] of [
      ['seconds', () => '30', 30_000],
      ['no wait', () => '0', 1000],
      ['a month', () => '2592000', 3_600_000],
      ['a date of a clock that is years ahead', () => at(2e11), 3_600_000],
      ['an HTTP date', () => at(90_000), 90_000],
      ['a date that is over', () => at(-90_000), 5000],
      ['a negative number', () => '-3', 5000],
      ['words', () => 'soon', 5000],
    ] as const) {
      it(`understands ${what}`, async () => {
        const error = await fails(json({}, 429, { 'Retry-After': value() }));
        expect(error.facts.retryAfterMs).to.equal(wait);
      });
    }

    it('is five seconds where there is none', async () => {
      expect((await fails(json({}, 429))).facts.retryAfterMs).to.equal(5000);
    });

    it('counts for 429 only', async () => {
      const error = await fails(json({}, 503, { 'Retry-After': '30' }));
      expect(error.facts).not.to.have.property('retryAfterMs');
    });
  });

  describe('a 401', () => {
    it('of several requests at once costs one new token', async () => {
      api.answer = ({ headers }) =>
        headers.get('Authorization') === 'Bearer token-1' ? json({}, 401) : json({});
      await Promise.all([ask(), ask(), ask()]);
      expect(api.tokens).to.equal(2);
      expect(api.sent).to.have.length(6);
    });

    it('is not retried a second time', async () => {
      api.answer = () => json({}, 401);
      await rejection(ask({ method: 'POST', body: { a: 1 } }));
      expect(api.sent.map(({ body }) => body)).to.deep.equal(['{"a":1}', '{"a":1}']);
      expect(api.tokens).to.equal(2);
    });
  });

  describe('time', () => {
    it('counts a token that does not arrive, and ends once', async () => {
      api = new FakeApi({ clock, getToken: () => new Promise(() => undefined) });
      const error = rejection(ask());
      await clock.pass(15_000);
      expect((await error).facts.outcome).not.to.equal('refused');
      expect(api.sent).to.have.length(0);
      expect(clock.waiting).to.equal(0);
    });

    it('counts both sendings around a 401 as one', async () => {
      let sent = 0;
      api.answer = (request) => {
        sent += 1;
        return sent === 1 ? json({}, 401) : hang(request);
      };
      const error = rejection(ask());
      await until(() => sent === 2);
      await clock.pass(15_000);
      expect(await error).to.have.property('code', 'timeout');
    });

    it('aborts the request that took too long', async () => {
      api.answer = hang;
      const error = rejection(ask({ timeoutMs: 75_000 }));
      await clock.pass(74_999);
      expect(api.sent[0]?.init.signal?.aborted).to.equal(false);
      await clock.pass(1);
      expect(api.sent[0]?.init.signal?.aborted).to.equal(true);
      expect(await error).to.have.property('code', 'timeout');
    });

    it('counts a body that stops coming', async () => {
      api.inTurn(new Response(new ReadableStream({ start() {} })));
      const error = rejection(ask());
      await until(() => api.sent.length === 1);
      await turns();
      await clock.pass(15_000);
      expect(await error).to.have.property('code', 'timeout');
    });
  });

  describe('an abort', () => {
    it('rejects with its own reason, and ends the request', async () => {
      api.answer = hang;
      const abort = new AbortController();
      const error = rejection(ask({ signal: abort.signal }));
      await until(() => api.sent.length === 1);
      const reason = new DOMException('Gone.', 'AbortError');
      abort.abort(reason);
      expect(await error).to.equal(reason);
      expect(api.sent[0]?.init.signal?.aborted).to.equal(true);
      expect(clock.waiting).to.equal(0);
    });

    it('before it starts sends nothing', async () => {
      await rejection(ask({ signal: AbortSignal.abort() }));
      await turns();
      expect(api.sent).to.have.length(0);
    });

    it('while the token is on its way sends nothing', async () => {
      let give: (token: string) => void = () => undefined;
      const getToken = () =>
        new Promise<string>((resolve) => {
          give = resolve;
        });
      api = new FakeApi({ clock, getToken });
      const abort = new AbortController();
      const error = rejection(ask({ signal: abort.signal }));
      await turns(1);
      abort.abort();
      await error;
      give('late');
      await turns();
      expect(api.sent).to.have.length(0);
    });
  });

  it('has no token in the text of any error', async () => {
    const getToken = async (): Promise<string> => SECRET;
    const echo = { error: { code: 'X', message: `Bearer ${SECRET}` } };
    for (const answer of [
      ...[400, 401, 403, 404, 408, 429, 500].map((status) => () => json(echo, status)),
      () => new Response(`<p>${SECRET}</p>`, { status: 502 }),
      () => Promise.reject(new TypeError(`Failed to fetch with ${SECRET}`)),
      () => Promise.reject(new Error(SECRET)),
    ]) {
      api = new FakeApi({ clock, getToken });
      api.answer = answer;
      const error = await rejection(ask());
      expect(`${error.name} ${error.message} ${error.stack} ${error}`).not.to.contain(SECRET);
    }
  });
});
