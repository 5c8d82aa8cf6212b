import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export type Option = readonly [value: string, label: string];

/** A few choices beside each other, of which one is on. */
export function segmented(
  name: string,
  legend: string,
  options: readonly Option[],
  value: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<fieldset class="segmented">
    <legend class="unseen">${legend}</legend>
    ${options.map(
      ([each, label]) => html`<label>
        <input
          type="radio"
          name=${name}
          .value=${each}
          .checked=${live(each === value)}
          @change=${() => choose(each)}
        /><span>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** One of many. */
export function select(
  name: string,
  label: string,
  options: readonly Option[],
  value: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <select
      name=${name}
      .value=${live(value)}
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}
    >
      ${options.map(
        ([each, text]) => html`<option value=${each} ?selected=${each === value}>${text}</option>`,
      )}
    </select>
  </label>`;
}
