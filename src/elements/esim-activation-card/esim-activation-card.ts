import { css, html, type PropertyDeclarations } from 'lit';
import { LanguageController } from '../../controllers/language.js';
import { LazyView } from '../../controllers/lazy-view.js';
import type { IosInstall } from '../../core/lpa.js';
import type { Device } from '../../core/platform.js';
import type { Money, Plan } from '../../core/types.js';
import type { Languages } from '../../i18n/languages.js';
import type { Strings } from '../../i18n/strings.js';
import { EsimElement } from '../shared/esim-element.js';
import { cardView } from '../shared/late-parts.js';

const shell = css`
  :host {
    display: block;
    writing-mode: horizontal-tb;
  }
  :host([hidden]) {
    display: none;
  }
  /* Not before the card itself has had a moment to come. */
  .plain {
    display: block;
    font: 14px/1.5 ui-monospace, monospace;
    overflow-wrap: anywhere;
    user-select: all;
    animation: appear 1s step-end;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
`;

/**
 * @summary A delivered eSIM as a ticket: QR code, install link, copyable details and the steps to install it.
 *
 * Needs nothing but the LPA string, so it also works alone on a page of the host's.
 * Everything is drawn on the device; the code is sent nowhere and never reflected to an attribute.
 *
 * @csspart qr - The white square with the QR code.
 * @csspart code - Each copyable value.
 * @csspart copy-button - Each copy button.
 * @csspart install-link - The one-tap install link.
 * @csspart steps - The steps for each kind of device.
 * @csspart support - The link to support.
 * @cssproperty [--esim-qr-size=240px] - Side of the QR code; never drawn smaller than 240px.
 * @event {EsimInstallStartEvent} esim-install-start - An install link was followed; says nothing about success.
 */
export class EsimActivationCard extends EsimElement {
  static override styles = shell;

  static override properties: PropertyDeclarations = {
    activationCode: { attribute: 'activation-code' },
    iccid: {},
    installed: { type: Boolean },
    expired: { type: Boolean },
    iosInstall: { attribute: 'ios-install' },
    destination: {},
    supportUrl: { attribute: 'support-url' },
    unsaved: { type: Boolean },
    reference: { attribute: false },
    orderId: { attribute: false },
    orderedAt: { attribute: false },
    paid: { attribute: false },
    plan: { attribute: false },
    device: { attribute: false },
    strings: { attribute: false },
    languages: { attribute: false },
  };

  /** The LPA string, e.g. `LPA:1$rsp.example.com$TOKEN`. A credential. */
  declare activationCode: string;
  /** The eSIM's number, 19 or 20 digits. */
  declare iccid: string | undefined;
  /** The eSIM is on a device: the code is used, what is left is to switch it on. */
  declare installed: boolean;
  /** Its days are over: the code is kept, there is nothing left to do. */
  declare expired: boolean;
  /** Which link an iPhone gets: `universal-link` (iOS 17.4 and later) or `settings`. */
  declare iosInstall: IosInstall;
  /** Where the plan is for, in the customer's language. */
  declare destination: string | undefined;
  /** `https:`, `mailto:` or `tel:` link, always in reach; anything else is not shown. */
  declare supportUrl: string | undefined;
  /** This device could not store the code: urge to save it now. */
  declare unsaved: boolean;
  /** The purchase's reference, for the event's `detail`. */
  declare reference: string | undefined;
  /** The order's id: shown, and in the event's `detail`. */
  declare orderId: number | undefined;
  /** When it was bought, ISO 8601: shown as a date. */
  declare orderedAt: string | undefined;
  /** What was paid; unset, no price is shown. */
  declare paid: Money | undefined;
  /** Its data and validity are shown. */
  declare plan: Plan | undefined;
  /** @internal Where the card is shown; by default what the browser says. Decides on order and hints only. */
  declare device: Device | undefined;
  /** Texts that replace ours. */
  declare strings: Partial<Strings> | undefined;
  /** Languages on top of ours. */
  declare languages: Languages | undefined;

  /** @internal */
  readonly language = new LanguageController(this);

  readonly #view = new LazyView<EsimActivationCard>(this, cardView);

  constructor() {
    super();
    this.activationCode = '';
    this.installed = this.expired = false;
    this.iosInstall = 'universal-link';
    this.unsaved = false;
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    if (this.isConnected) await this.#view.fetch();
    return super.getUpdateComplete();
  }

  protected override render(): unknown {
    const { value: view } = this.#view;
    if (view && this.language.ready) return view.render(this);
    // Whatever fails to load, a code that was paid for is on the screen.
    return (
      this.activationCode &&
      html`<code class="plain" part="code" dir="ltr" translate="no" .textContent=${this.activationCode}></code>`
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'esim-activation-card': EsimActivationCard;
  }
}
