import type { Fault, Scenario } from '../../src/sandbox/index.js';

const ROOT = '/octopus/sandbox/control';

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

/** The sandbox's control, as far as the panel needs it. */
export const sandbox = {
  scenario: () => call<Scenario>('GET', '/scenario'),
  setScenario: (change: Partial<Scenario>) => call<Scenario>('PUT', '/scenario', change),
  fault: (list: Fault[]) => call<Fault[]>('POST', '/faults', list),
  clearFaults: () => call<unknown>('DELETE', '/faults'),
  deliverPending: () => call<{ delivered: number }>('POST', '/deliver-pending'),
  installLatest: () => call<unknown>('POST', '/orders/latest/install'),
  expireLatest: () => call<unknown>('POST', '/orders/latest/expire'),
  expireTokens: () => call<unknown>('POST', '/tokens/expire'),
  advance: (ms: number) => call<{ now: string }>('POST', '/clock', { advanceMs: ms }),
  reset: () => call<unknown>('POST', '/reset'),
};
