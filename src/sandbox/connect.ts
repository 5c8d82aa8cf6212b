import type { SandboxControl } from './control.js';
import type { LedgerEntry, OrderRecord } from './types.js';
import { outstanding } from './wallet.js';

type Remote =
  | 'now'
  | 'scenario'
  | 'setScenario'
  | 'issueToken'
  | 'expireTokens'
  | 'order'
  | 'install'
  | 'activate'
  | 'expire'
  | 'resolve'
  | 'deliverPending'
  | 'advance'
  | 'setSpeed'
  | 'fault'
  | 'faults'
  | 'clearFaults'
  | 'setBalance'
  | 'outstanding'
  | 'requests'
  | 'clearRequests'
  | 'postedOrders'
  | 'restore'
  | 'reset';

/** The control of a sandbox in another process: the methods of `SandboxControl`, each with a promise of its result. */
export type SandboxConnection = {
  [Name in Remote]: (
    ...args: Parameters<SandboxControl[Name]>
  ) => Promise<Awaited<ReturnType<SandboxControl[Name]>>>;
} & {
  /** Everything the server knows of every order, codes included, oldest first. */
  orders(): Promise<OrderRecord[]>;
  /** Every debit and refund, oldest first. */
  ledger(): Promise<LedgerEntry[]>;
};

/**
 * Connects to a running sandbox, such as `npx esim-sandbox`.
 * @param url its origin, with its base path if it has one
 * @returns methods that reject with an `Error` if the sandbox refuses the call or cannot be reached
 */
export function connectSandbox(url: string): SandboxConnection {
  const root = `${url.replace(/\/+$/, '')}/sandbox/control`;
  async function call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const response = await fetch(root + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`);
    return answer as Result;
  }
  const done = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body);
  };
  const orderPath = (selector: number | string): string =>
    `/orders/${encodeURIComponent(String(selector))}`;
  const ledger = (): Promise<LedgerEntry[]> => call('GET', '/ledger');

  return {
    now: async () => Date.parse((await call<{ now: string }>('GET', '/state')).now),
    scenario: () => call('GET', '/scenario'),
    setScenario: (change) => call('PUT', '/scenario', change),
    issueToken: (options = {}) => call('POST', '/tokens', options),
    expireTokens: () => done('POST', '/tokens/expire'),
    async order(selector) {
      const orders = await call<OrderRecord[]>('GET', '/orders');
      if (selector === 'latest') return orders.at(-1);
      return orders.find(
        ({ id, clientReference }) =>
          String(id) === String(selector) || clientReference === selector,
      );
    },
    orders: () => call('GET', '/orders'),
    install: (selector, options = {}) => call('POST', `${orderPath(selector)}/install`, options),
    activate: (selector, activatedAt) =>
      call(
        'POST',
        `${orderPath(selector)}/activate`,
        activatedAt === undefined ? {} : { activatedAt },
      ),
    expire: (selector) => call('POST', `${orderPath(selector)}/expire`),
    resolve: (selector, outcome) => call('POST', `${orderPath(selector)}/resolve`, { outcome }),
    deliverPending: async () =>
      (await call<{ delivered: number }>('POST', '/deliver-pending')).delivered,
    advance: (advanceMs) => done('POST', '/clock', { advanceMs }),
    setSpeed: (speed) => done('POST', '/clock', { speed }),
    fault: (...faults) => done('POST', '/faults', faults),
    faults: () => call('GET', '/faults'),
    clearFaults: () => done('DELETE', '/faults'),
    setBalance: (currency, balance) => done('POST', '/balance', { currency, balance }),
    outstanding: async (reference) => outstanding(await ledger(), reference),
    ledger,
    requests: () => call('GET', '/requests'),
    clearRequests: () => done('DELETE', '/requests'),
    postedOrders: () => call('GET', '/posted-orders'),
    restore: () => done('POST', '/restore'),
    reset: () => done('POST', '/reset'),
  };
}
