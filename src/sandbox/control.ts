import type { IssuedToken } from './auth.js';
import type { SandboxParts, SeenRequest } from './parts.js';
import type { Fault, OrderRecord, Outcome, Scenario } from './types.js';
import { outstanding } from './wallet.js';

/** An order by id or reference, or the one placed last. */
export type OrderSelector = number | string;

export interface SandboxControl {
  now(): number;
  scenario(): Scenario;
  /** Changes parts of the scenario; throws a TypeError for what it does not know. */
  setScenario(change: Partial<Scenario>): Scenario;
  issueToken(options?: { ttlSeconds?: number; jwt?: boolean }): IssuedToken;
  /** The token that the host's server shares among its customers; `refused`: one of them says that the API refused it. */
  hostToken(refused: boolean): IssuedToken;
  /** Every token issued so far answers 401 from now on. */
  expireTokens(): void;
  /** By id, by reference, or `'latest'`. */
  order(selector: OrderSelector): OrderRecord | undefined;
  /** The phone took the eSIM; the API tells at the next detail call. `activatedAt: null` leaves validity unstarted. */
  install(selector: OrderSelector, options?: { activatedAt?: number | null }): OrderRecord;
  /** Validity began though no install was reported. */
  activate(selector: OrderSelector, activatedAt?: number): OrderRecord;
  expire(selector: OrderSelector): OrderRecord;
  /** The operator answers now, with the outcome the order has or another. */
  resolve(selector: OrderSelector, outcome?: Outcome): OrderRecord;
  /** Delivers every PENDING order, and every failed one the cron would try again. @returns how many. */
  deliverPending(): number;
  /** Moves time forward; what is due by then has happened on return. */
  advance(ms: number): void;
  setSpeed(speed: number): void;
  fault(...faults: Fault[]): void;
  faults(): Fault[];
  clearFaults(): void;
  balance(currency: string): number;
  setBalance(currency: string, balance: number): void;
  /** Debits less refunds of one reference, as a count: 0 or 1 in a sound world. */
  outstanding(clientReference: string): number;
  /** Requests that were sent to the API or the token endpoint, dropped ones included, oldest first. */
  requests(): SeenRequest[];
  clearRequests(): void;
  /** Raw bodies of the order POSTs that reached the server, oldest first. */
  postedOrders(): string[];
  /** The scenario of the start, and no faults. Orders, money, tokens and the clock stay. */
  restore(): void;
  /** Everything as at the start. No token is valid any more. */
  reset(): void;
}

export function createControl(parts: SandboxParts): SandboxControl {
  const { clock, orders, tokens, wallet, faults } = parts;
  const find = (selector: OrderSelector): OrderRecord | undefined =>
    selector === 'latest'
      ? orders.all().at(-1)
      : (orders.get(Number(selector)) ??
        orders.all().find((order) => order.clientReference === selector));
  const touch = (selector: OrderSelector, act: (order: OrderRecord) => void): OrderRecord => {
    const order = find(selector);
    if (order === undefined) throw new TypeError(`no order "${selector}"`);
    act(order);
    return structuredClone(order);
  };
  return {
    now: () => clock.now(),
    scenario: () => ({ ...parts.scenario }),
    setScenario: (change) => ({ ...parts.change(change) }),
    issueToken: ({ ttlSeconds = parts.scenario.tokenTtlSeconds, jwt = false } = {}) =>
      tokens.issue(ttlSeconds, { jwt }),
    hostToken(refused) {
      const { tokenTtlSeconds, tokenShape } = parts.scenario;
      return parts.hostLogin.token(refused, tokenTtlSeconds, tokenShape === 'jwt');
    },
    expireTokens: () => tokens.expireAll(),
    order: (selector) => structuredClone(find(selector)),
    install: (selector, { activatedAt } = {}) =>
      touch(selector, (order) => orders.fulfilment.install(order, activatedAt)),
    activate: (selector, activatedAt) =>
      touch(selector, (order) => orders.fulfilment.activate(order, activatedAt)),
    expire: (selector) => touch(selector, (order) => orders.fulfilment.expire(order)),
    resolve: (selector, outcome) =>
      touch(selector, (order) => orders.fulfilment.resolve(order, outcome)),
    deliverPending() {
      const due = orders
        .all()
        .filter(
          ({ status, isUserFixable }) =>
            status === 'PENDING' || (status === 'FAILED' && isUserFixable === false),
        );
      for (const order of due) orders.fulfilment.resolve(order, 'delivered');
      return due.length;
    },
    advance: (ms) => parts.setTime({ advanceMs: ms }),
    setSpeed: (speed) => parts.setTime({ speed }),
    fault(...list) {
      for (const fault of list) faults.add(fault);
    },
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    balance: (currency) => wallet.balance(currency),
    setBalance: (currency, balance) => wallet.setBalance(currency, balance),
    outstanding: (reference) => outstanding(wallet.entries(), reference),
    requests: () => [...parts.seen],
    clearRequests() {
      parts.seen.length = 0;
    },
    postedOrders: () => [...parts.posted],
    restore: () => parts.restore(),
    reset: () => parts.reset(),
  };
}
