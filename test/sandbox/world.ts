import type { LedgerEntry, Sandbox, SandboxOptions } from '../../src/sandbox/index.js';
import { createSandbox, seededRandom } from '../../src/sandbox/index.js';
import { settle } from '../support/event-loop.js';
import { FakeClock } from '../support/fake-clock.js';

export const START = Date.UTC(2026, 4, 1, 9);
const ORIGIN = 'https://api.test';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body as it came. */
  raw: unknown;
  /** The body without its envelope. */
  body: Record<string, unknown>;
  list: Record<string, unknown>[];
  error: { name: string; code: string; message: string };
}

export interface World {
  sandbox: Sandbox;
  clock: FakeClock;
  call(method: string, path: string, body?: unknown, init?: RequestInit): Promise<Answer>;
  /** Posts an order and moves time until it is answered. */
  buy(reference: string, more?: Record<string, unknown>): Promise<Answer>;
  order(reference?: string, more?: Record<string, unknown>): Record<string, unknown>;
  entries(kind: LedgerEntry['kind']): LedgerEntry[];
}

function unwrap(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'data' in raw ? raw.data : raw;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = undefined;
  }
  const { error } = (raw ?? {}) as { error: Answer['error'] };
  return {
    status: response.status,
    headers: response.headers,
    text,
    raw,
    body: unwrap(raw) as Record<string, unknown>,
    list: unwrap(raw) as Record<string, unknown>[],
    error,
  };
}

/** A sandbox under a fake clock, with a client that holds a token. */
export function createWorld(options: SandboxOptions = {}): World {
  const clock = new FakeClock({ start: START, settle });
  const sandbox = createSandbox({ clock, random: seededRandom(7), ...options });
  const { token } = sandbox.control.issueToken({ ttlSeconds: 30 * 86_400 });
  const call: World['call'] = async (method, path, body, init = {}) => {
    const request = new Request(ORIGIN + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...init,
    });
    return read(await sandbox.fetch(request));
  };
  const order: World['order'] = (reference = 'ref-1', more = {}) => ({
    product_id: 1000,
    amount: 4.5,
    quantity: 1,
    client_reference: reference,
    ...more,
  });
  return {
    sandbox,
    clock,
    call,
    order,
    async buy(reference, more) {
      const answering = call('POST', '/api/v1/esim/orders', order(reference, more));
      const [answer] = await Promise.all([answering, clock.pass(61_000)]);
      return answer;
    },
    entries: (kind) => sandbox.ledger().filter((entry) => entry.kind === kind),
  };
}
