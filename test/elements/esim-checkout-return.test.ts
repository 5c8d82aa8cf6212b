import { expect } from '@open-wc/testing';
import type { EsimActivationCard } from '../../src/elements/esim-activation-card/esim-activation-card.js';
import type { EsimCheckout } from '../../src/elements/esim-checkout/esim-checkout.js';
import { strings as german } from '../../src/i18n/de.js';
import type { Strings } from '../../src/i18n/strings.js';
import { choose, openShop, phaseOf, type Shop, still, textOf, until } from '../support/shop.js';
import { turns } from '../support/until.js';

describe('<esim-checkout>, coming back', () => {
  let shop: Shop;
  const open = (options?: Parameters<typeof openShop>[0]): void => {
    shop = openShop(options);
  };
  afterEach(() => shop.close());

  async function delivered(attributes: Record<string, string> = {}): Promise<EsimCheckout> {
    const element = shop.element({ country: 'JPN', ...attributes });
    await choose(element);
    await element.buy();
    await phaseOf(element, 'delivered');
    return element;
  }

  it('shows the same order in a new element', async () => {
    open();
    const first = await delivered();
    first.remove();
    const second = shop.element({ country: 'JPN' });
    await phaseOf(second, 'delivered');
    expect(second.state.purchase?.reference).to.equal(first.state.purchase?.reference);
  });

  it('shows the same order when it is put back', async () => {
    open();
    const element = await delivered();
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 10));
    document.body.append(element);
    await phaseOf(element, 'delivered');
    expect(element.shadowRoot?.querySelector('esim-activation-card')).to.be.ok;
  });

  it('goes on with a POST when it is only moved', async () => {
    open({ scenario: { fulfilAfterMs: 150 } });
    const element = shop.element({ country: 'JPN' });
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    await choose(element);
    void element.buy();
    await until(() => shop.requests.some((each) => each.startsWith('POST /api')));
    elsewhere.append(element);
    await phaseOf(element, 'delivered');
    expect(shop.requests.filter((each) => each.includes('/orders'))).to.have.length(1);
    element.remove();
    elsewhere.remove();
  });

  it('finds its order again when it was removed while it was ordering', async () => {
    open({ scenario: { fulfilAfterMs: 100 } });
    const element = shop.element({ country: 'JPN' });
    await choose(element);
    void element.buy();
    await until(() => shop.requests.some((each) => each.startsWith('POST /api')));
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 10));
    const again = shop.element({ country: 'JPN' });
    await phaseOf(again, 'delivered');
    expect(shop.sandbox.ledger()).to.have.length(1);
  });

  it('shows nothing in English before its first language has arrived', async () => {
    open();
    (await delivered()).remove();
    const parent = document.createElement('div');
    const element = shop.element({ country: 'JPN', lang: 'de' }, parent);
    let arrive: (strings: Strings) => void = () => {};
    element.languages = { de: () => new Promise((resolve) => (arrive = resolve)) };
    document.body.append(parent);
    const root = element.shadowRoot as ShadowRoot;
    const more = () => root.querySelector('.another, .purchases');
    await phaseOf(element, 'delivered');
    await until(() => root.querySelector('esim-order-status'));
    expect(more()).to.equal(null);
    element.reset();
    await phaseOf(element, 'choosing-plan');
    await turns(50);
    expect(more()).to.equal(null);
    arrive(german);
    const list = await until(more);
    expect(textOf(list)).to.contain(german.yourEsims);
    parent.remove();
  });

  it('lists earlier purchases below the plans, opens and removes them', async () => {
    open();
    const element = await delivered();
    element.reset();
    await phaseOf(element, 'choosing-plan');
    const root = element.shadowRoot as ShadowRoot;
    const list = await until(() => root.querySelector('[part=purchases]'));
    await still(element);
    await expect(element).to.be.accessible();
    expect(list.textContent).to.contain('Japan');
    list.querySelector<HTMLElement>('button')?.click();
    await phaseOf(element, 'delivered');
    await element.forget(element.state.purchase?.reference ?? '');
    await phaseOf(element, 'choosing-plan');
    await until(() => !root.querySelector('[part=purchases]'));
    expect(await element.purchases()).to.deep.equal([]);
  });

  it('keeps one customer from another’s purchases', async () => {
    open();
    await delivered({ customer: 'ada' });
    const other = shop.element({ country: 'JPN', customer: 'bob' });
    await phaseOf(other, 'choosing-plan');
    expect(await other.purchases()).to.deep.equal([]);
    const mine = shop.element({ country: 'JPN', customer: 'ada' });
    await phaseOf(mine, 'delivered');
  });

  it('shows in one element what another has bought, and forgets with it', async () => {
    open();
    const other = shop.element({ country: 'JPN' });
    await phaseOf(other, 'choosing-plan');
    await other.purchases();
    const element = await delivered();
    await phaseOf(other, 'delivered');
    await element.forgetAll();
    await phaseOf(other, 'choosing-plan');
  });

  it('keeps the code when the API no longer gives it', async () => {
    open();
    const element = await delivered();
    const [order] = shop.sandbox.orders();
    shop.sandbox.control.install('latest');
    await element.refresh();
    await phaseOf(element, 'installed');
    element.remove();
    const again = shop.element({ country: 'JPN' });
    await phaseOf(again, 'choosing-plan');
    await again.open(order?.clientReference ?? '');
    await phaseOf(again, 'installed');
    const card = await until(() =>
      again.shadowRoot?.querySelector<EsimActivationCard>('esim-activation-card'),
    );
    await card.updateComplete;
    expect(card.activationCode).to.equal(order?.activationCode);
    await still(again);
    await expect(again).to.be.accessible();
    shop.sandbox.control.expire('latest');
    await again.refresh();
    await phaseOf(again, 'expired');
    await still(again);
    await expect(again).to.be.accessible();
    expect(shop.types()).to.include.members(['esim-installed', 'esim-expired']);
  });
});
