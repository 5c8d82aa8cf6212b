import { html, type TemplateResult } from 'lit';
import type { CheckoutError } from '../../core/errors.js';
import type { HostTexts } from './choosing-screen.js';

/** Why there is nothing to choose from. */
export function unavailableScreen(
  error: CheckoutError | undefined,
  supportUrl: string | undefined,
  { strings, languages }: HostTexts,
): TemplateResult {
  const status = html`<esim-order-status
    exportparts="status, error, support"
    .phase=${'unavailable'}
    .order=${undefined}
    .error=${
      error && {
        code: error.code,
        retriable: error.retriable,
        ...(error.facts.requestId ? { requestId: error.facts.requestId } : {}),
      }
    }
    .supportUrl=${supportUrl}
    .strings=${strings}
    .languages=${languages}
  ></esim-order-status>`;
  return error?.code === 'no-plans' ? html`<slot name="empty">${status}</slot>` : status;
}
