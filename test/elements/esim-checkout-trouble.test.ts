import { expect } from '@open-wc/testing';
import { DOCS } from '../../src/core/about.js';
import {
  buyButton,
  choose,
  openShop,
  phaseOf,
  type Shop,
  still,
  textOf,
  until,
} from '../support/shop.js';

describe('<esim-checkout>, when something is wrong', () => {
  let shop: Shop;
  const open = (options?: Parameters<typeof openShop>[0]): void => {
    shop = openShop(options);
  };
  afterEach(() => shop.close());

  const errors = (): unknown[] =>
    shop.events.filter(({ type }) => type === 'esim-error').map(({ detail }) => detail.code);

  const LONG = 'x'.repeat(65);
  for (const [attribute, given] of [
    ['token-endpoint', { 'token-endpoint': '' }],
    ['api-base', { 'api-base': 'ftp://shop.example' }],
    ['product-id', { 'product-id': 'japan' }],
    ['reference-prefix', { 'reference-prefix': 'grüße-' }],
    ['reference-prefix', { 'reference-prefix': LONG }],
  ] as const)
    it(`names the attribute: ${JSON.stringify(given)}`, async () => {
      open();
      const log = console.error;
      const logged: unknown[] = [];
      console.error = (text: unknown) => logged.push(text);
      const element = shop.element({ ...given });
      await phaseOf(element, 'unavailable');
      console.error = log;
      expect(logged).to.have.length(1);
      expect(logged[0]).to.contain(attribute);
      expect(errors()).to.deep.equal(['configuration']);
      expect(shop.requests).to.deep.equal([]);
    });

  it('does not say that nothing was charged when the mistake is made during an order', async () => {
    open({ scenario: { outcome: 'never', inlineDeadlineMs: 0 } });
    const element = shop.element({ country: 'JPN' });
    await phaseOf(element, 'choosing-plan');
    await choose(element, 0);
    buyButton(element).click();
    await phaseOf(element, 'pending');
    element.removeAttribute('token-endpoint');
    await phaseOf(element, 'unavailable');
    await until(() => textOf(element).includes('not available'));
    expect(textOf(element)).not.to.contain('charged');
  });

  it('has its defaults again when an attribute is removed', async () => {
    open();
    const attributes = {
      customer: 'one',
      'reference-prefix': 'air-',
      'token-credentials': 'include',
      'ios-install': 'settings',
    };
    const element = shop.element({ country: 'JPN', ...attributes });
    await phaseOf(element, 'choosing-plan');
    for (const name of Object.keys(attributes)) element.removeAttribute(name);
    const { customer, referencePrefix, tokenCredentials, iosInstall } = element;
    expect({ customer, referencePrefix, tokenCredentials, iosInstall }).to.deep.equal({
      customer: '',
      referencePrefix: '',
      tokenCredentials: 'same-origin',
      iosInstall: 'universal-link',
    });
    await phaseOf(element, 'choosing-plan');
    expect(await element.purchases()).to.deep.equal([]);
  });

  for (const [what, match, fault, code] of [
    [
      'a failing token endpoint',
      'POST /esim/token',
      { kind: 'status', status: 503 },
      'token-unavailable',
    ],
    [
      'HTML for a catalogue',
      'GET /api/v1/esim/products',
      { kind: 'html', status: 200 },
      'malformed',
    ],
    ['garbage for a catalogue', 'GET /api/v1/esim/products', { kind: 'garbage' }, 'malformed'],
    [
      'a blocked account',
      'GET /api/v1/esim/products',
      { kind: 'status', status: 403 },
      'forbidden',
    ],
    ['a server error', 'GET /api/v1/esim/products/*', { kind: 'status', status: 500 }, 'server'],
    ['no network', 'GET /api/v1/esim/products', { kind: 'drop-request' }, 'network'],
    [
      'too many requests',
      'GET /api/v1/esim/products',
      { kind: '429', retryAfter: 1 },
      'rate-limited',
    ],
  ] as const) {
    it(`shows the error and can retry after ${what}`, async () => {
      open();
      shop.sandbox.control.fault({ match, ...fault, times: 1 });
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'unavailable');
      const status = await until(() => element.shadowRoot?.querySelector('esim-order-status'));
      await status.updateComplete;
      expect(errors()).to.deep.equal([code]);
      await still(element);
      await expect(element).to.be.accessible();
      await element.refresh();
      await phaseOf(element, 'choosing-plan');
    });
  }

  for (const [tokenMode, code, message] of [
    ['redirect', 'token-unavailable', /302 \(no content type\), a redirect, which is refused/],
    ['empty', 'token-unavailable', /204 \(no content type\), which is empty/],
    ['html', 'token-unavailable', /200 \(text\/html\), which is not JSON/],
    ['unauthorized', 'token-unavailable', /401 \(application\/json\)/],
    ['prefixed', 'token-unavailable', /“Bearer” before it/],
    ['line-break', 'token-unavailable', /a line break/],
    ['crowded', 'rate-limited', /429 \(application\/json\)/],
  ] as const) {
    it(`reports an answer without a token: ${tokenMode}`, async () => {
      const { error: write } = console;
      const written: unknown[] = [];
      console.error = (...words) => written.push(...words);
      try {
        open({ scenario: { tokenMode } });
        const element = shop.element({ country: 'JPN' });
        await phaseOf(element, 'unavailable');
        const told = shop.events.filter(({ type }) => type === 'esim-error');
        expect(told.map(({ detail }) => detail.code)).to.deep.equal([code]);
        expect(told[0]?.detail.message).to.match(message);
        const isMistake = code === 'token-unavailable';
        const link = `<esim-checkout>: ${told[0]?.detail.message} ${DOCS}errors.html#${code}`;
        expect(written).to.deep.equal(isMistake ? [link] : []);
        shop.sandbox.control.setScenario({ tokenMode: 'ok' });
        // If the host sent a Retry-After, the element asks again by itself when it has passed.
        if (code !== 'rate-limited') await element.refresh();
        await phaseOf(element, 'choosing-plan');
      } finally {
        console.error = write;
      }
    });
  }

  for (const [what, kind, note] of [
    ['is lost before it arrives', 'drop-request', /Keep this page open/],
    ['arrives, and its answer is lost', 'drop-response', /Keep this page open/],
    ['gets an answer that says nothing', 'status', /Keep this page open/],
    ['is on its way', undefined, /Closing this page is safe/],
  ] as const)
    it(`says whether the page may be closed while an order ${what}`, async () => {
      open({ scenario: { fulfilAfterMs: 2000 } });
      const orders = 'POST /api/v1/esim/orders';
      if (kind) shop.sandbox.control.fault({ match: orders, kind, times: 1 });
      // The look-up after a lost answer takes its time.
      const lookUp = 'GET /api/v1/esim/orders';
      shop.sandbox.control.fault({ match: lookUp, kind: 'delay', delayMs: 2000 });
      const element = shop.element({ country: 'JPN' });
      await choose(element);
      buyButton(element).click();
      await phaseOf(element, 'ordering');
      await until(() => shop.requests.some((request) => request.startsWith(orders)));
      if (kind) await until(() => shop.requests.some((request) => request.startsWith(lookUp)));
      await until(() => note.test(textOf(element)));
      await phaseOf(element, 'delivered');
    });

  it('says that there is nothing to sell', async () => {
    open();
    const element = shop.element({ country: 'QQQ' });
    await phaseOf(element, 'unavailable');
    expect(errors()).to.deep.equal(['no-plans']);
    await until(() => element.shadowRoot?.querySelector('slot[name=empty]'));
  });

  it('shows hostile names as text', async () => {
    open({ scenario: { catalogue: 'hostile' } });
    const element = shop.element();
    await phaseOf(element, 'choosing-destination');
    const root = element.shadowRoot as ShadowRoot;
    await until(() => root.querySelector('[role=option]'));
    expect(root.querySelector('script, iframe, [onerror], [onclick]')).to.equal(null);
  });
});
