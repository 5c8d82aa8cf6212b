// A part that has been fetched for one element is available to the next one at once, without a frame in between.
import { expect, fixture, html } from '@open-wc/testing';
import type { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import { CODE, card } from '../support/card-fixture.js';
import { EsimOrderStatus } from '../support/define.js';
import { purchase } from '../support/samples.js';

const order = (): EsimOrderStatus =>
  Object.assign(new EsimOrderStatus(), { order: purchase('pending') });

/** Lets promises settle, but gives the browser no time to render. */
async function withoutFrame(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await null;
}

const drawn = (element: HTMLElement, what: string): Element | null | undefined =>
  element.shadowRoot?.querySelector(what);

describe('A part that was fetched before', () => {
  it('is there with the next order that appears', async () => {
    const first = await fixture<EsimOrderStatus>(order());
    await first.focusHeading();
    const next = order();
    first.after(next);
    await withoutFrame();
    expect(drawn(next, 'h2')).to.exist;
  });

  it('is there with the next order in another language than English', async () => {
    const wrapper = await fixture(html`<div lang="de">${order()}</div>`);
    const first = wrapper.querySelector('esim-order-status') as EsimOrderStatus;
    await first.focusHeading();
    while (!drawn(first, 'h2')) await new Promise(requestAnimationFrame);
    const next = order();
    first.after(next);
    await withoutFrame();
    expect(drawn(next, '[lang=de] h2')?.textContent).to.equal(drawn(first, 'h2')?.textContent);
  });

  it('is there with the next activation code that appears, picture included', async () => {
    const first = await card();
    const next = document.createElement('esim-activation-card') as EsimActivationCard;
    next.activationCode = CODE;
    first.after(next);
    await withoutFrame();
    expect(drawn(next, '[part=qr] svg')).to.exist;
  });
});
