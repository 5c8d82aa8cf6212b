import { html, type TemplateResult } from 'lit';
import type { App } from '../app.js';
import { SITES } from '../sites.js';
import { segmented } from './choice.js';

const VIEWS = [
  ['both', 'Both'],
  ['desktop', 'Desktop'],
  ['phone', 'Phone'],
] as const;

/** The bar above all: whose page, on what, and the two things that a presenter begins. */
export function topBar(app: App): TemplateResult {
  const { settings, effective, tour } = app;
  const views = VIEWS.filter(([id]) => id !== 'both' || app.room === 'both');
  return html`<p class="product">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <path class="sim" d="M9 2h10l8 8v17a3 3 0 0 1-3 3H9a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4Z" />
        <path class="chip" d="M10.5 14h11v10h-11zm0 5h11M16 14v10" />
      </svg>
      <b>esim-checkout</b> <span>demo</span>
    </p>
    ${segmented(
      'site',
      'Partner’s page',
      SITES.map(({ id, label }) => [id, label] as const),
      settings.site,
      (site) => app.set({ site, country: '' }),
    )}
    <div class="views">
      ${segmented('view', 'Devices', views, effective.view, (view) => app.set({ view }))}
    </div>
    <div class="top-acts">
      <button type="button" class="quiet" @click=${() => openEmbed(app)}>Embed</button>
      <button type="button" class="strong tour-opener" ?disabled=${tour.isOn} @click=${() => void tour.start()}>
        One-minute tour
      </button>
    </div>`;
}

function openEmbed(app: App): void {
  app.sheetOpen = true;
  app.set({ tab: 'embed' });
}
