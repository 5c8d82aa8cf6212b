import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Plan } from '../../src/core/types.js';
import { EsimPlanPicker } from '../support/define.js';
import { plan, plans } from '../support/samples.js';
import { LOOKS, page } from '../support/themes.js';

async function picker(changes: Partial<EsimPlanPicker> = {}): Promise<EsimPlanPicker> {
  const element = Object.assign(
    new EsimPlanPicker(),
    { plans: plans(), destination: 'Japan' },
    changes,
  );
  await fixture(element);
  await element.updateComplete;
  return element;
}

const all = <T extends HTMLElement>(element: EsimPlanPicker, selector: string): T[] => [
  ...(element.shadowRoot?.querySelectorAll<T>(selector) ?? []),
];
const one = <T extends HTMLElement>(element: EsimPlanPicker, selector: string): T => {
  const [found] = all<T>(element, selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const text = (node: Element | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const buy = (element: EsimPlanPicker): HTMLButtonElement => one(element, '[part=buy-button]');

describe('<esim-plan-picker>', () => {
  it('shows data, validity, price and the price of a gigabyte', async () => {
    const [first] = all(await picker(), '[part=plan]');
    expect(text(first)).to.equal('1 GB Valid 7 days from installation $4.50 $4.50/GB');
  });

  it('names an unlimited plan and never says 0 GB', async () => {
    const row = all(await picker(), '[part=plan]').at(4);
    expect(text(row)).to.equal('Unlimited Daily Valid 10 days from installation $39.00');
  });

  it('marks the lowest retail price per gigabyte', async () => {
    const element = await picker();
    expect(
      text(all(element, '[part=plan]').find((row) => row.querySelector('[part=plan-badge]'))),
    ).to.contain('10 GB');
    element.priceOf = (each) => ({ amount: each.dataGb === 20 ? 20 : 40, currency: 'USD' });
    await element.updateComplete;
    expect(all(element, '[part=plan-badge]')).to.have.length(1);
    expect(text(all(element, '[part=plan]')[3])).to.contain('Best value');
    expect(text(all(element, '[part=plan-price]')[3])).to.equal('$20.00');
  });

  const incomparable: [string, Plan[]][] = [
    ['one plan with a size', [plan(0), plan(4)]],
    ['several currencies', [plan(0), plan(1, { price: { amount: 1, currency: 'EUR' } })]],
    ['equal prices', [plan(0), plan(1, { price: { amount: 13.5, currency: 'USD' } })]],
  ];
  for (const [name, given] of incomparable)
    it(`has no badge for ${name}`, async () => {
      expect(all(await picker({ plans: given }), '[part=plan-badge]')).to.have.length(0);
    });

  it('shows the names of plans with the same size', async () => {
    const twin = plan(0, { variantId: 7, name: 'Japan 1 GB, other network' });
    const rows = all(await picker({ plans: [plan(0), twin, plan(1)] }), '[part=plan]');
    expect(text(rows[1])).to.contain('other network');
    expect(text(rows[2])).not.to.contain('Japan 3 GB');
  });

  it('sends an event for a choice, and shows the full price and the destination on the button', async () => {
    const element = await picker();
    const chosen = oneEvent(element, 'esim-plan-select');
    one<HTMLInputElement>(element, '[part=plan]:nth-of-type(3) input').click();
    expect((await chosen).detail.plan).to.equal(element.plans[2]);
    await element.updateComplete;
    expect(text(buy(element))).to.equal('Buy eSIM for Japan · $19.00');
  });

  it('asks to buy the chosen plan', async () => {
    const element = await picker({ selected: plan(1) });
    setTimeout(() => buy(element).click());
    const event = await oneEvent(element, 'esim-buy-request');
    expect(event.detail.plan).to.equal(element.plans[1]);
    expect(event.bubbles && event.composed).to.equal(true);
  });

  it('buys on Enter in the group', async () => {
    const element = await picker({ selected: plan(1) });
    one<HTMLInputElement>(element, 'input:checked').focus();
    const asked = oneEvent(element, 'esim-buy-request');
    await sendKeys({ press: 'Enter' });
    expect((await asked).detail.plan).to.equal(element.plans[1]);
  });

  it('moves the choice with the arrow keys', async () => {
    const element = await picker({ selected: plan(1) });
    one<HTMLInputElement>(element, 'input:checked').focus();
    await sendKeys({ press: 'ArrowDown' });
    expect(element.selected).to.equal(element.plans[2]);
  });

  it('asks nothing while no plan is chosen', async () => {
    const element = await picker();
    let asked = 0;
    element.addEventListener('esim-buy-request', () => asked++);
    buy(element).click();
    expect(asked).to.equal(0);
    expect(text(buy(element))).to.equal('Choose a plan');
    // The browser asks for a choice at the first radio button.
    const [first] = all(element, 'input');
    expect(element.shadowRoot?.activeElement).to.equal(first);
  });

  it('asks once while Enter is held down', async () => {
    const element = await picker({ selected: plan(1) });
    let asked = 0;
    element.addEventListener('esim-buy-request', () => asked++);
    for (const repeat of [false, true, true])
      one(element, 'input:checked').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true }),
      );
    expect(asked).to.equal(1);
  });

  it('asks nothing while busy, and keeps the focus', async () => {
    const element = await picker({ selected: plan(1) });
    one<HTMLInputElement>(element, 'input:checked').focus();
    element.busy = true;
    await element.updateComplete;
    let asked = 0;
    element.addEventListener('esim-buy-request', () => asked++);
    buy(element).click();
    expect(asked).to.equal(0);
    expect(element.shadowRoot?.activeElement).to.equal(one(element, 'input:checked'));
    expect(buy(element).getAttribute('aria-disabled')).to.equal('true');
  });

  it('has the only plan chosen from the start', async () => {
    const element = await picker({ plans: [plan(0)] });
    expect(one<HTMLInputElement>(element, 'input').checked).to.equal(true);
    expect(text(buy(element))).to.equal('Buy eSIM for Japan · $4.50');
  });

  it('does not take hostile names for markup', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const element = await picker({ plans: [plan(4, { name }), plan(0)], destination: name });
    expect(all(element, 'img')).to.have.length(0);
    expect(text(all(element, '[part=plan]')[0])).to.contain(name);
  });

  it('keeps its height from placeholder to plans', async () => {
    const element = await picker({ plans: [], skeleton: 5 });
    const before = element.getBoundingClientRect().height;
    expect(one(element, '.base').getAttribute('aria-busy')).to.equal('true');
    element.plans = plans();
    await element.updateComplete;
    expect(element.getBoundingClientRect().height).to.be.closeTo(before, 2);
    expect(all(element, '.bone')).to.have.length(0);
  });

  for (const width of [200, 280])
    it(`fits in ${width} px, with long names and forty plans`, async () => {
      const long =
        'Unlimited with a name of eighty letters and Donaudampfschifffahrtsgesellschaft!!';
      const element = await picker({ plans: [...plans(39), plan(4, { name: long })] });
      element.style.width = `${width}px`;
      for (const node of all(element, '*:not(.hidden)'))
        expect(node.scrollWidth, node.className).to.be.at.most(Math.max(node.clientWidth, width));
      expect(one(element, '.base').scrollWidth).to.be.at.most(width);
    });

  it('is one named group of radios with a button', async () => {
    const element = await picker();
    expect(text(one(element, 'legend'))).to.equal('eSIM plans for Japan');
    expect(all(element, 'input[type=radio][name=plan]')).to.have.length(5);
  });

  const states: [string, Partial<EsimPlanPicker>][] = [
    ['loading', { plans: [], skeleton: 4 }],
    ['open', {}],
    ['chosen', { selected: plan(2) }],
    ['busy', { selected: plan(2), busy: true }],
    ['one plan', { plans: [plan(0)] }],
  ];
  for (const [name, state] of states)
    for (const [scheme, dir] of LOOKS)
      it(`is accessible: ${name}, ${scheme}, ${dir}`, async () => {
        const restore = page(scheme, dir);
        try {
          await expect(await picker(state)).to.be.accessible();
        } finally {
          restore();
        }
      });
});
