import { EsimActivationCard } from './elements/esim-activation-card/esim-activation-card.js';
import { EsimCheckout } from './elements/esim-checkout/esim-checkout.js';
import { EsimOrderStatus } from './elements/esim-order-status/esim-order-status.js';
import { EsimPlanPicker } from './elements/esim-plan-picker/esim-plan-picker.js';

/**
 * Registers a tag once. If a page loads two copies of the package, the first one stays and the console warns of the
 * second.
 */
function define(tag: string, element: CustomElementConstructor): void {
  const known = customElements.get(tag);
  if (!known) customElements.define(tag, element);
  else if (known !== element) console.warn(`<${tag}> is already registered by another copy.`);
}

define('esim-plan-picker', EsimPlanPicker);
define('esim-order-status', EsimOrderStatus);
define('esim-activation-card', EsimActivationCard);
define('esim-checkout', EsimCheckout);
