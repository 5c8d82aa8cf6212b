import type {
  Fault,
  LedgerEntry,
  OrderRecord,
  Scenario,
  SeenRequest,
} from '../../src/sandbox/index.js';

const ROOT = './octopus/sandbox/control';

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(ROOT + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T & { error?: { message: string } };
  if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`);
  return answer;
}

const onOrder = <T>(id: number, act: string, body?: unknown): Promise<T> =>
  call('POST', `/orders/${id}/${act}`, body);

/** The sandbox's control, as far as the demo needs it. */
export const sandbox = {
  setScenario: (change: Partial<Scenario>) => call<Scenario>('PUT', '/scenario', change),
  fault: (list: readonly Fault[]) => call<Fault[]>('POST', '/faults', list),
  faults: () => call<Fault[]>('GET', '/faults'),
  clearFaults: () => call<unknown>('DELETE', '/faults'),
  orders: () => call<OrderRecord[]>('GET', '/orders'),
  ledger: () => call<LedgerEntry[]>('GET', '/ledger'),
  requests: () => call<SeenRequest[]>('GET', '/requests'),
  now: () => call<{ now: string }>('GET', '/state'),
  deliverPending: () => call<unknown>('POST', '/deliver-pending'),
  /** The phone took the eSIM; its validity has not begun. */
  install: (id: number) => onOrder<OrderRecord>(id, 'install', { activatedAt: null }),
  activate: (id: number) => onOrder<OrderRecord>(id, 'activate'),
  expire: (id: number) => onOrder<OrderRecord>(id, 'expire'),
  setSpeed: (speed: number) => call<unknown>('POST', '/clock', { speed }),
  advance: (ms: number) => call<unknown>('POST', '/clock', { advanceMs: ms }),
  reset: () => call<unknown>('POST', '/reset'),
};
