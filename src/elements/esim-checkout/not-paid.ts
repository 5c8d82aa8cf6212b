import { css, html, nothing } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import type { CheckoutError } from '../../core/errors.js';
import { englishOrder } from '../../i18n/en-order.js';

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
export function notPaid(language: LanguageController, { facts }: CheckoutError): unknown {
  if (facts.isUndecided) return nothing;
  const { notOrdered, notPaid } = language.with(englishOrder);
  return html`<p class="not-paid" part="error" role="alert" .textContent=${facts.mayBePaid ? notOrdered : notPaid}></p>`;
}
