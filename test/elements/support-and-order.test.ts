import { expect } from '@open-wc/testing';
import type { PurchasePhase } from '../../src/core/types.js';
import { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { CODE, IPHONE, PLAN } from '../support/card-fixture.js';
import { EsimOrderStatus } from '../support/define.js';
import { purchase } from '../support/samples.js';
import { openShop, phaseOf, type Shop, textOf, until } from '../support/shop.js';

const SUPPORT = 'https://example.com/help';
const PHASES: PurchasePhase[] = [
  'authorizing',
  'ordering',
  'pending',
  'overdue',
  'processing',
  'delivered',
  'installed',
  'expired',
  'failed',
  'cancelled',
  'unconfirmed',
];

const linksIn = (element: Element): HTMLAnchorElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLAnchorElement>('[part=support]') ?? []),
];
/** The matching nodes in the checkout and in the elements in it. */
function links(element: Element): string[] {
  const inside = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter(
    ({ shadowRoot }) => shadowRoot,
  );
  return [element, ...inside].flatMap(linksIn).map(({ href }) => href);
}

describe('the way to support', () => {
  for (const phase of PHASES)
    it(`is on the screen of an order that is ${phase}, where there is one`, async () => {
      const status = Object.assign(new EsimOrderStatus(), { order: purchase(phase) });
      document.body.append(status);
      await until(() => status.shadowRoot?.querySelector('h2'));
      expect(links(status)).to.deep.equal([]);
      status.supportUrl = SUPPORT;
      await status.updateComplete;
      expect(links(status)).to.deep.equal([SUPPORT]);
      status.remove();
    });

  const CARDS: [name: string, given: Partial<EsimActivationCard>][] = [
    ['delivered', {}],
    ['installed', { installed: true }],
    ['installed, code gone', { installed: true, activationCode: '' }],
    ['expired', { expired: true }],
    ['without a code', { activationCode: '' }],
    ['with a code that is none', { activationCode: 'see letter' }],
    ['on a phone', { device: IPHONE }],
  ];
  for (const [name, given] of CARDS)
    it(`is on a card ${name}, once`, async () => {
      const card = Object.assign(new EsimActivationCard(), { activationCode: CODE }, given);
      document.body.append(card);
      await card.updateComplete;
      await until(() => card.shadowRoot?.querySelector('.card'));
      expect(links(card)).to.deep.equal([]);
      card.supportUrl = SUPPORT;
      await card.updateComplete;
      expect(links(card)).to.deep.equal([SUPPORT]);
      card.remove();
    });
});

describe('an order in <esim-checkout>', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  async function bought(
    options: SandboxOptions = {},
    priceOf?: (typeof element)['priceOf'],
  ): Promise<HTMLElementTagNameMap['esim-checkout']> {
    shop = openShop(options);
    const element = shop.element({ country: 'JPN', 'support-url': SUPPORT });
    if (priceOf) element.priceOf = priceOf;
    await phaseOf(element, 'choosing-plan');
    await element.buy(element.shadowRoot?.querySelector('esim-plan-picker')?.plans[0]);
    return element;
  }
  let element: HTMLElementTagNameMap['esim-checkout'];
  const card = (): EsimActivationCard | null | undefined =>
    element.shadowRoot?.querySelector('esim-activation-card');
  const shown = async (): Promise<string> => {
    await until(() => card()?.shadowRoot?.querySelector('dl'));
    return textOf(card() as EsimActivationCard);
  };

  it('that is delivered, then installed, then expired has one way to support', async () => {
    element = await bought();
    await phaseOf(element, 'delivered');
    await shown();
    expect(links(element)).to.deep.equal([SUPPORT]);
    const reference = element.state.purchase?.reference ?? '';
    shop.sandbox.control.install(reference);
    await element.refresh();
    await phaseOf(element, 'installed');
    await until(() => links(element).length === 1);
    shop.sandbox.control.expire(reference);
    await element.refresh();
    await phaseOf(element, 'expired');
    await until(() => links(element).length === 1);
    await until(() => /Show the used code/.test(textOf(element)));
  });

  it('that expired before it was installed has no used code', async () => {
    element = await bought();
    await phaseOf(element, 'delivered');
    shop.sandbox.control.expire(element.state.purchase?.reference ?? '');
    await element.refresh();
    await phaseOf(element, 'expired');
    await until(() => /Show the code/.test(textOf(element)));
    expect(textOf(element)).not.to.match(/Show the used code|turn on data roaming/);
  });

  it('has its number, its date and the price it was sold at on the card', async () => {
    element = await bought({}, ({ price }) => ({ amount: price.amount + 2.49, currency: 'EUR' }));
    await phaseOf(element, 'delivered');
    const { orderId, paid, plan } = element.state.purchase ?? {};
    const text = await shown();
    expect(text).to.include(`Order number ${orderId}`);
    expect(text).to.match(/Bought \w{3} \d{1,2}, \d{4}/);
    const amount = (plan?.price.amount ?? 0) + 2.49;
    expect(paid).to.deep.equal({ amount, currency: 'EUR' });
    expect(text).to.include(`Paid €${amount.toFixed(2)}`);

    // On another page and with another retail price, the card shows the price that was paid.
    element.remove();
    element = shop.element({ country: 'JPN' });
    element.priceOf = () => ({ amount: 99, currency: 'EUR' });
    await phaseOf(element, 'delivered');
    expect(await shown()).to.include(`Paid €${amount.toFixed(2)}`);
  });

  it('has the API’s price as paid where the host has none of its own', async () => {
    element = await bought();
    await phaseOf(element, 'delivered');
    expect(await shown()).to.include('Paid $4.50');
  });

  it('never has the API’s price as paid where the host has its own', async () => {
    const given = new EsimActivationCard();
    Object.assign(given, { activationCode: CODE, plan: PLAN, orderId: 7, orderedAt: 'yesterday' });
    document.body.append(given);
    await until(() => given.shadowRoot?.querySelector('dl'));
    expect(textOf(given))
      .to.include('Order number 7')
      .and.not.match(/Paid|Bought/);
    given.remove();
    element = await bought({}, () => ({ amount: 7, currency: 'USD' }));
    await phaseOf(element, 'delivered');
    expect(await shown())
      .to.include('Paid $7.00')
      .and.not.include('$4.50');
  });
});
