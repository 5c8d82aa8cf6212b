import { type Fault, type Scenario, seededRandom } from '../../src/sandbox/index.js';

/** When a page dies. It counts from the press of Buy or, in a page that was opened again, from its start. */
export interface Kill {
  /** After so many milliseconds, or at the n-th request, answer or event. */
  at: 'ms' | 'request' | 'answer' | 'event';
  count: number;
  /** The renderer crashes, the tab is closed, or the page is reloaded. */
  way: 'crash' | 'close' | 'reload';
}

export interface KillPlan {
  name: string;
  scenario: Partial<Scenario>;
  faults: Fault[];
  /** How long the host takes the payment. */
  payMs: number;
  /** A second tab of the same shop, which outlives the first. */
  secondTab: boolean;
  kills: Kill[];
}

const ORDER = 'POST /api/v1/esim/orders';
const LOOK_UP = 'GET /api/v1/esim/orders*';

/** The random choices of one run. The machine's own timing adds to them. */
export function planKills(seed: number): KillPlan {
  const random = seededRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const oneOf = <T>(list: readonly T[]): T => list[upTo(list.length - 1)] as T;
  const inline = { inlineDeadlineMs: 80, cronMs: 150 };
  const [outcome, scenario] = oneOf<[string, Partial<Scenario>]>([
    ['delivered', { fulfilAfterMs: upTo(400) }],
    ['delivered', { fulfilAfterMs: upTo(400) }],
    ['delivered', { fulfilAfterMs: upTo(400), visibleAfterMs: upTo(600) }],
    ['pending', { ...inline, fulfilAfterMs: 100 + upTo(800) }],
    ['never', { ...inline, outcome: 'never' }],
    ['plan gone', { outcome: 'failed-plan', fulfilAfterMs: upTo(200) }],
    ['internal failure', { outcome: 'failed-internal', retryAfterMs: upTo(600) }],
    ['cancelled', { outcome: 'cancelled', fulfilAfterMs: upTo(200) }],
  ]);
  const [trouble, faults] = oneOf<[string, Fault[]]>([
    ['no trouble', []],
    ['no trouble', []],
    ['request lost', [{ match: ORDER, kind: 'drop-request' }]],
    ['answer lost', [{ match: ORDER, kind: 'drop-response' }]],
    ['answer never comes', [{ match: ORDER, kind: 'hang', handled: true }]],
    ['503 before', [{ match: ORDER, kind: 'status', handled: false }]],
    ['503 after', [{ match: ORDER, kind: 'status', handled: true }]],
    ['401', [{ match: ORDER, kind: 'status', status: 401 }]],
    ['429', [{ match: ORDER, kind: '429', retryAfter: 1 }]],
    ['400', [{ match: ORDER, kind: 'status', status: 400, code: 'VALIDATION_FAILURE' }]],
    ['garbage', [{ match: ORDER, kind: 'garbage' }]],
    ['cut off', [{ match: ORDER, kind: 'truncate' }]],
    ['twice', [{ match: ORDER, kind: 'duplicate' }]],
    ['slow', [{ match: ORDER, kind: 'delay', handled: random() < 0.5, delayMs: upTo(800) }]],
    ['no token', [{ match: 'POST /esim/token', kind: 'status', skip: 1 }]],
    [
      'answer and look-up lost',
      [
        { match: ORDER, kind: 'drop-response' },
        { match: LOOK_UP, kind: 'status' },
      ],
    ],
  ]);
  const kills: Kill[] = [];
  do {
    const at = oneOf(['ms', 'request', 'answer', 'event'] as const);
    kills.push({
      at,
      count: at === 'ms' ? upTo(kills.length > 0 ? 900 : 700) : 1 + upTo(3),
      way: oneOf(['crash', 'crash', 'close', 'reload'] as const),
    });
  } while (kills.length < 3 && random() < 0.35);
  return {
    name: `${outcome}, ${trouble}`,
    scenario: { latencyMs: upTo(60), ...scenario },
    faults,
    payMs: oneOf([0, upTo(200)]),
    secondTab: random() < 0.2,
    kills,
  };
}
