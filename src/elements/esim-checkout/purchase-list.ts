import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { LanguageController } from '../../controllers/language.js';
import { formatDate } from '../../core/times.js';
import type { Purchase, PurchasePhase } from '../../core/types.js';
import { englishOrder } from '../../i18n/en-order.js';
import type { OrderStrings } from '../../i18n/strings.js';

export { purchaseListStyles } from './purchase-list.styles.js';

export interface PurchaseListOptions {
  purchases: readonly Purchase[];
  lang: LanguageController;
  onOpen(reference: string): void;
  onRefresh(reference: string): void;
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

/** Where asking the API again can change nothing. */
const SETTLED: readonly PurchasePhase[] = ['failed', 'cancelled', 'expired'];

function keep(event: Event): void {
  const details = (event.currentTarget as HTMLElement).closest('details');
  if (!details) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}

function row(purchase: Purchase, options: PurchaseListOptions): TemplateResult {
  const { lang, onOpen, onRefresh, onForget } = options;
  const { choosing, format, locale } = lang;
  const text = lang.with(englishOrder);
  const { plan, phase, reference, createdAt } = purchase;
  const place = plan.countryCode === 'GLO' ? choosing.worldwide : format.country(plan.countryCode);
  const what = [place, plan.dataGb ? format.data(plan.dataGb) : plan.name]
    .filter(Boolean)
    .join(' · ');
  const name = (action: string): string => text.actionOn(action, what);
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
        SETTLED.includes(phase)
          ? nothing
          : html`<button class="link" aria-label=${name(text.refresh)} @click=${() => onRefresh(reference)}>${text.refresh}</button>`
      }
      <details name="remove">
        <summary class="link" aria-label=${name(text.remove)}>${text.remove}</summary>
        <div class="sure">
          <p>${text.removeQuestion}</p>
          <button class="button remove" aria-label=${name(text.removeYes)} @click=${() => onForget(reference)}>${text.removeYes}</button>
          <button class="button" @click=${keep}>${text.removeNo}</button>
        </div>
      </details>
    </div>
  </li>`;
}

/** "Your eSIMs", newest first. Nothing where there are none. The host's styles must hold `purchaseListStyles`. */
export function purchaseList(options: PurchaseListOptions): TemplateResult | typeof nothing {
  if (options.purchases.length === 0) return nothing;
  const text = options.lang.with(englishOrder);
  const newest = [...options.purchases].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return html`<section class="purchases" part="purchases" aria-labelledby="purchases">
    <h2 id="purchases">${text.yourEsims}</h2>
    <ul role="list">
      ${
        // An open "Remove?" must never come to stand at another purchase.
        newest.map((purchase) => keyed(purchase.reference, row(purchase, options)))
      }
    </ul>
  </section>`;
}
