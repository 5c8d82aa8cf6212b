import { aTimeout, expect, fixture, oneEvent } from '@open-wc/testing';
import { EsimOrderStatus } from '../support/define.js';
import { STATUS_STATES } from '../support/gallery/states.js';
import { ago, NOW, purchase } from '../support/samples.js';
import { LOOKS, page } from '../support/themes.js';

async function status(changes: Partial<EsimOrderStatus>): Promise<EsimOrderStatus> {
  const element = Object.assign(
    new EsimOrderStatus(),
    { now: () => NOW, supportUrl: 'https://example.com/help' },
    changes,
  );
  await fixture(element);
  await element.focusHeading();
  return element;
}

const root = (element: EsimOrderStatus): ShadowRoot => element.shadowRoot as ShadowRoot;
const text = (element: EsimOrderStatus, selector = '.status'): string =>
  (root(element).querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const button = (element: EsimOrderStatus, name: string): HTMLButtonElement => {
  const found = [...root(element).querySelectorAll('button')].find(
    (each) => each.textContent?.trim() === name,
  );
  if (!found) throw new Error(`no button "${name}"`);
  return found;
};

describe('<esim-order-status>', () => {
  for (const { name, ...state } of STATUS_STATES) {
    it(`has a heading and a text for: ${name}`, async () => {
      const element = await status(state);
      expect(text(element, 'h2')).to.not.be.empty;
      expect(text(element, '#note')).to.not.be.empty;
      expect(root(element).activeElement).to.equal(root(element).querySelector('h2'));
      expect(text(element)).not.to.match(/undefined|null|NaN|\[object/);
    });
    for (const [scheme, dir] of LOOKS)
      it(`is accessible: ${name}, ${scheme}, ${dir}`, async () => {
        const restore = page(scheme, dir);
        try {
          await expect(await status(state)).to.be.accessible();
        } finally {
          restore();
        }
      });
  }

  for (const phase of ['loading', 'choosing-plan', 'choosing-destination'] as const)
    it(`shows nothing while ${phase}`, async () => {
      expect(text(await status({ phase }), '.base')).to.equal('');
    });

  it("shows the order's own phase where none is given", async () => {
    expect(text(await status({ order: purchase('pending') }), 'h2')).to.contain('shortly');
  });

  const actions = [
    ['pending', 'Check again', 'esim-refresh-request'],
    ['overdue', 'Check again', 'esim-refresh-request'],
    ['processing', 'Check again', 'esim-refresh-request'],
    ['unconfirmed', 'Check again', 'esim-refresh-request'],
    ['failed', 'See the plans', 'esim-choose-another-request'],
    ['cancelled', 'See the plans', 'esim-choose-another-request'],
    ['authorizing', 'Cancel', 'esim-choose-another-request'],
    ['expired', 'See the plans', 'esim-choose-another-request'],
    ['expired', 'Buy this plan again', 'esim-buy-again-request'],
  ] as const;
  for (const [phase, name, type] of actions)
    it(`${phase}: "${name}" sends ${type}`, async () => {
      const element = await status({ order: purchase(phase) });
      setTimeout(() => button(element, name).click());
      const event = await oneEvent(element, type);
      expect(event.bubbles && event.composed).to.equal(true);
    });

  it('shows "Check again" as busy until what the host waits for has settled', async () => {
    const element = await status({ order: purchase('pending') });
    const check = button(element, 'Check again');
    check.click();
    await aTimeout(0);
    expect(check.ariaBusy).to.equal(null);
    let fail: (reason: Error) => void = () => undefined;
    element.addEventListener('esim-refresh-request', (event) =>
      event.waitUntil(
        new Promise((_, reject) => {
          fail = reject;
        }),
      ),
    );
    check.click();
    await aTimeout(0);
    expect(check.ariaBusy).to.equal('true');
    fail(new Error('no answer'));
    await aTimeout(0);
    expect(check.ariaBusy).to.equal(null);
  });

  it('unavailable: "Try again" sends esim-retry-request, where trying again can help', async () => {
    const element = await status({
      phase: 'unavailable',
      error: { code: 'network', retriable: true },
    });
    setTimeout(() => button(element, 'Try again').click());
    await oneEvent(element, 'esim-retry-request');
    element.error = { code: 'forbidden', retriable: false };
    await element.updateComplete;
    expect(root(element).querySelectorAll('.actions button')).to.have.length(0);
  });

  it('says that the page may be closed only of an order that was sent', async () => {
    const element = await status({ order: purchase('ordering') });
    expect(text(element, '#note')).to.match(/Keep this page open/);
    element.sent = true;
    await element.updateComplete;
    expect(text(element, '#note')).to.match(/Closing this page is safe/);
  });

  it('shows why an order is still being processed, as secondary text', async () => {
    const failure = { code: 'INTERNAL', reason: 'The supplier is down.', userFixable: false };
    const element = await status({ order: purchase('processing', { failure }) });
    expect(text(element)).to.include('Reason given: The supplier is down.');
  });

  it('shows data and days as the order says them', async () => {
    const element = await status({ order: purchase('pending', { dataGb: 2, validityDays: 21 }) });
    expect(text(element, '.summary')).to.match(/2 GB · 21 days/);
  });

  it('says how long it has taken, and goes on saying', async () => {
    let now = NOW;
    const element = await status({
      order: purchase('pending', { createdAt: ago(125) }),
      now: () => now,
    });
    expect(text(element, '.elapsed')).to.equal('2 min, 5 sec so far');
    now += 60_000;
    element.requestUpdate();
    await element.updateComplete;
    expect(text(element, '.elapsed')).to.equal('3 min, 5 sec so far');
  });

  it('counts the inline minute, and counts nothing after it', async () => {
    const element = await status({ order: purchase('ordering', { createdAt: ago(22) }) });
    const bar = (): HTMLProgressElement =>
      root(element).querySelector('progress') as HTMLProgressElement;
    expect(bar().value).to.equal(20);
    expect(bar().max).to.equal(60);
    element.order = purchase('ordering', { createdAt: ago(61) });
    await element.updateComplete;
    expect(bar().position).to.equal(-1);
  });

  it('rests its clock when it is removed', async () => {
    let looks = 0;
    const element = await status({
      order: purchase('pending'),
      now: () => {
        looks++;
        return NOW;
      },
    });
    element.remove();
    const before = looks;
    await aTimeout(1100);
    expect(looks).to.equal(before);
  });

  it('shows the API’s own words as text under ours', async () => {
    const failure = { code: 'X', reason: '<b>retired</b>', userFixable: true };
    const element = await status({ order: purchase('failed', { failure }) });
    expect(text(element, 'h2')).to.equal('This plan is no longer available');
    expect(text(element)).to.contain('Reason given: <b>retired</b>').and.contain('refunded');
    expect(root(element).querySelector('b')).to.equal(null);
  });

  it('speaks of no refund where nothing was ordered, nor after expiry', async () => {
    const refused = { ...purchase('ordering'), phase: 'failed' as const };
    expect(text(await status({ order: refused }))).not.to.contain('refunded');
    expect(text(await status({ order: purchase('expired') }))).to.contain('cannot be refunded');
  });

  it('points to support with ICCID and order number when validity runs uninstalled for a week', async () => {
    const order = purchase('delivered', {
      iccid: '8944500102198304826',
      createdAt: ago(8 * 86_400),
      activatedAt: ago(8 * 86_400),
    });
    const element = await status({ order });
    expect(text(element)).to.contain('8944500102198304826').and.contain('104217');
    expect(root(element).querySelector<HTMLAnchorElement>('[part=support]')?.href).to.equal(
      'https://example.com/help',
    );
    element.order = { ...order, createdAt: ago(6 * 86_400) };
    await element.updateComplete;
    expect(text(element)).not.to.contain('8944500102198304826');
  });

  it('says "Copied" only when the clipboard took it', async () => {
    const element = await status({ order: purchase('overdue') });
    const write = navigator.clipboard.writeText;
    try {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      button(element, 'Copy').click();
      await aTimeout(0);
      await element.updateComplete;
      expect(text(element)).to.contain('Select the text').and.not.contain('Copied');
      let taken = '';
      navigator.clipboard.writeText = async (value) => {
        taken = value;
      };
      root(element).querySelector<HTMLButtonElement>('.details button')?.click();
      await aTimeout(0);
      await element.updateComplete;
      expect(taken).to.equal('104217');
      expect(text(element)).to.contain('Copied');
    } finally {
      navigator.clipboard.writeText = write;
    }
  });

  it('links to no support that is not https, mailto or tel', async () => {
    const element = await status({ order: purchase('failed'), supportUrl: 'javascript:alert(1)' });
    expect(root(element).querySelector('[part=support]')).to.equal(null);
  });

  it('announces a phase politely once where the focus is elsewhere, and not where it is read there', async () => {
    const element = await status({ order: purchase('pending') });
    await aTimeout(200);
    expect(text(element, '.announce')).to.equal('');
    (root(element).activeElement as HTMLElement).blur();
    element.order = purchase('overdue');
    await element.updateComplete;
    await aTimeout(200);
    expect(text(element, '.announce')).to.equal('This is taking longer than usual');
  });

  it('shows the wait for a payment only where there is one', async () => {
    const element = await status({ phase: 'authorizing', order: purchase('authorizing') });
    const screen = root(element).querySelector('.status') as Element;
    const shown = (): string => getComputedStyle(screen).opacity;
    expect(shown()).to.equal('0');
    const [appearing] = screen.getAnimations();
    expect(appearing?.effect?.getComputedTiming().endTime).to.be.within(100, 300);
    await appearing?.finished;
    expect(shown()).to.equal('1');
  });

  it('says where the order stands once more when it was asked and nothing has changed', async () => {
    const element = await status({ order: purchase('pending') });
    element.addEventListener('esim-refresh-request', (event) => event.waitUntil(aTimeout(10)));
    const check = button(element, 'Check again');
    check.focus();
    check.click();
    await aTimeout(300);
    expect(text(element, '.announce')).to.equal('We’ll have your eSIM shortly');
  });

  it('announces what the heading says anew while it keeps the focus', async () => {
    const element = await status({ order: purchase('pending') });
    element.order = purchase('overdue');
    await element.focusHeading();
    await aTimeout(200);
    expect(text(element, '.announce')).to.equal('This is taking longer than usual');
  });

  for (const phase of ['ordering', 'pending', 'overdue'] as const)
    it(`${phase}: does not call an order saved that is not`, async () => {
      const element = await status({ order: purchase(phase), unsaved: true });
      expect(text(element))
        .to.contain('Keep this page open')
        .and.not.match(/saved on|is safe/);
    });

  it('shows the retail price', async () => {
    const element = await status({
      order: purchase('pending'),
      priceOf: () => ({ amount: 12, currency: 'EUR' }),
    });
    expect(text(element, '.summary')).to.equal('Japan · 3 GB · 15 days €12.00');
  });
});
