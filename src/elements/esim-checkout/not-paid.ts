import { css, html, type TemplateResult } from 'lit';
import type { LanguageController } from '../../controllers/language.js';
import { englishOrder } from '../../i18n/en-order.js';

export const notPaidStyles = css`
  .not-paid {
    padding-inline-start: calc(var(--_space) * 3);
    border-inline-start: 3px solid var(--_warning);
  }
`;

/** A message above the plans, after the host's payment step failed or the host declined. */
export const notPaid = (language: LanguageController): TemplateResult =>
  html`<p class="not-paid" part="error" role="alert" .textContent=${language.with(englishOrder).notPaid}></p>`;
