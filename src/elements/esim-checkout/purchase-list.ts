import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { boughtPlan } from '../../core/purchase/purchase.js';
import { formatDate } from '../../core/times.js';
import type { Purchase, PurchasePhase } from '../../core/types.js';
import { englishOrder } from '../../i18n/en-order.js';
import type { OrderStrings } from '../../i18n/strings.js';
import { busyWhile } from '../shared/busy.js';
import { placeOf, sizeOf } from '../shared/plan-words.js';

export { purchaseListStyles } from './purchase-list.styles.js';

export interface PurchaseListOptions {
  /** Newest first. */
  purchases: readonly Purchase[];
  language: LanguageController;
  host: ReactiveControllerHost;
  onOpen(reference: string): void;
  /** Resolves when the answer is in. */
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

/** Where asking the API again can change nothing, or would ask for a payment that is not on the screen. */
const SETTLED: readonly PurchasePhase[] = ['authorizing', 'failed', 'cancelled', 'expired'];

/** Where each host's list asks "Remove?": never at another purchase, and no more once the customer has left the list. */
const asked = new WeakMap<ReactiveControllerHost, { reference: string; list: Element | null }>();

function isAsked(host: ReactiveControllerHost, reference: string): boolean {
  const question = asked.get(host);
  return question?.reference === reference && question.list?.isConnected === true;
}

function row(purchase: Purchase, options: PurchaseListOptions): TemplateResult {
  const { language, host, onOpen, onRefresh, onForget } = options;
  const { format, locale } = language;
  const text = language.with(englishOrder);
  const { phase, reference, createdAt } = purchase;
  const plan = boughtPlan(purchase);
  const what = [placeOf(plan.countryCode, language), sizeOf(plan, format)]
    .filter(Boolean)
    .join(' · ');
  const settled = SETTLED.includes(phase);
  // Something was or may be paid for, and its code has not been used.
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
    <h3><bdi>${what}</bdi></h3>
    <p class="muted facts">
      <span class="state ${phase}">${text[STATUS[phase]]}</span>
      <span>${format.days(plan.validityDays)}</span>
      <time datetime=${createdAt}>${formatDate(createdAt, locale)}</time>
    </p>
    <div class="acts">
      <button class="link" aria-label=${name(text.open)} @click=${() => onOpen(reference)}>${text.open}</button>
      ${
        settled
          ? nothing
          : html`<button class="link" aria-label=${name(text.refresh)} 
              @click=${({ currentTarget }: Event) => void busyWhile(currentTarget, onRefresh(reference))}>${text.refresh}</button>`
      }
      <details ?open=${isOpen}>
        <summary class="link" aria-label=${name(text.remove)} @click=${toggle}>${text.remove}</summary>
        <div class="sure">
          <p>${text.removeQuestion} ${loss ? text.removeLoss : nothing}</p>
          <button class="button remove" aria-label=${name(text.removeYes)} @click=${() => onForget(reference)}>${text.removeYes}</button>
          <button class="button" @click=${keep}>${text.removeNo}</button>
        </div>
      </details>
    </div>
  </li>`;
}

/** "Your eSIMs". The host's styles must hold `purchaseListStyles`. */
export function purchaseList(options: PurchaseListOptions): TemplateResult {
  const text = options.language.with(englishOrder);
  return html`<section class="purchases" part="purchases" aria-labelledby="purchases">
    <h2 id="purchases">${text.yourEsims}</h2>
    <ul role="list">
      ${options.purchases.map((purchase) => row(purchase, options))}
    </ul>
  </section>`;
}
