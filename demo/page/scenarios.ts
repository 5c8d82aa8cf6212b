import type { Phase } from '../../src/index.js';
import type { Fault, Scenario } from '../../src/sandbox/index.js';

export interface DemoScenario {
  id: string;
  /** On its control: what happens, without a guess. */
  label: string;
  /** Below the label: what the customer gets. */
  outcome: string;
  change?: Partial<Scenario>;
  faults?: readonly Fault[];
  /** What the stage does besides: to the payment, to the connection, to the page. */
  act?: 'decline' | 'offline' | 'spoil-token' | 'crash';
  /** The phase to which it leads by itself. */
  leadsTo: Phase;
  /** What the status line says: when it is chosen, and at each phase. */
  says: Partial<Record<Phase | 'armed' | 'struck', string>>;
  /** A button in the status line, at these phases. */
  offers?: { at: readonly Phase[]; label: string; does: 'mend' | 'reconnect' | 'token' };
}

const ORDER = 'POST /api/v1/esim/orders';

/** What every scenario starts from, so that one leaves nothing of another behind. */
export const USUAL: Partial<Scenario> = {
  outcome: 'delivered',
  fulfilAfterMs: 1500,
  inlineDeadlineMs: 60_000,
  cronMs: 60_000,
  retryAfterMs: 120_000,
  tokenMode: 'ok',
};

export const SCENARIOS: readonly DemoScenario[] = [
  {
    id: 'instant',
    label: 'Delivered at once',
    outcome: 'Pay, get the QR code.',
    change: { fulfilAfterMs: 300 },
    leadsTo: 'delivered',
    says: {
      delivered: 'Delivered. Scan it with the phone, or follow the link on the phone’s page.',
    },
  },
  {
    id: 'slow',
    label: 'Slow: 12 seconds',
    outcome: 'The page says that it takes a while.',
    change: { fulfilAfterMs: 12_000 },
    leadsTo: 'delivered',
    says: {
      ordering: 'The operator takes 12 seconds. The page says that it may be closed meanwhile.',
      delivered: 'Delivered after 12 seconds, with one request for the order.',
    },
  },
  {
    id: 'gone',
    label: 'The plan is gone',
    outcome: 'Refunded, with other plans at hand.',
    change: { outcome: 'failed-plan' },
    leadsTo: 'failed',
    says: {
      failed:
        'The operator has none of this plan left. The wallet was refunded, and the other plans are on the screen.',
    },
  },
  {
    id: 'internal',
    label: 'Internal failure, mended later',
    outcome: '“Still processing”, then delivered.',
    change: { outcome: 'failed-internal', retryAfterMs: 45_000 },
    leadsTo: 'processing',
    says: {
      processing:
        'Something failed at the operator, who tries again in 45 seconds. The page keeps the order and looks again.',
      delivered: 'The operator’s second try delivered the same order; the wallet paid once in all.',
    },
    offers: { at: ['processing'], label: 'Mend it now', does: 'mend' },
  },
  {
    id: 'lost',
    label: 'Answer lost on the way',
    outcome: 'Debited, then found again: one debit.',
    change: { fulfilAfterMs: 300 },
    faults: [{ match: ORDER, kind: 'drop-response' }],
    leadsTo: 'delivered',
    says: {
      struck:
        'The answer of the order was dropped after the wallet was debited. Watch: the element finds the order by its reference.',
      delivered:
        'The answer of the order was dropped after the wallet was debited. The element found the order by its reference: one debit.',
    },
  },
  {
    id: 'offline',
    label: 'Offline',
    outcome: 'The order waits, and goes out once.',
    act: 'offline',
    leadsTo: 'ordering',
    says: {
      ordering:
        'The page is offline. The order is written down on the device and waits. Reconnect, and it goes on with the same reference.',
      unconfirmed:
        'Still offline: the page has stopped trying for now. Reconnect, and it asks about the same order again.',
      delivered: 'Back online: the same order went out once and was delivered.',
    },
    offers: { at: ['ordering', 'unconfirmed'], label: 'Reconnect', does: 'reconnect' },
  },
  {
    id: 'limit',
    label: 'Rate limit reached',
    outcome: 'Waits 3 seconds as told, then orders.',
    change: { fulfilAfterMs: 300 },
    faults: [{ match: ORDER, kind: '429', retryAfter: 3 }],
    leadsTo: 'delivered',
    says: {
      struck:
        'Too many requests (429, “retry after 3 seconds”). The element waits, then sends the same order again.',
      delivered:
        'The API answered 429, “retry after 3 seconds”. The element waited as told, sent the same order again, and delivered.',
    },
  },
  {
    id: 'token-expired',
    label: 'Token expires at Buy',
    outcome: 'Renewed, unseen by the customer.',
    change: { fulfilAfterMs: 300 },
    act: 'spoil-token',
    leadsTo: 'delivered',
    says: {
      delivered:
        'The order met a 401; the element fetched a new token and sent it again. See Activity → Requests.',
    },
  },
  {
    id: 'token-down',
    label: 'Your token server is down',
    outcome: 'Says so, and offers to try again.',
    change: { tokenMode: 'down' },
    leadsTo: 'unavailable',
    says: {
      armed: 'The partner’s token endpoint answers 503: no plans can be shown.',
      unavailable:
        'The partner’s token endpoint answers 503. The page says so and keeps the customer’s way open.',
      delivered: 'Delivered, now that the token endpoint is back.',
    },
    offers: { at: ['unavailable'], label: 'Bring it back', does: 'token' },
  },
  {
    id: 'declined',
    label: 'Payment declined',
    outcome: 'Nothing is ordered, nothing debited.',
    act: 'decline',
    leadsTo: 'choosing-plan',
    says: {
      authorizing: 'The partner takes the payment; the order waits for it.',
      'choosing-plan': 'The payment was declined: nothing is ordered, and the ledger stays empty.',
    },
  },
  {
    id: 'crash',
    label: 'Crash and reload',
    outcome: 'The page dies in mid-order: one debit.',
    change: { fulfilAfterMs: 7000 },
    act: 'crash',
    leadsTo: 'delivered',
    says: {
      delivered: 'The page came back, found its order and delivered it. The ledger has one debit.',
    },
  },
];

export const scenarioOf = (id: string): DemoScenario =>
  SCENARIOS.find((scenario) => scenario.id === id) ?? (SCENARIOS[0] as DemoScenario);
