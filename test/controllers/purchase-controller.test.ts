import { expect } from '@open-wc/testing';
import {
  PurchaseController,
  type PurchaseHost,
} from '../../src/controllers/purchase-controller.js';
import type { Client } from '../../src/core/client.js';
import type { CheckoutError } from '../../src/core/errors.js';
import { newRecord } from '../../src/core/purchase/record.js';
import { hang } from '../support/fake-api.js';
import { FakeHost } from '../support/fake-host.js';
import { plan } from '../support/samples.js';
import { SessionBrowser } from '../support/session-page.js';
import { turns, until } from '../support/until.js';
import { watchPage } from '../support/watch-page.js';

class Host extends FakeHost {
  customer = '';
  referencePrefix = '';
  client: Client | undefined;
  changes = 0;
  prepared = 0;
  readonly catalogueState = { phase: 'choosing-plan' } as const;
  readonly errors: string[] = [];
  readonly controller = new PurchaseController(this as unknown as PurchaseHost);
  override willUpdate = (): void => {
    this.controller.use(this.client);
  };
  prepare(): void {
    this.prepared += 1;
  }
  sessionChanged(): void {
    this.changes += 1;
  }
  report({ code }: CheckoutError): void {
    this.errors.push(code);
  }
}

describe('PurchaseController', () => {
  let browser: SessionBrowser;
  let host: Host;
  beforeEach(() => {
    browser = new SessionBrowser();
    host = new Host();
    host.client = browser.api.client();
  });
  afterEach(async () => {
    if (host.isConnected) host.disconnect();
    await turns();
  });
  const phase = (): string | undefined => host.controller.session?.state.phase;
  /** Opens a session that has sent its order and waits for the answer. */
  async function ordering(): Promise<void> {
    browser.api.answer = hang;
    host.connect();
    await until(() => host.controller.settled);
    void (await host.controller.ready())?.buy(plan());
    await until(() => browser.posts.length === 1);
  }
  const leaving = (): boolean => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return !event.defaultPrevented;
  };
  const transition = (type: 'pagehide' | 'pageshow', persisted: boolean): void => {
    window.dispatchEvent(new PageTransitionEvent(type, { persisted }));
  };
  async function stored(): Promise<void> {
    const { clock } = browser;
    const record = newRecord('left', plan(), clock.now());
    await browser.store({ ...record, phase: 'pending', orderId: 700, arrived: true });
    browser.place('left');
  }

  it('has no session for a customer without purchases until one is wanted', async () => {
    host.connect();
    await until(() => host.controller.settled);
    expect([host.controller.session, host.prepared]).to.deep.equal([undefined, 0]);
    const session = await host.controller.ready();
    expect(host.prepared).to.equal(1);
    expect(session).to.be.an('object');
    expect(session).to.equal(host.controller.session);
    expect(await host.controller.ready()).to.equal(session);
    expect(phase()).to.equal('choosing-plan');
  });

  it('continues stored purchases at once', async () => {
    await stored();
    host.connect();
    await until(() => phase() === 'delivered');
    expect(host.changes).to.be.greaterThan(0);
    expect(browser.posts).to.have.length(0);
  });

  it('continues stored purchases although the element was removed when its code arrived', async () => {
    await stored();
    host.connect();
    await Promise.resolve();
    host.disconnect();
    await turns(100);
    host.connect();
    await until(() => phase() === 'delivered');
  });

  it('has none without a client', async () => {
    host.client = undefined;
    host.connect();
    await turns();
    expect(await host.controller.ready()).to.equal(undefined);
    expect(host.errors).to.deep.equal([]);
  });

  it('ends one customer’s session before the next one’s', async () => {
    await stored();
    host.connect();
    await until(() => phase() === 'delivered');
    const former = host.controller.session;
    host.customer = 'bob';
    host.requestUpdate();
    await host.updateComplete;
    expect(host.controller.session).to.equal(undefined);
    await until(() => host.controller.settled);
    expect(await (await host.controller.ready())?.purchases()).to.deep.equal([]);
    const { changes } = host;
    former?.leave();
    expect(host.changes).to.equal(changes);
  });

  it('ends the request when the element is removed, and not before', async () => {
    await ordering();
    const { signal } = browser.posts[0]?.init ?? {};
    host.move();
    await turns();
    expect(signal?.aborted).to.equal(false);
    host.disconnect();
    await until(() => signal?.aborted);
    expect(host.errors).to.deep.equal([]);
  });

  it('goes on when the element is put back', async () => {
    await ordering();
    host.disconnect();
    await turns();
    const [reference = ''] = browser.posted;
    browser.place(reference);
    browser.api.answer = (request) => browser.answer(request);
    host.connect();
    await until(() => phase() === 'delivered');
    expect(browser.posts).to.have.length(1);
  });

  it('warns of leaving while an order is on its way, and only then', async () => {
    host.connect();
    expect(leaving()).to.equal(true);
    await ordering();
    expect(leaving()).to.equal(false);
    host.disconnect();
    await until(leaving);
  });

  it('warns of leaving during an order that is no longer on the screen', async () => {
    await ordering();
    host.controller.session?.leave();
    expect(leaving()).to.equal(false);
  });

  it('does not warn where another tab sends the order', async () => {
    const record = newRecord('theirs', plan(), browser.clock.now());
    await browser.store({ ...record, phase: 'ordering', step: 'posting' });
    const scope = JSON.stringify([host.client?.base, host.customer]);
    let done = (): void => undefined;
    let theirs: Promise<void> | undefined;
    await new Promise<void>((held) => {
      theirs = navigator.locks.request(`esim-checkout ${scope} theirs`, () => {
        held();
        return new Promise<void>((resolve) => {
          done = resolve;
        });
      });
    });
    host.connect();
    await until(() => phase() === 'ordering');
    expect(leaving()).to.equal(true);
    expect(browser.api.sent).to.have.length(0);
    host.disconnect();
    done();
    await theirs;
  });

  it('holds nothing in a page that may be frozen, and continues when it is shown again', async () => {
    await ordering();
    transition('pagehide', false);
    expect(browser.posts[0]?.init.signal?.aborted).to.equal(false);
    transition('pagehide', true);
    await until(() => browser.posts[0]?.init.signal?.aborted);
    browser.place(browser.posted[0] ?? '');
    browser.api.answer = (request) => browser.answer(request);
    transition('pageshow', true);
    await until(() => phase() === 'delivered');
    expect(browser.posts).to.have.length(1);
  });

  it('leaves nothing in use where the element is removed while its session starts', async () => {
    const watch = watchPage();
    const Channel = globalThis.BroadcastChannel;
    try {
      host.connect();
      await until(() => host.controller.settled);
      globalThis.BroadcastChannel = class extends Channel {
        constructor(name: string) {
          super(name);
          if (host.isConnected) host.disconnect();
        }
      };
      await host.controller.ready();
      expect(watch.inUse()).to.deep.equal([]);
      globalThis.BroadcastChannel = Channel;
      host.connect();
      await until(() => watch.inUse().some((use) => use.startsWith('channel')));
    } finally {
      globalThis.BroadcastChannel = Channel;
      watch.restore();
    }
  });

  it('listens to the page no longer than the element is in it', async () => {
    await ordering();
    host.disconnect();
    await turns();
    const { length } = browser.api.sent;
    transition('pageshow', true);
    await turns(50);
    expect(browser.api.sent).to.have.length(length);
  });
});
