import { Http } from '../../src/core/api/http.js';
import { type GetToken, TokenSource } from '../../src/core/api/token.js';
import { Client } from '../../src/core/client.js';
import type { Clock } from '../../src/core/clock.js';
import type { CheckoutError } from '../../src/core/errors.js';
import { openStore } from '../../src/core/storage.js';

export const BASE = 'https://api.example';

/** One request as it left the client. */
export interface Sent {
  method: string;
  /** The path below the base URL, with its query. */
  path: string;
  headers: Headers;
  /** As it was sent. */
  body: string | undefined;
  init: RequestInit;
}

/** More requests than this mean that the client is in a loop. */
const MOST_REQUESTS = 1000;

export interface FakeApiOptions {
  clock: Clock;
  base?: string;
  getToken?: GetToken;
}

/** An API whose answers a test sets. It records its requests. */
export class FakeApi {
  readonly sent: Sent[] = [];
  readonly fetch: typeof globalThis.fetch;
  readonly http: Http;
  readonly #options: FakeApiOptions;
  /** The number of token requests. The tokens are `token-1`, `token-2` and so on. */
  tokens = 0;
  /** Answers each request. It may throw what `fetch` would throw. */
  answer: (request: Sent) => Response | Promise<Response> = () => json({}, 404);

  constructor(options: FakeApiOptions) {
    const { clock, base = BASE, getToken } = options;
    this.#options = options;
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      const request: Sent = {
        method: init.method ?? 'GET',
        path: url.replace(base, ''),
        headers: new Headers(init.headers),
        body: init.body === undefined ? undefined : String(init.body),
        init,
      };
      this.sent.push(request);
      if (this.sent.length > MOST_REQUESTS) throw new Error('The client asks for ever.');
      return this.answer(request);
    };
    const own: GetToken = async () => `token-${this.tokens}`;
    const source: GetToken = (options) => {
      this.tokens += 1;
      return (getToken ?? own)(options);
    };
    this.fetch = fetch as typeof globalThis.fetch;
    this.http = new Http({
      base,
      fetch: this.fetch,
      clock,
      tokens: new TokenSource(source, clock),
    });
  }

  /** A client of this API. Its catalogue is not stored in a database. */
  client(getToken: GetToken = async () => 'token'): Client {
    const { clock, base = BASE } = this.#options;
    return new Client({
      base,
      getToken,
      fetch: this.fetch,
      clock,
      store: openStore(undefined, clock),
    });
  }

  get paths(): string[] {
    return this.sent.map(({ path }) => path);
  }

  /** Gives these answers in turn. A request after the last one fails. */
  inTurn(...answers: (Response | Error)[]): void {
    this.answer = () => {
      const next = answers.shift() ?? new Error('There is no further answer.');
      if (next instanceof Error) throw next;
      return next;
    };
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

/** Never answers. Rejects when the request is aborted, as `fetch` does. */
export function hang({ init }: Sent): Promise<Response> {
  return new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });
}

/** Returns the error with which a promise rejects. Fails if the promise fulfils. */
export function rejection(promise: Promise<unknown>): Promise<CheckoutError> {
  return promise.then(
    () => Promise.reject(new Error('It succeeded.')),
    (error) => error,
  );
}
