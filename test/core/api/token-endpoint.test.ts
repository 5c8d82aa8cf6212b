import { expect } from '@open-wc/testing';
import { Http } from '../../../src/core/api/http.js';
import { TokenSource } from '../../../src/core/api/token.js';
import { tokenEndpoint } from '../../../src/core/api/token-endpoint.js';
import { systemClock } from '../../../src/core/clock.js';
import type { CheckoutError } from '../../../src/core/errors.js';
import { rejection } from '../../support/fake-api.js';

const SECRET = 'secret-5f1c';
const HTML = `<!doctype html><title>${SECRET}</title>`;
const JSON_TYPE = 'application/json; charset=utf-8';
const token = (value: unknown): string => JSON.stringify({ access_token: value, note: SECRET });

interface Told {
  status?: number;
  type?: string;
  location?: string;
  'retry-after'?: string;
  body?: string;
}

interface Asked {
  method: string;
  type: string;
  body: string;
}

let count = 0;
/** An address of the test server that answers as told, and the requests that came there. */
function told(answer: Told, origin = location.origin): [url: string, seen: () => Promise<Asked[]>] {
  count += 1;
  const name = `t${Date.now()}-${count}`;
  const query = new URLSearchParams(
    Object.entries(answer).map(([key, value]) => [key, `${value}`]),
  );
  const seen = (): Promise<Asked[]> => fetch(`/told/${name}/seen`).then((answer) => answer.json());
  return [`${origin}/told/${name}?${query}`, seen];
}

function source(url: string, credentials: RequestCredentials = 'same-origin'): TokenSource {
  return new TokenSource(tokenEndpoint(url, credentials, fetch.bind(globalThis)), systemClock);
}

/** Everything that an error shows, to whoever looks. */
const shown = (error: CheckoutError): string =>
  `${error.name} ${error.message} ${error.stack} ${JSON.stringify(error.facts)}`;

