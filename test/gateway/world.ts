import assert from 'node:assert/strict';
import {
  createGateway,
  type Gateway,
  type GatewayEvent,
  type GatewayOptions,
} from '../../src/gateway/index.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { createSandbox, DEMO_LOGIN, type Sandbox, seededRandom } from '../../src/sandbox/index.js';
import { settle } from '../support/event-loop.js';
import { FakeClock } from '../support/fake-clock.js';

export const START = Date.UTC(2026, 4, 1, 9);
export const SHOP = 'https://shop.test';
export const API = '/esim/api/v1/esim';
export const SECRET = 'a secret of the shop that is long enough';
const UPSTREAM = 'https://api.test';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
  list: Record<string, unknown>[];
  error: { name: string; code: string; message: string };
}

export interface Shopper {
  token: string;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Posts an order and moves time until it is answered. */
  buy(reference: string, more?: Record<string, unknown>): Promise<Answer>;
}

export interface World {
  sandbox: Sandbox;
  clock: FakeClock;
  gateway: Gateway;
  events: GatewayEvent[];
  /** What the host was asked. */
  asked: Parameters<GatewayOptions['authorizeOrder']>[0][];
  send(request: Request): Promise<Answer>;
  tokenOf(customer: string, headers?: Record<string, string>): Promise<Answer>;
  shopper(customer: string): Promise<Shopper>;
  /** Requests that reached the API, as `METHOD /path`, without the query. */
  upstream(): string[];
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (body ?? {}) as Record<string, unknown>,
    list: (body ?? []) as Record<string, unknown>[],
    error: (body as { error: Answer['error'] } | undefined)?.error ?? {
      name: '',
      code: '',
      message: '',
    },
  };
}

export const order = (reference: string, more: Record<string, unknown> = {}) => ({
  product_id: 1000,
  amount: 4.5,
  quantity: 1,
  client_reference: reference,
  ...more,
});

/** Lets time pass until `work` is done. Signatures are made on other threads, which no fake clock waits for. */
export async function whileTimePasses<T>(
  clock: FakeClock,
  work: Promise<T>,
  /** 0: only what is due already happens. */
  stepMs = 250,
): Promise<T> {
  let done = false;
  const ended = () => {
    done = true;
  };
  work.then(ended, ended);
  for (let turn = 0; !done; turn += 1) {
    assert.ok(turn < 50_000, 'it does not end');
    await clock.pass(stepMs);
  }
  return work;
}

/** Resolves when `reached` holds; no time passes. */
export async function until(reached: () => boolean): Promise<void> {
  for (let turn = 0; !reached(); turn += 1) {
    assert.ok(turn < 100_000, 'it has not come to this');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The host's session: a cookie that says who it is. */
const authenticate = (request: Request): string | undefined =>
  /(?:^|; )who=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];

/** A gateway in front of a sandbox, both under one fake clock. */
export function createWorld(
  options: Partial<GatewayOptions> = {},
  { sandbox: sandboxOptions = {}, world }: { sandbox?: SandboxOptions; world?: World } = {},
): World {
  const clock = world?.clock ?? new FakeClock({ start: START, settle });
  const sandbox =
    world?.sandbox ?? createSandbox({ clock, random: seededRandom(7), ...sandboxOptions });
  const events: GatewayEvent[] = [];
  const asked: World['asked'] = [];
  const gateway = createGateway({
    account: DEMO_LOGIN,
    secret: SECRET,
    authenticate,
    apiBase: UPSTREAM,
    fetch: sandbox.fetch as typeof fetch,
    clock,
    observe: (event) => events.push(event),
    ...options,
    authorizeOrder: (request) => {
      asked.push(request);
      return options.authorizeOrder ? options.authorizeOrder(request) : true;
    },
  });
  const send = async (request: Request) => read(await gateway.fetch(request));
  const tokenOf: World['tokenOf'] = (customer, headers = {}) =>
    send(
      new Request(`${SHOP}/esim/token`, {
        method: 'POST',
        headers: { cookie: `who=${customer}`, origin: SHOP, ...headers },
      }),
    );
  return {
    sandbox,
    clock,
    gateway,
    events,
    asked,
    send,
    tokenOf,
    async shopper(customer) {
      const token = String((await tokenOf(customer)).body.access_token);
      const call: Shopper['call'] = (method, path, body, headers = {}) =>
        send(
          new Request(SHOP + API + path, {
            method,
            headers: {
              authorization: `Bearer ${token}`,
              'content-type': 'application/json',
              ...headers,
            },
            ...(body === undefined
              ? {}
              : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
          }),
        );
      return {
        token,
        call,
        async buy(reference, more) {
          return whileTimePasses(clock, call('POST', '/orders', order(reference, more)));
        },
      };
    },
    upstream: () =>
      sandbox.control.requests().map(({ method, path }) => `${method} ${path.split('?')[0]}`),
  };
}
