import type { ErrorCode, Phase, Purchase } from '../../../src/core/types.js';
import { ago, purchase } from '../samples.js';

export interface StatusState {
  name: string;
  phase: Phase;
  order?: Purchase;
  error?: { code: ErrorCode; requestId?: string; retriable: boolean };
  unreachable?: boolean;
  unsaved?: boolean;
}

const LONG =
  'The provider reported that the selected bundle is not sold any more (bundle retired).';

/** Every screen of `<esim-order-status>`. */
export const STATUS_STATES: readonly StatusState[] = [
  { name: 'authorizing', phase: 'authorizing', order: purchase('authorizing') },
  { name: 'ordering', phase: 'ordering', order: purchase('ordering', { createdAt: ago(22) }) },
  {
    name: 'ordering unsaved',
    phase: 'ordering',
    order: purchase('ordering', { createdAt: ago(75) }),
    unsaved: true,
  },
  { name: 'pending', phase: 'pending', order: purchase('pending', { createdAt: ago(125) }) },
  {
    name: 'pending unreachable',
    phase: 'pending',
    order: purchase('pending', { createdAt: ago(200) }),
    unreachable: true,
  },
  { name: 'overdue', phase: 'overdue', order: purchase('overdue', { createdAt: ago(3900) }) },
  { name: 'processing', phase: 'processing', order: purchase('processing') },
  { name: 'delivered', phase: 'delivered', order: purchase('delivered') },
  {
    name: 'delivered late',
    phase: 'delivered',
    order: purchase('delivered', {
      iccid: '8944500102198304826',
      createdAt: ago(9 * 86_400),
      activatedAt: ago(8 * 86_400),
    }),
  },
  { name: 'installed', phase: 'installed', order: purchase('installed') },
  { name: 'expired', phase: 'expired', order: purchase('expired') },
  {
    name: 'failed, plan gone',
    phase: 'failed',
    order: purchase('failed', {
      failure: { code: 'PLAN_UNAVAILABLE', reason: LONG, userFixable: true },
    }),
  },
  {
    name: 'failed, refused',
    phase: 'failed',
    order: {
      ...purchase('ordering'),
      phase: 'failed',
      failure: { code: 'VALIDATION_FAILURE', reason: 'amount is invalid', userFixable: false },
    },
  },
  { name: 'cancelled', phase: 'cancelled', order: purchase('cancelled') },
  { name: 'unconfirmed', phase: 'unconfirmed', order: purchase('unconfirmed') },
  ...(['network', 'server', 'rate-limited', 'forbidden', 'no-plans'] as const).map(
    (code): StatusState => ({
      name: `unavailable, ${code}`,
      phase: 'unavailable',
      error: { code, requestId: 'req-7c9e6679', retriable: code !== 'forbidden' },
    }),
  ),
];
