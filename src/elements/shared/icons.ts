import { html, type TemplateResult } from 'lit';

/** The shapes inside the circle. All icons have one stroke width and are 24 units square. */
const PATHS = {
  clock: 'M12 7v5l3 2',
  check: 'm8 12.5 2.7 2.7L16 9.5',
  alert: 'M12 7.5v5.2M12 16v.2',
  cross: 'm9 9 6 6m0-6-6 6',
};

export type IconName = keyof typeof PATHS;

/** An icon next to text. It never carries meaning alone. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"
    ><circle cx="12" cy="12" r="9"/><path d=${PATHS[name]} /></svg>`;
}
