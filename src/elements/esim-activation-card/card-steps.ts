import { html, nothing } from 'lit';
import type { InstallPlatform } from '../../core/lpa.js';
import { link } from './card-about.js';
import type { CardContext } from './card-context.js';

export const stepList = (steps: readonly string[]): unknown =>
  html`<ol role="list">${steps.map((step) => html`<li .textContent=${step}></li>`)}</ol>`;

/** The steps to install on each kind of device. The customer's own device is first and open. */
export function steps(card: CardContext): unknown {
  const { text, device, linked } = card;
  const { platform: here, oneTap } = device;
  const group = (platform: InstallPlatform | 'other', title: string, list: readonly string[]) => ({
    platform,
    title,
    list: platform === here && linked && oneTap ? [text.cardStepTap, ...list] : list,
  });
  const groups = [
    group('ios', text.cardIos, text.cardStepsIos),
    group('android', text.cardAndroid, text.cardStepsAndroid),
    group('other', text.cardOther, text.cardStepsOther),
  ];
  if (here === 'android') groups.unshift(...groups.splice(1, 1));
  if (here === 'phone') groups.unshift(...groups.splice(2, 1));
  return html`<section part="steps">
    <h3 .textContent=${text.cardSteps}></h3>
    <div class="groups">
      ${groups.map(
        ({ platform, title, list }, index) => html`<details name="steps" ?open=${index === 0}>
          <summary .textContent=${title}></summary>
          ${stepList([...list, text.cardStepArrive])}
          ${
            platform === here || platform === 'other' || !linked
              ? nothing
              : html`<p class="muted here"><span .textContent=${text.cardHere}></span> ${link(card, linked, platform)}</p>`
          }
        </details>`,
      )}
    </div>
  </section>`;
}
