import { css, html, nothing } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { englishOrder } from '../../i18n/en-order.js';
import type { Scene } from './checkout-screens.js';

export const notPaidStyles = css`
  .not-paid {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_warning);
  }
`;

/**
 * A message above the plans, after the host's payment step failed or the host declined. It never says that the payment
 * was not completed if it may have been.
 */
export function notPaid(language: LanguageController, buying: Scene['buying']): unknown {
  if (typeof buying !== 'object' || buying.facts.isUndecided) return nothing;
  const text = language.with(englishOrder);
  return html`<p class="not-paid" part="error" role="alert" .textContent=${buying.facts.mayBePaid ? text.notOrdered : text.notPaid}></p>`;
}
