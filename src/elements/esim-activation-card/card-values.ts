import { html, nothing } from 'lit';
import type { CardContext } from './card-context.js';
import { icons } from './icons.js';

/** One value to type or paste, with its copy button. `name` is the key of its label among the texts. */
export function value(
  { text, actions, code }: CardContext,
  name: 'cardCode' | 'cardAddress' | 'cardMatchingId' | 'cardIccid',
  content: string | undefined,
): unknown {
  if (!content) return nothing;
  const label = text[name];
  // If the text is no activation code, nobody knows which phone accepts it.
  const hint = name === 'cardCode' && !code ? nothing : text[`${name}Hint`];
  const copied = actions.copied === content;
  const word = copied ? text.copied : text.copy;
  const copy = (event: Event) => {
    const row = (event.currentTarget as Element).parentElement;
    void actions.copy(content, label, row?.querySelector('code') ?? null, text);
  };
  return html`<div class="value">
    <p><span class="label" id=${name} .textContent=${label}></span> <span class="muted" .textContent=${hint}></span></p>
    <code part="code" dir="ltr" translate="no" .textContent=${content}></code>
    <button
      type="button"
      class="button small copy ${copied ? 'done' : ''}"
      part="copy-button"
      id="copy-${name}"
      aria-labelledby="copy-${name} ${name}"
      @click=${copy}
    >
      ${copied ? icons.check : icons.copy}<span .textContent=${word}></span>
    </button>
    ${actions.refused === content ? html`<p class="problem" .textContent=${text.cardCopyFailed}></p>` : nothing}
  </div>`;
}

/**
 * The values to type. iPhones ask for address and matching ID, Android for the whole code. The values for the
 * customer's own device come first.
 */
export function values(card: CardContext): unknown {
  const { code, raw, host } = card;
  const whole = value(card, 'cardCode', code?.text ?? raw);
  const apart = [
    value(card, 'cardAddress', code?.smdpAddress),
    value(card, 'cardMatchingId', code?.matchingId),
  ];
  return html`<div class="values">
    ${card.device.platform === 'ios' ? [apart, whole] : [whole, apart]}
    ${value(card, 'cardIccid', host.iccid)}
  </div>`;
}
