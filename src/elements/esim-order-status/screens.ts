import type { ErrorCode, Phase, Purchase } from '../../core/types.js';
import type { OrderStrings } from '../../i18n/strings.js';
import type { IconName } from '../shared/icons.js';

/** What a customer can ask for. Each action is an event of the element. */
export type Action = 'refresh' | 'retry' | 'choose' | 'again' | 'cancel';

/** The headings that have a note: a text with the suffix `Note`. */
type Title = {
  [Key in keyof OrderStrings]: `${Key}Note` extends keyof OrderStrings ? Key : never;
}[keyof OrderStrings];

/** The screen of one phase. */
export interface Screen {
  icon: IconName;
  tone: 'busy' | 'good' | 'bad' | 'warn' | 'calm';
  title: keyof OrderStrings;
  note: keyof OrderStrings;
  progress?: boolean;
  actions: readonly Action[];
  /** Whether the first action is what the customer should do. If not, it is optional. */
  main: boolean;
  support?: boolean;
}

const DAY = 86_400_000;

const PURCHASE: Record<Purchase['phase'], Screen> = {
  authorizing: mayWait(screen('clock', 'busy', 'authorizing', ['cancel'])),
  ordering: { ...screen('clock', 'busy', 'ordering', []), progress: true },
  pending: {
    ...mayWait(screen('clock', 'busy', 'pending', ['refresh'])),
    progress: true,
  },
  overdue: mayWait(needsHelp(screen('clock', 'warn', 'overdue', ['refresh']))),
  processing: mayWait(needsHelp(screen('clock', 'warn', 'processing', ['refresh']))),
  delivered: screen('check', 'good', 'delivered', []),
  installed: screen('check', 'good', 'installed', []),
  expired: screen('clock', 'calm', 'expired', ['again', 'choose']),
  failed: mayWait(needsHelp(screen('cross', 'bad', 'failed', ['choose']))),
  cancelled: mayWait(needsHelp(screen('cross', 'calm', 'cancelled', ['choose']))),
  unconfirmed: needsHelp(screen('alert', 'warn', 'unconfirmed', ['refresh'])),
};

function screen(
  icon: IconName,
  tone: Screen['tone'],
  title: Title,
  actions: readonly Action[],
  note: Screen['note'] = `${title}Note`,
): Screen {
  return { icon, tone, title, note, actions, main: true };
}

function needsHelp(base: Screen): Screen {
  return { ...base, support: true };
}

function mayWait(base: Screen): Screen {
  return { ...base, main: false };
}

function unavailable(code: ErrorCode | undefined, retriable: boolean): Screen {
  const actions: Action[] = retriable ? ['retry'] : [];
  switch (code) {
    case 'no-plans':
    case 'not-found':
      return screen('alert', 'calm', 'noPlans', retriable ? actions : ['choose']);
    case 'network':
    case 'timeout':
    case 'load':
      return screen('alert', 'warn', 'offline', actions);
    case 'rate-limited':
      return screen('clock', 'warn', 'crowded', actions);
    case 'configuration':
      // The host may have made the mistake during an order, so the note does not say that nothing was charged.
      return screen('alert', 'warn', 'closed', actions, 'noPlansNote');
    case 'token-unavailable':
    case 'unauthorized':
    case 'forbidden':
      return screen('alert', 'warn', 'closed', actions);
    default:
      return screen('alert', 'warn', 'trouble', actions);
  }
}

/**
 * Whether the eSIM is late: its validity has started, a week has passed, and the API does not report it as installed.
 * It may be installed elsewhere.
 */
export function isLate(order: Purchase, now: number): boolean {
  const { phase, activatedAt, deliveredAt = order.createdAt } = order;
  return (
    phase === 'delivered' && activatedAt !== undefined && now - Date.parse(deliveredAt) >= 7 * DAY
  );
}

/** The screen of a phase; `undefined` if another element shows the phase (choosing, loading). */
export function screenOf(
  phase: Phase,
  order: Purchase | undefined,
  error: { code: ErrorCode; retriable: boolean } | undefined,
): Screen | undefined {
  if (phase === 'unavailable') return needsHelp(unavailable(error?.code, error?.retriable ?? true));
  if (!(phase in PURCHASE)) return undefined;
  const base = PURCHASE[phase as Purchase['phase']];
  if (phase !== 'failed') return base;
  return {
    ...base,
    title: order?.failure?.userFixable ? 'planGone' : base.title,
    // Without an order at the API nothing was debited, so nothing can have been refunded.
    note: order && order.orderId === undefined ? 'notOrdered' : base.note,
  };
}
