// Translators and extensions wrap the texts of a page in their own elements, in shadow trees too.
import { expect } from '@open-wc/testing';
import { type LitElement, render } from 'lit';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { openShop, phaseOf, type Shop, until } from '../support/shop.js';

/** The element and every element in it that has a shadow tree. */
function drawn(element: Element): LitElement[] {
  const inside = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
  const own = 'renderRoot' in element ? [element as LitElement] : [];
  return [...own, ...inside.flatMap((each) => (each.shadowRoot ? drawn(each) : []))];
}

function texts(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found.filter(({ data }) => data.trim() !== '');
}

/** Wraps texts as a translator does: the text node itself moves into the new element. */
function wrap(element: Element): void {
  for (const { renderRoot } of drawn(element))
    for (const text of texts(renderRoot)) {
      if (text.parentElement?.localName === 'font') continue;
      const font = document.createElement('font');
      text.replaceWith(font);
      font.append(text);
    }
}

/** The texts of one tree, without the live region's text, which is in no template. */
function said(root: DocumentFragment | Element): string {
  return texts(root)
    .filter(({ parentElement }) => !parentElement?.closest('.announce'))
    .map(({ data }) => data)
    .join('|')
    .replace(/\s+/g, ' ');
}

/** The texts of the same tree in an untouched element. */
function truth(element: LitElement): string {
  const untouched = document.createElement('div');
  render((element as unknown as { render(): unknown }).render(), untouched);
  return said(untouched);
}

async function settle(element: EsimCheckout): Promise<void> {
  for (let round = 0; round < 3; round += 1)
    for (const each of drawn(element)) await each.updateComplete;
}

/** Texts that a template sets as a child: Lit would write the next value into the node that has replaced them. */
function loose(element: Element): string[] {
  return drawn(element).flatMap(({ renderRoot, localName }) =>
    texts(renderRoot)
      .filter(({ previousSibling }) => previousSibling?.nodeType === Node.COMMENT_NODE)
      .map(({ data }) => `${localName}: ${data.trim()}`),
  );
}

describe('texts that a translator has wrapped', () => {
  let shop: Shop;
  let element: EsimCheckout;
  afterEach(() => shop.close());

  /** Checks that all texts are current, and then wraps them again. */
  async function holds(when: string): Promise<void> {
    await settle(element);
    expect(loose(element), when).to.deep.equal([]);
    for (const each of drawn(element))
      expect(said(each.renderRoot as ShadowRoot), `${when}: ${each.localName}`).to.equal(
        truth(each),
      );
    wrap(element);
  }

  const find = <T extends HTMLElement>(selector: string): T[] =>
    drawn(element).flatMap(({ renderRoot }) => [...renderRoot.querySelectorAll<T>(selector)]);

  async function press(selector: string, index = 0): Promise<void> {
    await until(() => find(selector)[index]);
    find(selector)[index]?.click();
  }

  /** Resolves when this text is in one of the trees. */
  const shows = (words: RegExp): Promise<unknown> =>
    until(() => drawn(element).some(({ renderRoot }) => words.test(renderRoot.textContent ?? '')));

  it('are replaced by the current texts, from the search to the installed eSIM', async () => {
    shop = openShop({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    element = shop.element({ 'support-url': 'https://example.com/help' });
    await phaseOf(element, 'choosing-destination');
    await until(() => find('input[role=combobox]').length);
    await holds('search');
    const [search] = find<HTMLInputElement>('input[role=combobox]');
    for (const query of ['j', 'ja', 'japan', 'nowhere', 'japan']) {
      if (search) search.value = query;
      search?.dispatchEvent(new Event('input'));
      await holds(`search for ${query}`);
    }
    await press('.option');
    await phaseOf(element, 'choosing-plan');
    await holds('plans');
    for (const plan of [0, 2, 1]) {
      await press('input[type=radio]', plan);
      await holds(`plan ${plan}`);
    }
    element.priceOf = ({ price }) => ({ ...price, amount: price.amount * 3 });
    await holds('other prices');
    element.lang = 'de';
    await shows(/kaufen/i);
    await holds('German');
    element.lang = 'en';
    await shows(/Buy/);
    await holds('English again');

    let pay: ((paid: boolean) => void) | undefined;
    const payment = (event: Event): void => {
      if ('waitUntil' in event)
        (event as Event & { waitUntil(work: Promise<unknown>): void }).waitUntil(
          new Promise((resolve) => {
            pay = resolve;
          }),
        );
    };
    element.addEventListener('esim-before-order', payment);
    await press('[part=buy-button]');
    await phaseOf(element, 'authorizing');
    await shows(/Cancel/);
    await holds('payment');
    await until(() => pay);
    pay?.(true);
    await phaseOf(element, 'pending');
    await shows(/Elapsed|shortly/);
    await holds('pending');
    const elapsed = (): string => find('.elapsed')[0]?.textContent ?? '';
    const before = elapsed();
    await until(() => elapsed() !== before);
    await holds('a second later');
    shop.sandbox.control.resolve('latest', 'delivered');
    await element.refresh();
    await phaseOf(element, 'delivered');
    await until(() => find('[part=qr] path').length);
    await holds('delivered');
    await press('[part=copy-button]');
    await shows(/Copied|selected|copy/i);
    await holds('copied');
    shop.sandbox.control.install('latest');
    await element.refresh();
    await phaseOf(element, 'installed');
    await holds('installed');
    element.reset();
    await phaseOf(element, 'choosing-plan');
    await shows(/Your eSIMs/);
    await holds('the list');
    await press('summary');
    await holds('remove?');
    await press('.sure .button', 1);
    await holds('keep');
  });

  const OUTCOMES = ['failed-plan', 'failed-internal', 'cancelled'] as const;
  for (const outcome of OUTCOMES)
    it(`are replaced by the current texts: ${outcome}`, async () => {
      shop = openShop({ scenario: { outcome } });
      element = shop.element({ country: 'JPN', 'support-url': 'https://example.com/help' });
      await phaseOf(element, 'choosing-plan');
      await press('input[type=radio]', 0);
      await holds('plan');
      await press('[part=buy-button]');
      await until(() => /failed|cancelled|processing/.test(element.state.phase));
      await until(() => find('h2').length);
      await holds(outcome);
      await press('.link', 0);
      await holds('after a press');
    });

  it('are replaced by the current texts: nothing for sale, then the plans', async () => {
    shop = openShop({ scenario: { tokenMode: 'down' } });
    element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'unavailable');
    await until(() => find('h2').length);
    await holds('unavailable');
    shop.sandbox.control.setScenario({ tokenMode: 'ok' });
    await element.refresh();
    await phaseOf(element, 'choosing-plan');
    await holds('plans');
  });
});
