import { html, nothing } from 'lit';
import { type ActivationCode, type InstallPlatform, installLink } from '../../core/lpa.js';
import { EsimInstallStartEvent } from '../../events/order-events.js';
import type { CardContext } from './card-context.js';
import { values } from './card-values.js';
import { facts, titleOf } from './facts.js';
import { icons, note } from './icons.js';

/** The half with words: where to, how much, how long; the way to install it here; the values to type. */
export function about(card: CardContext): unknown {
  const { host, text, ready } = card;
  const title = titleOf(host, text);
  const list = facts(host, text);
  const here = card.device.platform;
  return html`<section class="half">
    <header>
      ${title === text.cardTitle ? nothing : html`<p class="kicker">eSIM</p>`}
      <h3 .textContent=${title}></h3>
      ${host.installed && !host.expired ? html`<span class="badge">${icons.check}<span .textContent=${text.cardInstalled}></span></span>` : nothing}
    </header>
    ${
      list.length
        ? html`<dl>${list.map(({ label, value }) => html`<div><dt .textContent=${label}></dt><dd .textContent=${value}></dd></div>`)}</dl>`
        : nothing
    }
    ${ready && here !== 'other' ? installHere(card, ready, here) : nothing}
    ${ready?.confirmationRequired ? note(icons.lock, text.cardConfirmation) : nothing}
    ${ready ? values(card) : nothing}
  </section>`;
}

function installHere(card: CardContext, code: ActivationCode, platform: InstallPlatform): unknown {
  const { text, device } = card;
  const { inApp, oneTap } = device;
  return html`<div class="install">
    ${inApp ? note(icons.warning, text.cardInApp(platform === 'ios' ? 'Safari' : 'Chrome')) : nothing}
    ${oneTap ? link(card, code, platform, 'primary') : nothing}
    <p class="muted" .textContent=${oneTap ? text.cardInstallNote : text.cardOldIos}></p>
  </div>`;
}

/** The one-tap link. */
export function link(
  { host, text }: CardContext,
  code: ActivationCode,
  platform: InstallPlatform,
  look = 'small',
): unknown {
  const { reference = '', orderId, iosInstall } = host;
  return html`<a
    class="button ${look}"
    part="install-link"
    rel="noreferrer"
    href=${installLink(code, platform, iosInstall)}
    @click=${() => host.dispatchEvent(new EsimInstallStartEvent({ reference, orderId, platform }))}
    >${icons.phone}<span .textContent=${text.cardInstall}></span></a
  >`;
}
