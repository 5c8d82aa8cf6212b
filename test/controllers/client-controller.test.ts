import { expect } from '@open-wc/testing';
import { ClientController, type ClientHost } from '../../src/controllers/client-controller.js';
import type { Client } from '../../src/core/client.js';
import { FakeHost } from '../support/fake-host.js';

class Host extends FakeHost {
  apiBase = 'https://controller.example';
  getToken: ClientHost['getToken'];
  tokenEndpoint: string | undefined = '/esim/token';
  tokenCredentials: RequestCredentials = 'same-origin';
  productId: number | undefined;
  referencePrefix = '';
  readonly controller = new ClientController(this as unknown as ClientHost);
  override willUpdate = (): void => this.controller.refresh();

  /** The client after an update with these changes. */
  async with(changes: Partial<Host> = {}): Promise<Client | undefined> {
    Object.assign(this, changes);
    this.requestUpdate();
    await this.updateComplete;
    return this.controller.client;
  }
}

describe('ClientController', () => {
  const hosts: Host[] = [];
  function host(changes: Partial<Host> = {}): Host {
    const made = Object.assign(new Host(), changes);
    hosts.push(made);
    made.connect();
    return made;
  }
  afterEach(() => {
    for (const made of hosts.splice(0)) if (made.isConnected) made.disconnect();
  });

  it('has the same client as another element with the same attributes', async () => {
    expect(await host().with()).to.be.ok.and.equal(await host().with());
  });

  it('resolves the base against the page, and takes slashes off its end', async () => {
    const client = await host().with({ apiBase: 'octopus//' });
    expect(client?.base).to.equal(new URL('octopus', document.baseURI).href);
    expect(await host().with({ apiBase: new URL('octopus/', document.baseURI).href })).to.equal(
      client,
    );
  });

  it('resolves the endpoint likewise', async () => {
    const whole = new URL('/esim/token', document.baseURI).href;
    expect(await host().with({ tokenEndpoint: whole })).to.equal(await host().with());
  });

  it('has another client once an attribute names another', async () => {
    const one = host();
    const before = await one.with();
    const after = await one.with({ apiBase: 'https://elsewhere.example' });
    expect(after?.base).to.equal('https://elsewhere.example');
    expect(after).not.to.equal(before);
    expect(await one.with()).to.equal(after);
  });

  it('releases a client that its attributes no longer name', async () => {
    const one = host();
    const former = await one.with();
    await one.with({ apiBase: 'https://elsewhere.example' });
    expect(await host().with()).not.to.equal(former);
  });

  it('releases it when the element is removed', async () => {
    const one = host();
    const former = await one.with();
    one.disconnect();
    await Promise.resolve();
    expect(await host().with()).not.to.equal(former);
  });

  it('keeps it when the element is only moved, and holds it once', async () => {
    const one = host();
    const former = await one.with();
    for (let turn = 0; turn < 3; turn += 1) one.move();
    expect(await host().with()).to.equal(former);
    for (const each of hosts) each.disconnect();
    await Promise.resolve();
    expect(await host().with()).not.to.equal(former);
  });

  it('holds it again when the element is put back', async () => {
    const one = host();
    const former = await one.with();
    one.disconnect();
    await Promise.resolve();
    one.connect();
    expect(await one.with()).to.equal(former);
    expect(await host().with()).to.equal(former);
  });

  it('has a client again when the mistake is fixed', async () => {
    const one = host({ tokenEndpoint: undefined });
    expect(await one.with()).to.equal(undefined);
    expect(one.controller.problem).to.include({ code: 'configuration', retriable: false });
    expect(await one.with({ tokenEndpoint: '/esim/token' })).to.be.ok;
    expect(one.controller.problem).to.equal(undefined);
    expect(await one.with({ productId: Number.NaN })).to.equal(undefined);
    expect(await one.with({ productId: 7 })).to.be.ok;
  });

  for (const apiBase of ['', 'ftp://a.example', 'javascript:alert(1)', 'https://', '//']) {
    it(`reads ${JSON.stringify(apiBase)} as a URL`, async () => {
      const one = host();
      const client = await one.with({ apiBase });
      // An empty base means the page’s own address. The other values are no URLs.
      if (apiBase === '') expect(client?.base).to.match(/^https?:/);
      else expect(one.controller.problem?.message).to.contain('api-base');
    });
  }
});
