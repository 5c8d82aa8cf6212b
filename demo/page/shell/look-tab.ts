import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { App } from '../app.js';
import { TOKENS } from '../site/view.js';
import { tokensOf } from '../tokens.js';
import { segmented } from './choice.js';
import { contrast, ENOUGH, inScheme, longHex, onAccent } from './contrast.js';

const COLOURS = [
  ['accent', 'Accent'],
  ['surface', 'Surface'],
  ['text', 'Text'],
] as const;

const DIRECTIONS = [
  ['', 'Auto'],
  ['ltr', 'Left to right'],
  ['rtl', 'Right to left'],
] as const;

const MARKUPS = [
  ['', 'Wholesale'],
  ['25', '+ 25 %'],
  ['60', '+ 60 %'],
] as const;

const DEFAULT_RADIUS = '12';
const DARK = matchMedia('(prefers-color-scheme: dark)');

/** The partner's look: colours, corners, direction, prices. */
export function lookTab(app: App): TemplateResult {
  const { settings } = app;
  const isDark = settings.scheme === '' ? DARK.matches : settings.scheme === 'dark';
  const tokens = tokensOf(settings);
  const colour = (name: 'accent' | 'surface' | 'text'): string =>
    longHex(inScheme(tokens.get(TOKENS[name]) ?? '', isDark));
  const radius = Number.parseInt(tokens.get(TOKENS.radius) ?? DEFAULT_RADIUS, 10);
  const [accent, surface, text] = [colour('accent'), colour('surface'), colour('text')];
  return html`<h2>Colours <small>custom properties of the element</small></h2>
    ${COLOURS.map(
      ([name, label]) => html`<label class="row colour">
        <span class="row-label">${label}</span>
        <code>${colour(name)}</code>
        <input
          type="color"
          name=${name}
          .value=${live(colour(name))}
          @input=${({ target }: Event) => app.set({ [name]: (target as HTMLInputElement).value })}
        />
      </label>`,
    )}
    <ul class="ratios" aria-label="Contrast">
      ${ratio('Text on surface', contrast(text, surface), 'Customers cannot read this: choose a darker or lighter one.')}
      ${ratio('Text on the button', contrast(onAccent(accent), accent), '')}
      ${ratio('Accent on surface', contrast(accent, surface), 'The element darkens or lightens its links, so that they stay readable.')}
    </ul>
    <label class="row">
      <span class="row-label">Corners</span>
      <input
        type="range"
        name="radius"
        min="0"
        max="24"
        .value=${live(String(radius))}
        @input=${({ target }: Event) => app.set({ radius: (target as HTMLInputElement).value })}
      />
      <code>${radius}px</code>
    </label>
    <h2>Prices <small>priceOf</small></h2>
    ${segmented('markup', 'Retail price', MARKUPS, settings.markup, (markup) => app.set({ markup }))}
    <h2>Direction</h2>
    ${segmented('dir', 'Direction', DIRECTIONS, settings.dir, (dir) => app.set({ dir }))}
    <div class="buttons">
      <button type="button" @click=${() => app.set({ accent: '', surface: '', text: '', radius: '' })}>
        The site’s own look
      </button>
    </div>`;
}

function ratio(label: string, value: number, help: string): TemplateResult {
  const isLow = value < ENOUGH;
  return html`<li class=${isLow ? 'low' : 'fine'}>
    <span>${label}</span> <b>${value.toFixed(1)} : 1</b>
    ${isLow ? html`<small>Below 4.5 : 1. ${help}</small>` : ''}
  </li>`;
}
