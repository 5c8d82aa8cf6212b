import { fixture, html } from '@open-wc/testing';
import type { Device } from '../../src/core/platform.js';
import { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';

export const CODE = 'LPA:1$rsp.example.com$ACTIVATION-TOKEN-XYZ';
export const ICCID = '8944500102198304826';

export const COMPUTER: Device = { platform: 'other', inApp: false, oneTap: true };
export const IPHONE: Device = { platform: 'ios', inApp: false, oneTap: true };
export const ANDROID: Device = { platform: 'android', inApp: false, oneTap: true };

export const PLAN = {
  productId: 1,
  variantId: 2,
  name: 'Japan 5 GB',
  countryCode: 'JPN',
  price: { amount: 4.5, currency: 'USD' },
  dataGb: 5,
  validityDays: 30,
};

if (!customElements.get('esim-activation-card'))
  customElements.define('esim-activation-card', EsimActivationCard);

/** A card on a computer with a readable code, unless `given` says otherwise. It is rendered with its QR code. */
export async function card(given: Partial<EsimActivationCard> = {}): Promise<EsimActivationCard> {
  const element = await fixture<EsimActivationCard>(
    html`<esim-activation-card lang="en"></esim-activation-card>`,
  );
  Object.assign(element, { activationCode: CODE, device: COMPUTER }, given);
  await settle(element);
  return element;
}

/** Waits until the card is fully rendered. The QR encoder is in its own chunk. */
export async function settle(element: EsimActivationCard): Promise<void> {
  await element.updateComplete;
  await import('../../src/elements/esim-activation-card/qr.js');
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
}

export function all(element: EsimActivationCard, selector: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
}

export function one(element: EsimActivationCard, selector: string): HTMLElement {
  const [found] = all(element, selector);
  if (!found) throw new Error(`Nothing matches ${selector}`);
  return found;
}

export const words = (element: EsimActivationCard): string =>
  element.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';

/** The accessible name of a node, which comes from other nodes or from its own text. */
export function nameOf(node: Element): string {
  const root = node.getRootNode() as ShadowRoot;
  const ids = node.getAttribute('aria-labelledby')?.split(' ');
  const named = ids ? ids.map((id) => root.getElementById(id)) : [node];
  return named.map((each) => each?.textContent?.trim()).join(' ');
}

/** The button whose name starts with `name`. */
export function button(element: EsimActivationCard, name: string): HTMLElement {
  const found = all(element, 'button').find((each) => nameOf(each).startsWith(name));
  if (!found) throw new Error(`No button ${name}`);
  return found;
}

/** Replaces a property for one test. The returned function restores it. */
export function replace(target: object, name: string, value: PropertyDescriptor): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { configurable: true, ...value });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else Reflect.deleteProperty(target, name);
  };
}
