import { type Clock, systemClock } from '../core/clock.js';
import type { Plan } from '../core/types.js';
import { type GatewayEvent, guarded, type Observe } from './events.js';

/** Requests a minute. */
export interface Rates {
  reads: number;
  orders: number;
}

/** What the host is asked before an order is passed on. */
export interface Authorization {
  /** As `authenticate` named them. */
  customer: string;
  /** The customer's `client_reference`: what the host keeps its payment under. */
  reference: string;
  /** The plan that will be ordered, as the catalogue has it. */
  plan: Plan;
  /** The wallet the customer's page names; a host with several must look at it. */
  walletId: number | string | undefined;
  request: Request;
}

export interface GatewayOptions {
  /** The log-in of the API's account. */
  account: { username: string; password: string };
  /**
   * At least 32 bytes each. The first signs, all verify, the last marks the customers' orders. Rotate by putting a new
   * one first; the last one stays the last for ever: under another mark, a reference can be ordered a second time.
   */
  secret: string | readonly string[];
  /** Who asks: a name that stays the same for ever; `undefined` or `null` where nobody is signed in. */
  authenticate(request: Request): Promise<string | undefined | null> | string | undefined | null;
  /**
   * Whether this customer has paid for this reference and plan. `'pending'`: not known yet, ask again.
   * It may be called more than once for a reference, and after its order was placed.
   */
  authorizeOrder(order: Authorization): Promise<boolean | 'pending'> | boolean | 'pending';
  /** Default `/esim`. */
  basePath?: string | undefined;
  /** The shop's own origin as browsers see it; with it, requests from any other than this and `origins` get no token. */
  origin?: string | undefined;
  /** Other origins whose pages may call the gateway. */
  origins?: readonly string[] | undefined;
  /** Default `https://api.octopuscards.io`. */
  apiBase?: string | undefined;
  /** Of the account, a minute. Default 300 reads, 60 orders: what the API allows in production. */
  quota?: Partial<Rates> | undefined;
  /** Of each customer, a minute. Default 60 reads, 5 orders. */
  perCustomer?: Partial<Rates> | undefined;
  /** A client of ioredis or node-redis: all instances share the quota. */
  redis?: object | undefined;
  fetch?: typeof globalThis.fetch | undefined;
  clock?: Clock | undefined;
  observe?: ((event: GatewayEvent) => void) | undefined;
}

export interface Settings {
  account: { username: string; password: string };
  secrets: readonly string[];
  authenticate: GatewayOptions['authenticate'];
  authorizeOrder: GatewayOptions['authorizeOrder'];
  /** Begins with a slash and does not end in one; or empty. */
  basePath: string;
  origin: string | undefined;
  origins: readonly string[];
  /** Without a trailing slash. */
  apiBase: string;
  quota: Rates;
  perCustomer: Rates;
  redis: object | undefined;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  observe: Observe;
}

const SHORTEST_SECRET = 32;

/** @throws TypeError naming the option that is missing or wrong; it never quotes one */
export function settle(options: GatewayOptions): Settings {
  const { account, secret, authenticate, authorizeOrder } = options;
  if (!isText(account?.username) || !isText(account?.password)) wrong('account', 'a log-in');
  const secrets = Array.isArray(secret) ? [...(secret as readonly string[])] : [secret as string];
  if (secrets.length === 0 || !secrets.every(isLong)) {
    wrong('secret', `text of at least ${SHORTEST_SECRET} bytes, or a list of such`);
  }
  if (typeof authenticate !== 'function') wrong('authenticate', 'a function');
  if (typeof authorizeOrder !== 'function') wrong('authorizeOrder', 'a function');
  const { fetch = globalThis.fetch, clock = systemClock, observe, redis, origin } = options;
  return {
    account: { username: account.username, password: account.password },
    secrets,
    authenticate,
    authorizeOrder,
    basePath: checkedPath(options.basePath ?? '/esim'),
    origin: origin === undefined ? undefined : checkedOrigin(origin, 'origin'),
    origins: (options.origins ?? []).map((one) => checkedOrigin(one, 'origins')),
    apiBase: checkedBase(options.apiBase ?? 'https://api.octopuscards.io'),
    quota: checkedRates({ reads: 300, orders: 60, ...options.quota }, 'quota'),
    perCustomer: checkedRates({ reads: 60, orders: 5, ...options.perCustomer }, 'perCustomer'),
    redis,
    fetch,
    clock,
    observe: guarded(observe),
  };
}

function wrong(option: string, wanted: string): never {
  throw new TypeError(`createGateway: "${option}" must be ${wanted}.`);
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isLong = (value: unknown): boolean =>
  typeof value === 'string' && new TextEncoder().encode(value).length >= SHORTEST_SECRET;

function checkedPath(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (!/^(\/[\w.~-]+)*$/.test(trimmed)) wrong('basePath', 'a path such as "/esim"');
  return trimmed;
}

function checkedOrigin(origin: string, option: string): string {
  // `*` and `null` are no origins: the token route would be open to everybody.
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    wrong(option, 'made of origins such as "https://shop.example"');
  }
  return origin;
}

function checkedBase(base: string): string {
  const { protocol, search, hash } = URL.canParse(base) ? new URL(base) : new URL('none:');
  if (!/^https?:$/.test(protocol) || search || hash) wrong('apiBase', 'an absolute URL');
  return base.replace(/\/+$/, '');
}

function checkedRates(rates: Rates, option: string): Rates {
  const sound = [rates.reads, rates.orders].every((rate) => Number.isInteger(rate) && rate > 0);
  if (!sound) wrong(option, 'whole numbers above 0');
  return rates;
}
