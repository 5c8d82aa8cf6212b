import { kindOf } from '../../controllers/host-options.js';
import type { Mistakes } from '../../controllers/mistakes.js';
import { safeLink } from '../../core/links.js';
import type { EsimElement } from '../shared/esim-element.js';
import type { ScreensHost } from './screens-host.js';

const SLOTS = ['header', 'footer', 'empty', 'support', 'after-delivery'];
const INSTALLS: readonly unknown[] = ['universal-link', 'settings'];

/** Reports mistakes in the options that no purchase depends on. The client controller checks the others at once. */
export function checkOptions(host: ScreensHost, mistakes: Mistakes): void {
  const { supportUrl, iosInstall, getToken } = host;
  if (supportUrl && !safeLink(supportUrl))
    mistakes.tell('support-url must be an https:, mailto: or tel: link; it is not shown.');
  if (!INSTALLS.includes(iosInstall))
    mistakes.tell('ios-install must be universal-link or settings; universal-link is used.');
  if (getToken && typeof getToken !== 'function')
    mistakes.tell(`getToken must be a function, not ${kindOf(getToken)}.`);
  // If the tag is not registered yet, a framework sets an attribute with the name of the property.
  for (const name of (host.constructor as typeof EsimElement).observedAttributes) {
    const joined = name.replaceAll('-', '');
    if (joined !== name && host.hasAttribute(joined))
      mistakes.tell(`${joined} is no attribute: write ${name}.`);
  }
  for (const { slot } of host.children)
    if (slot && !SLOTS.includes(slot))
      mistakes.tell(`there is no slot "${slot}": the slots are ${SLOTS.join(', ')}.`);
}
