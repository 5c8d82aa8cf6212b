import { expect } from '@open-wc/testing';
import { DOCS, VERSION } from '../../src/core/about.js';
import { buyButton, choose, openShop, phaseOf, type Shop, until } from '../support/shop.js';

describe('diagnostics()', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  it('tells versions, settings, phases, requests and the storage', async () => {
    shop = openShop();
    const element = shop.element({ country: 'JPN', 'require-payment': '', lang: 'de' });
    await phaseOf(element, 'choosing-plan');
    const told = await element.diagnostics();
    expect(told.version).to.equal(VERSION);
    expect(told.settings).to.include({
      apiBase: location.origin + element.apiBase,
      tokenFrom: 'endpoint',
      country: 'JPN',
      requirePayment: true,
      retailPrices: false,
      customer: false,
      lang: 'de',
    });
    expect(told.phases.map(({ phase }) => phase)).to.deep.equal(['loading', 'choosing-plan']);
    expect(told.requests.map(({ method, path, status }) => [method, path, status])).to.deep.equal([
      ['POST', 'token-endpoint', 200],
      ['GET', '/api/v1/esim/products', 200],
      ['GET', '/api/v1/esim/products/1000', 200],
    ]);
    for (const { at, ms } of told.requests) {
      expect(at).to.be.within(0, performance.now());
      expect(ms).to.be.within(0, performance.now());
    }
    expect(told.requests.at(-1)?.requestId).to.match(/./);
    expect(told.storage).to.deep.include({ database: 'ok', purchases: {} });
    expect(told).not.to.have.property('purchase');
    expect(JSON.parse(JSON.stringify(told))).to.deep.equal(told);
  });

  it('holds no secret, and the reference of no purchase but the shown one', async () => {
    shop = openShop();
    const { fetch } = globalThis;
    const tokens = new Set<string | undefined>();
    globalThis.fetch = (input, init) => {
      const sent = new Headers(init?.headers).get('Authorization');
      if (sent) tokens.add(sent.split(' ')[1]);
      return fetch(input, init);
    };
    const secret = 'k1-of-the-host';
    const element = shop.element({
      country: 'JPN',
      customer: 'somebody-at-the-bank',
      'token-endpoint': `/esim/token?key=${secret}`,
    });
    await phaseOf(element, 'choosing-plan');
    for (let turn = 0; turn < 2; turn += 1) {
      element.reset();
      await choose(element, turn);
      buyButton(element).click();
      await phaseOf(element, 'delivered');
      await element.refresh();
    }
    const [shown, former] = await element.purchases();
    const told = await element.diagnostics();
    expect(told.purchase).to.deep.equal({
      reference: shown?.reference,
      orderId: shown?.orderId,
      phase: 'delivered',
    });
    expect(told.storage.purchases).to.deep.equal({ delivered: 2 });
    const text = JSON.stringify(told);
    expect(text).to.contain('/api/v1/esim/orders/{id}');
    const orders = shop.sandbox.orders();
    expect(orders).to.have.length(2);
    expect(tokens).not.to.have.length(0);
    for (const unwanted of [
      secret,
      'somebody-at-the-bank',
      former?.reference,
      `${former?.orderId}`,
      ...orders.flatMap(({ iccid, activationCode }) => [iccid, activationCode]),
      ...orders.map(({ activationCode }) => activationCode?.split('$')[2]),
      ...tokens,
    ]) {
      expect(unwanted, 'the test looks for it').to.match(/./);
      expect(text).not.to.contain(unwanted);
    }
  });

  it('tells no path of the token endpoint, where that is below api-base too', async () => {
    shop = openShop();
    const element = shop.element();
    element.tokenEndpoint = `${element.apiBase}/secret-of-the-host`;
    await phaseOf(element, 'unavailable');
    const { requests } = await element.diagnostics();
    expect(requests.map(({ path, status }) => [path, status])).to.deep.equal([
      ['token-endpoint', 404],
    ]);
  });

  it('tells errors with the ids of their requests', async () => {
    shop = openShop();
    shop.sandbox.control.fault({ match: 'GET *products*', kind: 'status', status: 500, times: 9 });
    const element = shop.element({ country: 'JPN', 'support-url': 'javascript:0' });
    await phaseOf(element, 'unavailable');
    await until(() => shop?.types().filter((type) => type === 'esim-error').length === 2);
    const { errors, requests } = await element.diagnostics();
    expect(errors.map(({ code }) => code)).to.deep.equal(['server', 'configuration']);
    expect(errors[0]).to.include({ status: 500 });
    expect(errors[0]?.requestId).to.match(/./);
    expect(requests.map(({ requestId }) => requestId)).to.contain(errors[0]?.requestId);
  });

  it('works without an API', async () => {
    shop = openShop();
    const element = shop.element({ 'token-endpoint': '', 'api-base': 'ftp://shop.example' });
    await phaseOf(element, 'unavailable');
    const told = await element.diagnostics();
    expect(told.settings.tokenFrom).to.equal('nothing');
    expect(told.settings).not.to.have.property('apiBase');
    expect(told.requests).to.deep.equal([]);
    expect(told.errors.map(({ code }) => code)).to.deep.equal(['configuration']);
  });
});

describe('the console', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  it('names each code once, with its place in the docs', async () => {
    const { error, warn } = console;
    const lines: string[] = [];
    console.error = console.warn = (line: unknown) => void lines.push(String(line));
    try {
      shop = openShop();
      const match = 'GET *products*';
      shop.sandbox.control.fault({ match, kind: 'status', status: 500, times: 9 });
      const element = shop.element({ country: 'JPN' });
      await phaseOf(element, 'unavailable');
      await element.refresh();
      const told = () => shop.events.filter(({ type }) => type === 'esim-error');
      while (told().length < 2) await new Promise((done) => setTimeout(done, 20));
      expect(lines).to.have.length(1);
      expect(lines[0]).to.contain(`${DOCS}errors.html#server`);
    } finally {
      Object.assign(console, { error, warn });
    }
  });
});
