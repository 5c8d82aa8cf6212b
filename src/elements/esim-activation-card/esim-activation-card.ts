import { css, html } from 'lit';
import { property } from 'lit/decorators/property.js';
import { LanguageController } from '../../controllers/language.js';
import { LazyView } from '../../controllers/lazy-view.js';
import type { IosInstall } from '../../core/lpa.js';
import type { Device } from '../../core/platform.js';
import type { Money, Plan } from '../../core/types.js';
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
  /* Hidden for a second, because the card usually loads in that time. */
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
 * Needs nothing but the LPA string, so it also works alone on the host's own page.
 * Everything is drawn on the device. The code is never sent anywhere and never reflected to an attribute.
 *
 * @csspart qr - The white square with the QR code.
 * @csspart code - Each copyable value.
 * @csspart copy-button - Each copy button.
 * @csspart install-link - The one-tap install link.
 * @csspart steps - The steps for each kind of device.
 * @csspart support - The link to support.
 * @cssproperty [--esim-qr-size=240px] - Side of the QR code. It is never drawn smaller than 240px.
 * @event {EsimInstallStartEvent} esim-install-start - The customer followed an install link. This does not mean that the eSIM is installed.
 */
export class EsimActivationCard extends EsimElement {
  static override styles = shell;

  /** The LPA string, e.g. `LPA:1$rsp.example.com$TOKEN`. A credential: never log it. */
  @property({ attribute: 'activation-code' })
  activationCode = '';
  /** The eSIM's serial number, 19 or 20 digits. */
  @property()
  iccid: string | undefined;
  /** The eSIM is installed: the code is used, and the card shows how to switch the eSIM on. */
  @property({ type: Boolean })
  installed = false;
  /** The eSIM's validity has ended: the card only shows the code. */
  @property({ type: Boolean })
  expired = false;
  /** The install link on an iPhone: `universal-link` (the default, for iOS 17.4 and later) or `settings`. */
  @property({ attribute: 'ios-install' })
  iosInstall: IosInstall = 'universal-link';
  /** The name of the plan's destination, in the customer's language. */
  @property()
  destination: string | undefined;
  /** `https:`, `mailto:` or `tel:` link to support; any other link is not shown. */
  @property({ attribute: 'support-url' })
  supportUrl: string | undefined;
  /** This device could not save the code: the card asks the customer to save it now. */
  @property({ type: Boolean })
  unsaved = false;
  /** The purchase's reference, for the event's `detail`. */
  @property({ attribute: false })
  reference: string | undefined;
  /** The API's order id: shown, and in the event's `detail`. */
  @property({ attribute: false })
  orderId: number | undefined;
  /** When the eSIM was bought, ISO 8601. It is shown as a date. */
  @property({ attribute: false })
  orderedAt: string | undefined;
  /** The price that the customer paid, in major units. If it is not set, no price is shown. */
  @property({ attribute: false })
  paid: Money | undefined;
  /** The plan. Its data and validity are shown. */
  @property({ attribute: false })
  plan: Plan | undefined;
  /**
   * @internal The device that shows the card. Default: what the browser says. Only the order of the content and hints
   * depend on it.
   */
  @property({ attribute: false })
  device: Device | undefined;

  /** @internal */
  readonly language = new LanguageController(this);

  readonly #view = new LazyView<EsimActivationCard>(this, cardView);

  protected override async getUpdateComplete(): Promise<boolean> {
    if (this.isConnected) await this.#view.fetch();
    return super.getUpdateComplete();
  }

  protected override render(): unknown {
    const { value: view } = this.#view;
    if (view && this.language.ready) return view.render(this);
    // Even if the view cannot be loaded, a code that was paid for is on the screen.
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
