import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.js';

/** How many debits stand, and how many were paid back. */
export function countOf({ ledger }: App): { debits: number; refunds: number } {
  const count = (kind: string): number => ledger.filter((entry) => entry.kind === kind).length;
  return { debits: count('debit'), refunds: count('refund') };
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The line below the devices: what is going on, in words, and what it has cost. */
export function statusLine(app: App): TemplateResult {
  const { line, stage } = app;
  const { debits, refunds } = countOf(app);
  const phase = stage.main.hasCrashed ? 'closed' : (stage.main.phase ?? 'loading');
  return html`<p class="status-text">${line.text}</p>
    ${
      line.offer === undefined
        ? nothing
        : html`<button type="button" class="strong" @click=${line.offer.run}>${line.offer.label}</button>`
    }
    <p class="status-facts">
      <span class="phase" data-phase=${phase}>${phase}</span>
      <span class="money" data-debits=${debits}
        >${plural(debits, 'debit')}${refunds > 0 ? `, ${plural(refunds, 'refund')}` : ''}</span
      >
    </p>`;
}
