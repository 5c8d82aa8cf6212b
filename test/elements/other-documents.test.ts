// An element that is put into another document than that of its script: a frame, a window that the page opened.
import { expect } from '@open-wc/testing';
import { activityOf } from '../../src/controllers/browser.js';
import { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { button, replace } from '../support/card-fixture.js';
import { choose, openShop, phaseOf, type Shop, until } from '../support/shop.js';

/** How the parts of a screen look that tell whether their styles are there. */
function look(element: Element): string[] {
  const root = element.shadowRoot as ShadowRoot;
  const view = element.ownerDocument.defaultView as Window;
  const base = root.querySelector('.base') as Element;
  const own = `${element.localName} ${view.getComputedStyle(base).containerType}`;
  const parts = [...root.querySelectorAll('.button, .option, .status, .ticket')].map(
    (each) => `${each.className.split(' ')[0]} ${view.getComputedStyle(each).display}`,
  );
  const inside = [...root.querySelectorAll('*')].filter((each) => each.shadowRoot);
  return [own, ...new Set(parts), ...inside.flatMap(look)];
}

const drawnCard = (element: EsimCheckout): ShadowRoot | null | undefined =>
  element.shadowRoot?.querySelector('esim-activation-card')?.shadowRoot;

describe('an element in another document', () => {
  let shop: Shop;
  let frame: HTMLIFrameElement;
  let there: Document;
  beforeEach(() => {
    shop = openShop();
    frame = document.createElement('iframe');
    frame.style.cssText = 'width: 600px; height: 600px';
    document.body.append(frame);
    there = frame.contentDocument as Document;
  });
  afterEach(async () => {
    await shop.close();
    frame.remove();
  });

  it('sells there though it was made here', async () => {
    const element = shop.element({ country: 'JPN' }, there.body);
    await choose(element);
    const [own, ...parts] = look(element);
    expect(own).to.equal('esim-checkout inline-size');
    expect(parts).to.include('esim-plan-picker inline-size').and.include('button inline-flex');
    await element.buy();
    await phaseOf(element, 'delivered');
    await until(() => drawnCard(element)?.querySelector('[part=qr] path'));
    expect(look(element)).to.include('ticket grid');
    expect(shop.sandbox.ledger()).to.have.length(1);
  });

  const MOVES: [name: string, attributes: Record<string, string>][] = [
    ['the search', {}],
    ['the plans', { country: 'JPN' }],
  ];
  for (const [name, attributes] of MOVES)
    it(`looks the same there and back again: ${name}`, async () => {
      const element = shop.element(attributes);
      if (attributes.country) await choose(element);
      else await until(() => element.shadowRoot?.querySelector('.option'));
      const here = look(element);
      there.body.append(element);
      await element.updateComplete;
      expect(look(element)).to.deep.equal(here);
      document.body.append(element);
      await element.updateComplete;
      expect(look(element)).to.deep.equal(here);
    });

  it('goes on with an order while it is moved', async () => {
    shop.sandbox.control.setScenario({ outcome: 'never', inlineDeadlineMs: 0 });
    const element = shop.element({ country: 'JPN' });
    await choose(element);
    await element.buy();
    await phaseOf(element, 'pending');
    there.body.append(element);
    shop.sandbox.control.resolve('latest', 'delivered');
    await element.refresh();
    await phaseOf(element, 'delivered');
    await until(() => drawnCard(element)?.querySelector('[part=qr] path'));
    expect(look(element)).to.include('ticket grid');
    expect(shop.sandbox.ledger()).to.have.length(1);
  });

  it('counts as seen where it is, and says so when it is moved', () => {
    Object.defineProperty(there, 'visibilityState', { configurable: true, value: 'hidden' });
    const card = new EsimActivationCard();
    there.body.append(card);
    const activity = activityOf(card);
    const told: unknown[] = [];
    const stop = activity.subscribe(() => told.push(activity.seen?.()));
    expect(activity.seen?.()).to.equal(false);
    document.body.append(card);
    there.dispatchEvent(new Event('visibilitychange'));
    expect(told).to.deep.equal([true]);
    there.body.append(card);
    there.dispatchEvent(new Event('visibilitychange'));
    expect(told).to.deep.equal([true, false, false]);
    stop();
    there.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('online'));
    card.remove();
    expect(told).to.have.length(3);
  });

  it('has styles after a stay in a document without a window', async () => {
    const element = shop.element({ country: 'JPN' });
    await choose(element);
    const here = look(element);
    document.implementation.createHTMLDocument().adoptNode(element);
    document.body.append(element);
    await element.updateComplete;
    expect(look(element)).to.deep.equal(here);
  });

  it('shows a card of its own there, which copies and shares through that window', async () => {
    const undo = replace(navigator, 'canShare', { value: () => true });
    const given: unknown[] = [];
    const take = async (data: unknown) => void given.push(data);
    const view = there.defaultView as Window;
    replace(view.navigator, 'clipboard', { value: { writeText: take } });
    replace(view.navigator, 'share', { value: take });
    const card = new EsimActivationCard();
    card.activationCode = 'LPA:1$rsp.example.com$TOKEN';
    there.body.append(card);
    await card.updateComplete;
    expect(look(card)).to.include('ticket grid');
    button(card, 'Copy SM-DP+ address').click();
    await until(() => given.length === 1);
    expect(given).to.deep.equal(['rsp.example.com']);
    button(card, 'Share').click();
    await until(() => given.length === 2);
    expect(given[1]).to.have.property('files');
    undo();
  });
});
