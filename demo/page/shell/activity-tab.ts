import { html, type TemplateResult } from 'lit';
import type { LedgerEntry } from '../../../src/sandbox/index.js';
import type { App } from '../app.js';
import type { LoggedEvent } from '../stage.js';
import { countOf } from './status.js';

/** What a partner's page hears, what the wallet paid, and who asked whom. */
export function activityTab(app: App): TemplateResult {
  const { debits, refunds } = countOf(app);
  return html`<section aria-labelledby="ledger-title">
      <h2 id="ledger-title">Wallet ledger <small>${debits} debited, ${refunds} refunded</small></h2>
      ${list('ledger', app.ledger.toReversed().map(entryRow), 'Nothing was debited.')}
    </section>
    <section aria-labelledby="events-title">
      <h2 id="events-title">Events <small>as the partner’s page hears them</small></h2>
      ${list('events', app.events.map(eventRow), 'No event yet.')}
    </section>
    <section aria-labelledby="page-title">
      <h2 id="page-title">Requests <small>page → partner’s server</small></h2>
      ${list(
        'requests',
        app.requests.map(
          ({ method, path, status, ms, device }) => html`<li>
            <b>${method}</b> <code>${path}</code>
            <span class="aside">${device} · ${status === 0 ? '…' : status === -1 ? 'broken' : `${status}, ${ms} ms`}</span>
          </li>`,
        ),
        'No request yet.',
      )}
    </section>
    <section aria-labelledby="api-title">
      <h2 id="api-title">Requests <small>partner’s server → API</small></h2>
      ${list(
        'upstream',
        app.upstream.map(
          ({ method, path }) => html`<li><b>${method}</b> <code>${path}</code></li>`,
        ),
        'No request yet.',
      )}
    </section>`;
}

const list = (id: string, rows: readonly unknown[], none: string): TemplateResult =>
  rows.length === 0
    ? html`<p class="none">${none}</p>`
    : html`<ol class="log" id=${id} tabindex="0" aria-labelledby="${id === 'upstream' ? 'api' : id === 'requests' ? 'page' : id}-title">${rows}</ol>`;

const entryRow = ({
  kind,
  amount,
  currency,
  orderId,
  clientReference,
}: LedgerEntry) => html`<li class="entry ${kind}">
  <b>${kind}</b>
  <span class="amount">${kind === 'debit' ? '−' : '+'}${amount} ${currency}</span>
  <span class="aside">order ${orderId} · ${shortReference(clientReference)}</span>
</li>`;

/** The gateway puts the customer's tag before the page's reference. */
const shortReference = (reference = ''): string => reference.replace(/^[\w-]{22}\./, '');

const eventRow = ({ type, detail, device }: LoggedEvent) => html`<li>
  <b>${type}</b> <span class="aside">${device}</span>
  <code>${brief(detail)}</code>
</li>`;

function brief(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${key === 'plan' ? (value as { name: string }).name : value}`)
    .join(', ');
}
