import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { boughtPlan, toPurchase } from '../../core/purchase/purchase.js';
import type { PurchaseRecord } from '../../core/purchase/record.js';
import type { PurchasePhase } from '../../core/types.js';
import { englishOrder } from '../../i18n/en-order.js';
import { isLate } from '../esim-order-status/screens.js';
import type { ScreensHost } from './screens-host.js';

const STATUS_PARTS = 'status, progress, error, support';
const CARD_PARTS = 'qr, code, copy-button, install-link, steps, support';

export interface OrderScreenOptions {
  record: PurchaseRecord;
  unsaved: boolean;
  unreachable: boolean;
  destination: string | undefined;
  language: LanguageController;
  host: ScreensHost;
  /** The other plans of the destination, so that the customer can choose one. */
  alternatives(): unknown;
}

/** Phases in which a customer may need help. */
const NEEDS_HELP: readonly PurchasePhase[] = [
  'overdue',
  'processing',
  'unconfirmed',
  'failed',
  'cancelled',
];

/**
 * Phases whose own screen has no button to the plans. The customer can always buy another eSIM, so they get one here.
 */
const OFFERS_MORE: readonly PurchasePhase[] = [
  'pending',
  'overdue',
  'processing',
  'unconfirmed',
  'delivered',
  'installed',
];

/** Older records lack `seenInstalled`. For them the install time decides. */
const wasInstalled = ({ seenInstalled, installedAt }: PurchaseRecord): boolean =>
  seenInstalled ?? installedAt !== undefined;

/** The status of an order, the eSIM if it is delivered, and what the customer can do next. */
export function orderScreen(options: OrderScreenOptions): TemplateResult {
  const { record, destination, host, language } = options;
  const { supportUrl, priceOf, iosInstall, strings, languages } = host;
  const { phase, activationCode } = record;
  const issued = phase === 'delivered' || phase === 'installed';
  const purchase = toPurchase(record);
  return html`<esim-order-status
      exportparts=${STATUS_PARTS}
      .phase=${phase}
      .order=${purchase}
      .destination=${destination}
      .supportUrl=${issued && !isLate(purchase, Date.now()) ? undefined : supportUrl}
      .priceOf=${priceOf}
      .sent=${record.arrived || (record.step === 'posting' && !record.inDoubtSince)}
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
              .installed=${phase === 'installed' || (phase === 'expired' && wasInstalled(record))}
              .expired=${phase === 'expired'}
              .iosInstall=${iosInstall}
              .reference=${record.reference}
              .orderId=${record.orderId}
              .orderedAt=${record.orderedAt ?? record.createdAt}
              .paid=${record.paid ?? (priceOf ? undefined : record.plan.price)}
              .plan=${boughtPlan(record)}
              .destination=${destination}
              .supportUrl=${phase === 'expired' ? undefined : supportUrl}
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
            <button
              class="link"
              @click=${() => host.reset()}
              .textContent=${language.with(englishOrder).buyAnother}
            ></button>
          </p>`
        : nothing
    }`;
}
