import { html, nothing } from 'lit';
import type { LateView } from '../../controllers/lazy-view.js';
import { safeLink } from '../../core/links.js';
import { parseActivationCode, readActivationCode, trimCode } from '../../core/lpa.js';
import { detectDevice } from '../../core/platform.js';
import { englishCard } from '../../i18n/en-card.js';
import { controls } from '../../styles/controls.js';
import { tokens } from '../../styles/tokens.js';
import { styles } from './card.styles.js';
import { about } from './card-about.js';
import { CardActions } from './card-actions.js';
import type { CardContext } from './card-context.js';
import type { CardHost } from './card-host.js';
import { scan } from './card-scan.js';
import { stepList, steps } from './card-steps.js';
import { value, values } from './card-values.js';
import { icons, note } from './icons.js';
import { LazyQr } from './lazy-qr.js';

/** The card's markup and behaviour, in their own chunk. The element's class has only what is needed at once. */
export class View implements LateView<CardHost> {
  readonly styles = [tokens, controls, styles];
  readonly #actions: CardActions;
  readonly #qr: LazyQr;
  readonly #device = detectDevice(navigator);
  #shown = '';

  constructor(host: CardHost) {
    this.#actions = new CardActions(host);
    this.#qr = new LazyQr(() => host.requestUpdate());
  }

  retry(): void {
    this.#qr.retry();
  }

  render(host: CardHost): unknown {
    const { language, device = this.#device, unsaved } = host;
    const text = language.with(englishCard);
    const raw = trimCode(String(host.activationCode ?? ''));
    const code = readActivationCode(raw);
    const actions = this.#actions;
    if (this.#shown !== raw) actions.reset();
    this.#shown = raw;

    const css = this.styles.map(({ cssText }) => cssText).join('');
    const used = host.installed || host.expired;
    const ready = used ? undefined : code;
    const linked = ready && parseActivationCode(raw);
    const card: CardContext = { host, device, text, raw, code, ready, linked, actions, css };
    const halves = [
      about(card),
      used ? after(card) : ready ? scan(card, ready, this.#qr) : unreadable(card),
    ];
    // A computer shows the QR code first, because a phone scans it. A phone cannot scan its own screen. If there is
    // no usable code, the support link is next to the text that says so.
    const hasOwnHelp = !raw || (!used && !ready);
    const scanFirst = ready && device.platform === 'other';
    if (scanFirst) halves.reverse();

    return html`<div class="base card" dir=${language.dir} lang=${language.locale}>
      ${unsaved && raw ? note(icons.warning, text.cardUnsaved, 'urgent') : nothing}
      <div class="ticket ${ready ? 'split' : ''} ${scanFirst ? 'scan-first' : ''}">${halves}</div>
      ${
        raw && !used
          ? html`<div>${note(icons.lock, text.cardSecret)}${note(icons.wifi, text.cardAdvice)}</div>`
          : nothing
      }
      ${ready ? steps(card) : nothing}
      ${hasOwnHelp ? nothing : support(card, 'link help')}
      <p class="hidden" role="status" .textContent=${actions.said}></p>
    </div>`;
  }
}

function after(card: CardContext): unknown {
  const { text, raw, host } = card;
  return html`<section class="half">
    ${
      host.expired
        ? nothing
        : html`<h3 .textContent=${text.cardAfter}></h3>
          ${stepList([text.cardStepArrive, text.cardStepOffline])}`
    }
    ${
      raw
        ? html`<details>
          <summary .textContent=${host.installed ? text.cardUsed : text.cardUnused}></summary>
          <p class="muted" .textContent=${host.installed ? text.cardUsedNote : text.cardUnusedNote}></p>
          ${values(card)}
        </details>`
        : html`${note(icons.warning, text.cardNoCode)}
        ${value(card, 'cardIccid', host.iccid)} ${support(card)}`
    }
  </section>`;
}

function unreadable(card: CardContext): unknown {
  const { text, raw } = card;
  return html`<section class="half">
    ${note(icons.warning, raw ? text.cardUnreadable : text.cardNoCode)} ${values(card)}
    ${support(card)}
  </section>`;
}

function support({ host, text }: CardContext, look = 'button'): unknown {
  const url = safeLink(host.supportUrl);
  return url
    ? html`<a class=${look} part="support" rel="noopener" href=${url} .textContent=${text.support}></a>`
    : nothing;
}
