import { html, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { englishOrder } from '../../i18n/en-order.js';

export { orderScreen } from './order-screen.js';
export { purchaseList, purchaseListStyles } from './purchase-list.js';

/** A way to buy one more is always in reach. */
export function buyAnother(lang: LanguageController, onClick: () => void): TemplateResult {
  return html`<p class="another">
    <button class="link" @click=${onClick}>${lang.with(englishOrder).buyAnother}</button>
  </p>`;
}
