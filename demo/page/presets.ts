import type { Fault, Scenario } from '../../src/sandbox/index.js';

interface Preset {
  value: string;
  label: string;
  change: Partial<Scenario>;
}

const ORDER = 'POST /api/v1/esim/orders';
const CATALOGUE = 'GET /api/v1/esim/products*';

// What every delivery sets, so that one choice leaves nothing of another behind.
const usual = {
  outcome: 'delivered',
  fulfilAfterMs: 1500,
  inlineDeadlineMs: 60_000,
  cronMs: 60_000,
  retryAfterMs: 120_000,
} satisfies Partial<Scenario>;

const delivery = (value: string, label: string, change: Partial<Scenario> = {}): Preset => ({
  value,
  label,
  change: { ...usual, ...change },
});

/** The panel's choices that last until changed; the first of each is the usual one. */
export const presets: Record<string, readonly Preset[]> = {
  delivery: [
    delivery('normal', 'After 1.5 seconds'),
    delivery('instant', 'At once', { fulfilAfterMs: 0 }),
    delivery('slow', 'After 12 seconds', { fulfilAfterMs: 12_000 }),
    delivery('pending', 'Pending, then delivered', {
      inlineDeadlineMs: 2000,
      fulfilAfterMs: 14_000,
      cronMs: 20_000,
    }),
    delivery('never', 'Pending until told', { outcome: 'never', inlineDeadlineMs: 2000 }),
    delivery('failed-plan', 'Failed: plan gone', { outcome: 'failed-plan' }),
    delivery('failed-internal', 'Failed inside, then delivered', {
      outcome: 'failed-internal',
      retryAfterMs: 20_000,
    }),
    delivery('cancelled', 'Cancelled', { outcome: 'cancelled' }),
  ],
  code: [
    { value: 'plain', label: 'Usual', change: { code: 'plain' } },
    {
      value: 'confirmation',
      label: 'Asks for a confirmation code',
      change: { code: 'confirmation' },
    },
    { value: 'unparseable', label: 'Unreadable', change: { code: 'unparseable' } },
  ],
  network: [
    { value: 'fast', label: 'Fast', change: { latencyMs: 0 } },
    { value: 'slow', label: 'Slow (2 seconds)', change: { latencyMs: 2000 } },
  ],
  token: [
    { value: 'ok', label: 'Works', change: { tokenMode: 'ok' } },
    { value: 'down', label: 'Down (503)', change: { tokenMode: 'down' } },
    { value: 'html', label: 'Answers a sign-in page', change: { tokenMode: 'html' } },
    { value: 'unauthorized', label: 'Refuses (401)', change: { tokenMode: 'unauthorized' } },
    { value: 'hang', label: 'Never answers', change: { tokenMode: 'hang' } },
    { value: 'malformed', label: 'Answers nonsense', change: { tokenMode: 'malformed' } },
    { value: 'redirect', label: 'Redirects to a sign-in page', change: { tokenMode: 'redirect' } },
    { value: 'crowded', label: 'Too many requests (429)', change: { tokenMode: 'crowded' } },
  ],
};

/** The panel's faults, each striking once or a few times. */
export const faults: readonly { value: string; label: string; faults: Fault[] }[] = [
  { value: '', label: 'Nothing', faults: [] },
  {
    value: 'answer-lost',
    label: 'Order: answer lost',
    faults: [{ match: ORDER, kind: 'drop-response' }],
  },
  {
    value: 'request-lost',
    label: 'Order: request lost',
    faults: [{ match: ORDER, kind: 'drop-request' }],
  },
  {
    value: 'order-500',
    label: 'Order: 500, though placed',
    faults: [{ match: ORDER, kind: 'status', status: 500, handled: true }],
  },
  {
    value: 'order-garbage',
    label: 'Order: unreadable answer',
    faults: [{ match: ORDER, kind: 'garbage' }],
  },
  {
    value: 'order-429',
    label: 'Order: too many requests',
    faults: [{ match: ORDER, kind: '429', retryAfter: 3 }],
  },
  {
    value: 'catalogue-down',
    label: 'Catalogue: 503, three times',
    faults: [{ match: CATALOGUE, kind: 'status', times: 3 }],
  },
  {
    value: 'catalogue-html',
    label: 'Catalogue: HTML',
    faults: [{ match: CATALOGUE, kind: 'html', times: 3 }],
  },
];

/** The choice that this scenario shows, if any. */
export function presetOf(name: string, scenario: Scenario): string | undefined {
  return presets[name]?.find(({ change }) =>
    Object.entries(change).every(([key, value]) => scenario[key as keyof Scenario] === value),
  )?.value;
}
