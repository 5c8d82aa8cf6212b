import { html, type TemplateResult } from 'lit';
import { defined } from '../../core/defined.js';
import type { CheckoutError } from '../../core/errors.js';
import type { ScreensHost } from './screens-host.js';

/**
 * Says why there are no plans and what the customer can do: choose another destination if they `canChoose`, else try
 * again.
 */
export function unavailableScreen(
  error: CheckoutError | undefined,
  canChoose: boolean,
  { supportUrl, strings, languages }: ScreensHost,
): TemplateResult {
  const nothingThere = error?.code === 'no-plans' || error?.code === 'not-found';
  const status = html`<esim-order-status
    exportparts="status, error, support"
    .phase=${'unavailable'}
    .order=${undefined}
    .error=${
      error &&
      defined({
        code: error.code,
        retriable: error.retriable || (nothingThere && !canChoose),
        requestId: error.facts.requestId,
      })
    }
    .supportUrl=${supportUrl}
    .strings=${strings}
    .languages=${languages}
  ></esim-order-status>`;
  return error?.code === 'no-plans' ? html`<slot name="empty">${status}</slot>` : status;
}
