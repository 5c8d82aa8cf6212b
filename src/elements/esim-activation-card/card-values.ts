import { html, nothing } from 'lit';
import type { CardContext } from './card-context.js';
import { icons } from './icons.js';

/** One value to type or paste, with its copy button. */
export function value(
  { text, actions }: CardContext,
  label: string,
  hint: string,
  content: string | undefined,
): unknown {
  if (!content) return nothing;
  const copied = actions.copied === content;
  const word = copied ? text.copied : text.copy;
  const copy = (event: Event) => {
    const row = (event.currentTarget as Element).parentElement;
    void actions.copy(content, label, row?.querySelector('code') ?? null, text);
  };
  return html`<div class="value">
    <p><span class="label">${label}</span> <span class="muted">${hint}</span></p>
    <code part="code" dir="ltr" translate="no">${content}</code>
    <button
      type="button"
      class="button small copy ${copied ? 'done' : ''}"
      part="copy-button"
      aria-label="${word}: ${label}"
      @click=${copy}
    >
      ${copied ? icons.check : icons.copy}${word}
    </button>
    ${actions.refused === content ? html`<p class="problem">${text.cardCopyFailed}</p>` : nothing}
  </div>`;
}

/** iPhones ask for address and matching ID, Android for the whole code; the own platform's come first. */
export function values(card: CardContext): unknown {
  const { text, code, raw, host } = card;
  const whole = value(card, text.cardCode, code ? text.cardCodeHint : '', code?.text ?? raw);
  const apart = [
    value(card, text.cardAddress, text.cardAddressHint, code?.smdpAddress),
    value(card, text.cardMatchingId, text.cardMatchingIdHint, code?.matchingId),
  ];
  return html`<div class="values">
    ${card.device.platform === 'ios' ? [apart, whole] : [whole, apart]}
    ${value(card, text.cardIccid, text.cardIccidHint, host.iccid)}
  </div>`;
}
