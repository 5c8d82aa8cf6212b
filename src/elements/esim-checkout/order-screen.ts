import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { sendingOf } from '../../core/purchase/progress.js';
import { boughtPlan, toPurchase } from '../../core/purchase/purchase.js';
import type { PurchaseRecord } from '../../core/purchase/record.js';
import type { PurchasePhase } from '../../core/types.js';
import { englishOrder } from '../../i18n/en-order.js';
import type { ScreensHost } from './checkout-screens.js';

const STATUS_PARTS = 'status, progress, error, support';
const CARD_PARTS = 'qr, code, copy-button, install-link, steps, support';

export interface OrderScreenOptions {
  record: PurchaseRecord;
  unsaved: boolean;
  unreachable: boolean;
  destination: string | undefined;
  language: LanguageController;
  host: ScreensHost;
  /** The plans beside the one that cannot be had, ready to be chosen. */
  alternatives(): unknown;
}

/** Phases in which a customer may be stuck. */
const NEEDS_HELP: readonly PurchasePhase[] = [
  'overdue',
  'processing',
  'unconfirmed',
  'failed',
  'cancelled',
];

/** Phases whose own screen has no way back to the plans: one to buy another is always in reach. */
const OFFERS_MORE: readonly PurchasePhase[] = [
  'pending',
  'overdue',
  'processing',
  'unconfirmed',
  'delivered',
  'installed',
];

/** Where an order stands, the eSIM once there is one, and what the customer can do next. */
export function orderScreen(options: OrderScreenOptions): TemplateResult {
  const { record, destination, host, language } = options;
  const { supportUrl, priceOf, iosInstall, strings, languages } = host;
  const { phase, activationCode } = record;
  const issued = phase === 'delivered' || phase === 'installed';
  return html`<esim-order-status
      exportparts=${STATUS_PARTS}
      .phase=${phase}
      .order=${toPurchase(record)}
      .destination=${destination}
      .supportUrl=${supportUrl}
      .priceOf=${priceOf}
      .sent=${sendingOf(record) === 'sent'}
      .unsaved=${options.unsaved}
      .unreachable=${options.unreachable}
      .strings=${strings}
      .languages=${languages}
    ></esim-order-status>
    ${
      issued || (phase === 'expired' && activationCode)
        ? html`<esim-activation-card
              exportparts=${CARD_PARTS}
              .activationCode=${activationCode ?? ''}
              .iccid=${record.iccid}
              .installed=${phase !== 'delivered'}
              .expired=${phase === 'expired'}
              .iosInstall=${iosInstall}
              .reference=${record.reference}
              .orderId=${record.orderId}
              .plan=${boughtPlan(record)}
              .destination=${destination}
              .supportUrl=${supportUrl}
              .unsaved=${options.unsaved}
              .strings=${strings}
              .languages=${languages}
            ></esim-activation-card>
            <slot name="after-delivery"></slot>`
        : nothing
    }
    ${NEEDS_HELP.includes(phase) ? html`<slot name="support"></slot>` : nothing}
    ${phase === 'failed' || phase === 'cancelled' ? options.alternatives() : nothing}
    ${
      OFFERS_MORE.includes(phase) && language.ready
        ? html`<p class="another">
            <button class="link" @click=${() => host.reset()}>
              ${language.with(englishOrder).buyAnother}
            </button>
          </p>`
        : nothing
    }`;
}
