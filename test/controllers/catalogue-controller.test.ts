import { expect } from '@open-wc/testing';
import {
  CatalogueController,
  type CatalogueHost,
} from '../../src/controllers/catalogue-controller.js';
import type { Client } from '../../src/core/client.js';
import type { ChoosingState } from '../../src/core/purchase/machine.js';
import type { Money, Plan } from '../../src/core/types.js';
import { FakeApi, hang, json, type Sent } from '../support/fake-api.js';
import { FakeClock } from '../support/fake-clock.js';
import { FakeHost } from '../support/fake-host.js';
import { turns, until } from '../support/until.js';

class Host extends FakeHost {
  country: string | undefined;
  productId: number | undefined;
  client: Client | undefined;
  readonly states: ChoosingState[] = [];
  readonly priceFor = ({ price }: Plan): Money => price;
  readonly report = (): void => undefined;
  whileWaiting = (_currency?: string): unknown => undefined;
  readonly controller = new CatalogueController(this as unknown as CatalogueHost);
  override willUpdate = (): void => {
    this.controller.use(this.client);
    this.states.push(this.controller.state);
  };
}

const PRODUCTS = [
  { id: 1, name: 'Japan A', country_code: 'JPN', currency_code: 'USD' },
  { id: 2, name: 'Japan B', country_code: 'JPN', currency_code: 'USD' },
  { id: 3, name: 'France', country_code: 'FRA', currency_code: 'USD' },
];
const plan = (id: number): object => ({ id, name: `Plan ${id}`, amount: 1, validity_days: 7 });

function serve({ path }: Sent): Response {
  const url = new URL(path, 'https://api.example');
  const id = Number(url.pathname.split('/').at(-1));
  if (id) {
    const product = PRODUCTS.find((each) => each.id === id);
    return product ? json({ ...product, variants: [plan(id * 10)] }) : json({}, 404);
  }
  const country = url.searchParams.get('country_code');
  return json(PRODUCTS.filter(({ country_code }) => !country || country_code === country));
}

