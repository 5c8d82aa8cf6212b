import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { boughtPlan } from '../../core/purchase/purchase.js';
import { formatDate } from '../../core/times.js';
import type { Purchase, PurchasePhase } from '../../core/types.js';
import { englishOrder } from '../../i18n/en-order.js';
import type { OrderStrings } from '../../i18n/strings.js';
import { busyWhile } from '../shared/busy.js';
import { placeOf, sizeOf, validityOf } from '../shared/plan-words.js';

export { purchaseListStyles } from './purchase-list.styles.js';

export interface PurchaseListOptions {
  /** Newest first. */
  purchases: readonly Purchase[];
  language: LanguageController;
  host: ReactiveControllerHost;
  onOpen(reference: string): void;
  /** Resolves when the API has answered. */
  onRefresh(reference: string): Promise<void>;
  onForget(reference: string): void;
}

const STATUS: Readonly<Record<PurchasePhase, keyof OrderStrings>> = {
  authorizing: 'authorizing',
  ordering: 'isWaiting',
  pending: 'isWaiting',
  overdue: 'isWaiting',
  processing: 'isWaiting',
  delivered: 'isReady',
  installed: 'isInstalled',
  expired: 'isExpired',
  failed: 'isFailed',
  cancelled: 'isCancelled',
  unconfirmed: 'isUnconfirmed',
};

/**
 * Phases without a "Refresh" button: the API's answer cannot change them, or the host would be asked for a payment
 * that is not on the screen.
 */
const SETTLED: readonly PurchasePhase[] = ['authorizing', 'failed', 'cancelled', 'expired'];

/**
 * The purchase whose question "Remove?" is open, by host. When the customer leaves the list, its element is
 * disconnected and the question closes.
 */
const asked = new WeakMap<ReactiveControllerHost, { reference: string; list: Element | null }>();

function isAsked(host: ReactiveControllerHost, reference: string): boolean {
  const question = asked.get(host);
  return question?.reference === reference && question.list?.isConnected === true;
}

function row(purchase: Purchase, options: PurchaseListOptions): TemplateResult {
  const { language, host, onOpen, onRefresh, onForget } = options;
  const { locale } = language;
  const text = language.with(englishOrder);
  const { phase, reference, createdAt } = purchase;
  const plan = boughtPlan(purchase);
  const what = [placeOf(plan.countryCode, language), sizeOf(plan, language)]
    .filter(Boolean)
    .join(' · ');
  const settled = SETTLED.includes(phase);
  // The customer has paid or may have paid, and the code has not been used.
  const loss = !settled && phase !== 'installed';
  const name = (action: string): string => text.actionOn(action, what);
  const isOpen = isAsked(host, reference);
  const toggle = (event: Event): void => {
    event.preventDefault();
    const list = (event.currentTarget as Element).closest('.purchases');
    if (isOpen) asked.delete(host);
    else asked.set(host, { reference, list });
    host.requestUpdate();
  };
  const keep = ({ currentTarget }: Event): void => {
    asked.delete(host);
    host.requestUpdate();
    (currentTarget as Element).closest('details')?.querySelector('summary')?.focus();
  };
  return html`<li class="purchase">
    <h3><bdi .textContent=${what}></bdi></h3>
    <p class="muted facts">
      <span class="state ${phase}" .textContent=${text[STATUS[phase]]}></span>
      <span .textContent=${validityOf(plan, language)}></span>
      <time datetime=${createdAt} .textContent=${formatDate(createdAt, locale)}></time>
    </p>
    <div class="acts">
      <button class="link" aria-label=${name(text.open)} @click=${() => onOpen(reference)} .textContent=${text.open}></button>
      ${
        settled
          ? nothing
          : html`<button class="link" aria-label=${name(text.refresh)} 
              @click=${({ currentTarget }: Event) => void busyWhile(currentTarget, onRefresh(reference))} .textContent=${text.refresh}></button>`
      }
      <details ?open=${isOpen}>
        <summary class="link" aria-label=${name(text.remove)} @click=${toggle} .textContent=${text.remove}></summary>
        <div class="sure">
          <p .textContent=${loss ? `${text.removeQuestion} ${text.removeLoss}` : text.removeQuestion}></p>
          <button class="button remove" aria-label=${name(text.removeYes)} @click=${() => onForget(reference)} .textContent=${text.removeYes}></button>
          <button class="button" @click=${keep} .textContent=${text.removeNo}></button>
        </div>
      </details>
    </div>
  </li>`;
}

/** The list "Your eSIMs". The host's styles must include `purchaseListStyles`. */
export function purchaseList(options: PurchaseListOptions): TemplateResult {
  const text = options.language.with(englishOrder);
  return html`<section class="purchases" part="purchases" aria-labelledby="purchases">
    <h2 id="purchases" .textContent=${text.yourEsims}></h2>
    <ul role="list">
      ${options.purchases.map((purchase) => row(purchase, options))}
    </ul>
  </section>`;
}