describe('a token endpoint', () => {
  it('is told the reason in a form', async () => {
    const [url, seen] = told({ type: JSON_TYPE, body: token('t') });
    const tokens = source(url);
    expect(await tokens.token()).to.equal('t');
    tokens.reject('t');
    await tokens.token();
    const type = 'application/x-www-form-urlencoded';
    expect(
      (await seen()).map((asked) => ({ ...asked, type: asked.type.split(';')[0] })),
    ).to.deep.equal([
      { method: 'POST', type, body: 'reason=initial' },
      { method: 'POST', type, body: 'reason=expired' },
    ]);
  });

  it('on another origin is asked without a preflight', async () => {
    const { hostname, port } = location;
    const other = `http://${hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}`;
    const [url, seen] = told({ type: JSON_TYPE, body: token('t') }, other);
    expect(await source(url, 'include').token()).to.equal('t');
    expect((await seen()).map(({ method }) => method)).to.deep.equal(['POST']);
  });

  describe('that gives no token is reported with what came', () => {
    const cases: [what: string, answer: Told, came: RegExp][] = [
      ['503 with HTML', { status: 503, type: 'text/html', body: HTML }, /503 \(text\/html\)\.$/],
      ['401', { status: 401, type: JSON_TYPE, body: token('t') }, /401 \(application\/json\)\.$/],
      ['a status alone', { status: 404 }, /404 \(no content type\)\.$/],
      ['204', { status: 204 }, /204 \(no content type\), which is empty\.$/],
      ['an empty 200', { type: JSON_TYPE }, /200 \(application\/json\), which is empty\.$/],
      [
        'a sign-in page',
        { type: 'text/html; charset=utf-8', body: HTML },
        /200 \(text\/html\), which is not JSON\.$/,
      ],
      [
        'half a JSON text',
        { type: JSON_TYPE, body: '{"access_token": "t' },
        /which is not JSON\.$/,
      ],
      [
        'JSON without a token',
        { type: JSON_TYPE, body: token(undefined) },
        /200 \(application\/json\), which has no text in access_token or token\.$/,
      ],
      ['null', { type: JSON_TYPE, body: 'null' }, /which is null\.$/],
      ['a number', { type: JSON_TYPE, body: '7' }, /which is number\.$/],
      ['a number for a token', { type: JSON_TYPE, body: token(7) }, /no text in access_token/],
      [
        'a prefix',
        { type: JSON_TYPE, body: token(`Bearer ${SECRET}`) },
        /a token with “Bearer” before it/,
      ],
      [
        'another prefix',
        { type: JSON_TYPE, body: token(`Token ${SECRET}`) },
        /a token with a prefix/,
      ],
      [
        'a line break',
        { type: JSON_TYPE, body: token(`${SECRET}\n`) },
        /a token with a line break/,
      ],
      [
        'Windows’ line break',
        { type: JSON_TYPE, body: token(`${SECRET}\r\n`) },
        /a token with a line break/,
      ],
      [
        'a space',
        { type: JSON_TYPE, body: token(`${SECRET} `) },
        /a token with a prefix or another space/,
      ],
      [
        'a letter that no header takes',
        { type: JSON_TYPE, body: token(`${SECRET}é`) },
        /not ASCII/,
      ],
      [
        'JSON within JSON',
        { type: JSON_TYPE, body: token(token(SECRET)) },
        /HTML or JSON where the token/,
      ],
      ['HTML within JSON', { type: JSON_TYPE, body: token(HTML) }, /HTML or JSON where the token/],
      [
        'a content type that is no type',
        { status: 500, type: `${SECRET} here` },
        /500 \(no content type\)\.$/,
      ],
    ];
    for (const [what, answer, came] of cases) {
      it(what, async () => {
        const [url] = told(answer);
        const error = await rejection(source(url).token());
        expect(error.code).to.equal('token-unavailable');
        expect(error.message).to.match(/^The token endpoint answered with /);
        expect(error.message).to.match(came);
        expect(error.facts.outcome).to.equal('unsent');
        expect(shown(error)).not.to.contain(SECRET);
      });
    }

    for (const status of [301, 302, 303, 307, 308]) {
      it(`a ${status}, which is not followed`, async () => {
        const [login, seen] = told({ type: JSON_TYPE, body: token('t') });
        const [url] = told({ status, location: `${login}&${SECRET}` });
        const error = await rejection(source(url).token());
        expect(error.code).to.equal('token-unavailable');
        expect(error.message).to.match(
          /^The token endpoint answered with .*a redirect, which is refused\.$/,
        );
        expect(shown(error)).not.to.contain(SECRET);
        expect(await seen()).to.deep.equal([]);
      });
    }

    it('nothing at all', async () => {
      const error = await rejection(source('http://127.0.0.1:9/').token());
      expect(error.code).to.equal('token-unavailable');
      expect(error.message).to.match(/could not be reached/);
    });
  });

  it('whose redirect a page’s own fetch has followed gives no token', async () => {
    const [login] = told({ type: JSON_TYPE, body: token('t') });
    const [url] = told({ status: 307, location: login });
    const follows: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'follow' });
    const tokens = new TokenSource(tokenEndpoint(url, 'same-origin', follows), systemClock);
    const error = await rejection(tokens.token());
    expect(error.message).to.match(/200 \(application\/json\), a redirect, which is refused/);
  });

  describe('that answers 429', () => {
    for (const [what, after, wait] of [
      ['is waited for as long as it says', '30', 30_000],
      ['without a time is waited for as the API is', undefined, 5000],
      ['with nonsense is waited for as the API is', 'soon', 5000],
    ] as const) {
      it(what, async () => {
        const answer = after === undefined ? {} : { 'retry-after': after };
        const [url] = told({ status: 429, type: 'text/html', body: HTML, ...answer });
        const error = await rejection(source(url).token());
        expect(error.code).to.equal('rate-limited');
        expect(error.message).to.equal('The token endpoint answered with 429 (text/html).');
        expect(error.facts).to.deep.equal({ status: 429, retryAfterMs: wait, outcome: 'unsent' });
      });
    }
  });
});

describe('an API that redirects', () => {
  const http = (base: string): Http => {
    const options = { fetch: fetch.bind(globalThis), clock: systemClock };
    return new Http({ base, ...options, tokens: new TokenSource(async () => SECRET, systemClock) });
  };

  for (const [method, body] of [
    ['GET', undefined],
    ['POST', { amount: 4.5 }],
  ] as const) {
    for (const status of [301, 303, 307]) {
      it(`a ${method} by ${status} is not followed, and may have been carried out`, async () => {
        const [elsewhere, seen] = told({ type: JSON_TYPE, body: '{}' });
        const [url] = told({ status, location: elsewhere });
        const error = await rejection(http(url).request('', { method, body }));
        expect(error.code).to.equal('malformed');
        expect(error.facts.outcome).to.equal('unknown');
        expect(error.message).to.match(/^The API answered with .*a redirect, which is refused\.$/);
        expect(shown(error)).not.to.contain(SECRET);
        expect(await seen()).to.deep.equal([]);
      });
    }
  }

  it('names the status and the type of every other failure', async () => {
    const [url] = told({ status: 502, type: 'text/html', body: HTML });
    const error = await rejection(http(url).request(''));
    expect(error.message).to.equal('The API answered with 502 (text/html).');
  });
});
