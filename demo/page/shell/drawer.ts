import { html, type TemplateResult } from 'lit';
import type { App } from '../app.js';
import { embedTab } from '../embed/embed-tab.js';
import { activityTab } from './activity-tab.js';
import { lookTab } from './look-tab.js';
import { scenarioTab } from './scenario-tab.js';
import { closeSheet } from './sheet.js';

const TABS: readonly (readonly [id: string, label: string, draw: (app: App) => TemplateResult])[] =
  [
    ['scenario', 'Scenario', scenarioTab],
    ['look', 'Look', lookTab],
    ['embed', 'Embed', embedTab],
    ['activity', 'Activity', activityTab],
  ];

/** All controls, in four tabs; on a phone a sheet from below. */
export function drawer(app: App): TemplateResult {
  const shown = TABS.find(([id]) => id === app.settings.tab) ?? TABS[0];
  return html`<div class="tabs" role="tablist" aria-label="Controls" @keydown=${(event: KeyboardEvent) => move(app, event)}>
      ${TABS.map(
        ([id, label]) => html`<button
          type="button"
          role="tab"
          id="tab-${id}"
          aria-controls="panel"
          aria-selected=${id === shown?.[0]}
          tabindex=${id === shown?.[0] ? 0 : -1}
          @click=${() => app.set({ tab: id })}
        >
          ${label}
        </button>`,
      )}
      <button type="button" class="sheet-closer" aria-label="Close the controls" @click=${() => closeSheet(app)}>×</button>
    </div>
    <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${shown?.[0]}" tabindex="0">
      ${shown?.[2](app)}
    </div>`;
}

function move(app: App, event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const index = TABS.findIndex(([id]) => id === app.settings.tab);
  const next = TABS.at((index + step) % TABS.length)?.[0] ?? 'scenario';
  app.set({ tab: next });
  document.getElementById(`tab-${next}`)?.focus();
}