describe('CatalogueController', () => {
  let api: FakeApi;
  let host: Host;
  beforeEach(() => {
    api = new FakeApi({ clock: new FakeClock() });
    api.answer = serve;
    host = new Host();
  });
  function connect(changes: Partial<Host> = {}): void {
    Object.assign(host, { client: api.client() }, changes);
    host.connect();
  }
  const reach = (phase: string) => until(() => host.controller.state.phase === phase);
  const ids = (): number[] => host.controller.plans.map(({ variantId }) => variantId);
  const aborted = (): (boolean | undefined)[] => api.sent.map(({ init }) => init.signal?.aborted);

  it('asks for nothing before there is a client', async () => {
    connect({ client: undefined, country: 'JPN' });
    await turns();
    expect(host.controller.state).to.deep.equal({ phase: 'loading' });
    expect(api.sent).to.have.length(0);
  });

  it('leads from the search to the plans and back', async () => {
    connect();
    await reach('choosing-destination');
    expect(host.controller.destinations).to.have.length(3);
    const japan = host.controller.destinations.filter(({ countryCode }) => countryCode === 'JPN');
    host.controller.pickDestination('JPN', japan);
    await reach('choosing-plan');
    expect([ids(), host.controller.country]).to.deep.equal([[10], 'JPN']);
    host.controller.pickProduct(2);
    expect(host.controller.state.phase).to.equal('loading');
    await until(() => ids()[0] === 20);
    host.controller.unpick();
    await reach('choosing-destination');
    expect(api.sent).to.have.length(3);
  });

  it('sends the request for the plans before the list is drawn', async () => {
    const sentWhenDrawn: number[] = [];
    const { willUpdate } = host;
    host.willUpdate = () => {
      willUpdate();
      if (host.controller.destinations.length > 0) sentWhenDrawn.push(api.sent.length);
    };
    connect({ country: 'JPN' });
    await reach('choosing-plan');
    expect(sentWhenDrawn[0]).to.equal(2);
    expect(api.sent).to.have.length(2);
  });

  it('gives the host time while each answer is on its way', async () => {
    const given: [currency: string | undefined, last: string | undefined][] = [];
    api.answer = async (request) => {
      const { length } = api.sent;
      await until(() => given.length === length);
      return serve(request);
    };
    host.whileWaiting = (currency) =>
      given.push([currency, api.paths.at(-1)?.split('/').at(-1)?.split('&')[0]]);
    // While the token is on its way, the first screen is drawn. There is no time left.
    const client = api.client(async () => {
      await turns();
      return 'token';
    });
    connect({ client, country: 'JPN' });
    await reach('choosing-plan');
    expect(given).to.deep.equal([
      [undefined, 'products?country_code=JPN'],
      ['USD', '1'],
    ]);
  });

  it('gives the host time while the only answer is on its way', async () => {
    let given = 0;
    api.answer = async (request) => {
      await until(() => given > 0);
      return serve(request);
    };
    host.whileWaiting = () => {
      given += 1;
    };
    connect({ productId: 2 });
    await reach('choosing-plan');
    expect([given, api.paths]).to.deep.equal([1, ['/api/v1/esim/products/2']]);
  });

  it('does not call the shop empty when the host’s product is taken away', async () => {
    connect({ productId: 2 });
    await reach('choosing-plan');
    host.productId = undefined;
    expect(host.controller.state.phase).to.equal('loading');
    host.requestUpdate();
    await reach('choosing-destination');
  });

  it('asks for no plans where the customer has yet to choose a destination', async () => {
    connect();
    await reach('choosing-destination');
    await turns();
    expect(api.sent).to.have.length(1);
  });

  it('never has the plans of one country under another', async () => {
    connect({ country: 'JPN' });
    await reach('choosing-plan');
    host.country = 'fra ';
    host.requestUpdate();
    expect(host.controller.state.phase).to.equal('loading');
    expect(ids()).to.deep.equal([]);
    await reach('choosing-plan');
    expect(ids()).to.deep.equal([30]);
  });

  it('drops the answer to a request that is out of date', async () => {
    let late: () => void = () => undefined;
    api.answer = async (request) => {
      if (request.path.includes('JPN')) {
        await new Promise<void>((resolve) => {
          late = resolve;
        });
      }
      return serve(request);
    };
    connect({ country: 'JPN' });
    await until(() => api.sent.length === 1);
    host.country = 'FRA';
    host.requestUpdate();
    await reach('choosing-plan');
    late();
    await turns();
    expect(ids()).to.deep.equal([30]);
    expect(aborted()[0]).to.equal(true);
  });

  it('begins anew with another client', async () => {
    connect();
    await reach('choosing-destination');
    host.controller.pickDestination('FRA', host.controller.destinations.slice(2));
    await reach('choosing-plan');
    host.client = api.client();
    host.requestUpdate();
    await host.updateComplete;
    expect(host.controller.state.phase).to.equal('loading');
    await reach('choosing-destination');
  });

  it('keeps the plans while the same product is read anew, and not those of another client', async () => {
    connect({ productId: 1 });
    await reach('choosing-plan');
    api.answer = hang;
    await host.controller.refetch(1);
    await until(() => api.sent.length === 2);
    expect([host.controller.state.phase, ids()]).to.deep.equal(['choosing-plan', [10]]);
    host.client = api.client();
    host.requestUpdate();
    await host.updateComplete;
    expect([host.controller.state.phase, ids()]).to.deep.equal(['loading', []]);
  });

  it('uses a given product id without a look at the list', async () => {
    connect({ productId: 3 });
    await reach('choosing-plan');
    expect(api.paths).to.deep.equal(['/api/v1/esim/products/3']);
    expect(host.controller.country).to.equal('FRA');
  });

  it('has nothing to sell for a country without products, and for a product without plans', async () => {
    connect({ country: 'QQQ' });
    await reach('unavailable');
    expect(host.controller.state.error?.code).to.equal('no-plans');
    api.answer = (request) =>
      request.path.includes('/4') ? json({ ...PRODUCTS[0], id: 4, variants: [] }) : serve(request);
    host.productId = 4;
    host.requestUpdate();
    await until(() => api.paths.some((path) => path.endsWith('/4')));
    await reach('unavailable');
    expect(host.controller.state.error?.code).to.equal('no-plans');
  });

  it('is unavailable where the API gives another product than the one asked for', async () => {
    api.answer = (request) => serve({ ...request, path: request.path.replace(/1$/, '3') });
    connect({ productId: 1 });
    await reach('unavailable');
  });

  it('returns one object per failure, and none after a retry', async () => {
    api.answer = () => json({}, 500);
    connect({ country: 'JPN' });
    await reach('unavailable');
    const { error } = host.controller.state;
    host.requestUpdate();
    await host.updateComplete;
    expect(host.controller.state.error).to.equal(error);
    expect(error).to.have.property('code', 'server');
    api.answer = serve;
    host.controller.retry();
    await reach('choosing-plan');
  });

  it('asks only for what it lacks on a retry', async () => {
    api.answer = (request) => (request.path.endsWith('/1') ? json({}, 500) : serve(request));
    connect({ country: 'JPN' });
    await reach('unavailable');
    api.answer = serve;
    host.controller.retry();
    await reach('choosing-plan');
    expect(api.paths.map((path) => path.split('/').at(-1))).to.deep.equal([
      'products?country_code=JPN&page=1&per_page=50',
      '1',
      '1',
    ]);
  });

  it('ends its request when the element is removed, without an error', async () => {
    api.answer = hang;
    connect({ country: 'JPN' });
    await until(() => api.sent.length === 1);
    host.disconnect();
    await until(() => aborted()[0]);
    await turns();
    expect(aborted()).to.deep.equal([true]);
    expect(host.controller.state.phase).to.equal('loading');
  });

  it('continues when the element is inserted again', async () => {
    api.answer = hang;
    connect({ country: 'JPN' });
    await until(() => api.sent.length === 1);
    host.disconnect();
    await turns();
    api.answer = serve;
    host.connect();
    await reach('choosing-plan');
    expect(host.states.some(({ phase }) => phase === 'unavailable')).to.equal(false);
  });

  it('continues in a page from the back/forward cache, and asks nothing in between', async () => {
    const pass = (type: 'pagehide' | 'pageshow', persisted: boolean): boolean =>
      window.dispatchEvent(new PageTransitionEvent(type, { persisted }));
    api.answer = hang;
    connect({ country: 'JPN' });
    await until(() => api.sent.length === 1);
    pass('pagehide', false);
    expect(aborted()).to.deep.equal([false]);
    pass('pagehide', true);
    await until(() => aborted()[0]);
    api.answer = serve;
    pass('pageshow', true);
    await reach('choosing-plan');
    const { length } = api.sent;
    pass('pageshow', true);
    await turns();
    expect(api.sent).to.have.length(length);
    expect(host.states.some(({ phase }) => phase === 'unavailable')).to.equal(false);
  });

  it('leaves its request alone when the element is only moved', async () => {
    let give: () => void = () => undefined;
    api.answer = async (request) => {
      await new Promise<void>((resolve) => {
        give = resolve;
      });
      return serve(request);
    };
    connect({ productId: 1 });
    await until(() => api.sent.length === 1);
    host.move();
    await turns();
    give();
    await reach('choosing-plan');
    expect(aborted()).to.deep.equal([false]);
  });
});
