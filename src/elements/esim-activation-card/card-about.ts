import { html, nothing } from 'lit';
import { type ActivationCode, type InstallPlatform, installLink } from '../../core/lpa.js';
import { EsimInstallStartEvent } from '../../events/order-events.js';
import type { CardContext } from './card-context.js';
import { values } from './card-values.js';
import { type Fact, facts, orderFacts, titleOf } from './facts.js';
import { icons, note } from './icons.js';

/** The text half of the card: destination, data, validity, install link, values to type. */
export function about(card: CardContext): unknown {
  const { host, text, ready, device } = card;
  const title = titleOf(host, text);
  return html`<section class="half">
    <header>
      ${title === text.cardTitle ? nothing : html`<p class="kicker">eSIM</p>`}
      <h3 .textContent=${title}></h3>
      ${host.installed && !host.expired ? html`<span class="badge">${icons.check}<span .textContent=${text.cardInstalled}></span></span>` : nothing}
    </header>
    ${listed(facts(host, text))} ${listed(orderFacts(host, text), 'order')}
    ${ready && device.platform !== 'other' ? installHere(card) : nothing}
    ${ready?.confirmationRequired ? note(icons.lock, text.cardConfirmation) : nothing}
    ${ready ? values(card) : nothing}
  </section>`;
}

const listed = (list: readonly Fact[], look = ''): unknown =>
  list.length
    ? html`<dl class=${look}>${list.map(({ label, value }) => html`<div><dt .textContent=${label}></dt><dd><bdi .textContent=${value}></bdi></dd></div>`)}</dl>`
    : nothing;

/** The browser that a customer in an app's web view should open. */
const BROWSERS = { ios: 'Safari', android: 'Chrome', phone: 'Huawei Browser', other: '' };

function installHere(card: CardContext): unknown {
  const { text, device, linked } = card;
  const { platform, inApp, oneTap } = device;
  const open =
    linked && (platform === 'ios' || platform === 'android')
      ? html`${oneTap ? link(card, linked, platform, 'primary') : nothing}
        <p class="muted" .textContent=${oneTap ? text.cardInstallNote : text.cardOldIos}></p>`
      : nothing;
  if (!inApp && open === nothing) return nothing;
  return html`<div class="install">
    ${inApp ? note(icons.warning, text.cardInApp(BROWSERS[platform])) : nothing} ${open}
  </div>`;
}

/** The one-tap install link. */
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
