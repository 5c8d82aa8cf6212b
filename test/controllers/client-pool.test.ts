import { expect } from '@open-wc/testing';
import {
  type ClientSource,
  type Lease,
  leaseClient,
  sharedStore,
} from '../../src/controllers/client-pool.js';
import { json } from '../support/fake-api.js';

const source = (changes: Partial<ClientSource> = {}): ClientSource => ({
  base: 'https://pool.example',
  getToken: undefined,
  tokenEndpoint: 'https://shop.example/token',
  tokenCredentials: 'same-origin',
  customer: '',
  ...changes,
});

describe('the pool of clients', () => {
  const held: Lease[] = [];
  function hold(changes?: Partial<ClientSource>): Lease {
    const lease = leaseClient(source(changes));
    lease.hold();
    held.push(lease);
    return lease;
  }
  const release = (lease: Lease): void => {
    held.splice(held.indexOf(lease), 1);
    lease.release();
  };
  afterEach(() => {
    for (const lease of held.splice(0)) lease.release();
  });
  const token = async (): Promise<string> => 'a';

  const links = (origin: string): NodeListOf<HTMLLinkElement> =>
    document.querySelectorAll(`link[rel=preconnect][href^="${origin}"]`);

  it('connects to an API of another origin ahead of its requests, once', () => {
    const base = 'https://ahead.example/octopus';
    release(hold({ base }));
    hold({ base: 'https://ahead.example/other' });
    const [link, ...more] = links('https://ahead.example');
    expect(link?.crossOrigin).to.equal('anonymous');
    expect(more).to.have.length(0);
  });

  it('has no need to where the API is on the page’s own origin', () => {
    hold({ base: `${location.origin}/octopus` });
    expect(links(location.origin)).to.have.length(0);
  });

  it('gives the same client to the same source', () => {
    expect(hold().client).to.equal(hold().client);
  });

  for (const [what, changes] of [
    ['base', { base: 'https://other.example' }],
    ['endpoint', { tokenEndpoint: 'https://shop.example/other' }],
    ['credentials', { tokenCredentials: 'include' }],
    ['customer', { customer: 'bob' }],
    ['function', { getToken: token }],
  ] as [string, Partial<ClientSource>][]) {
    it(`gives another to another ${what}`, () => {
      expect(hold(changes).client).not.to.equal(hold().client);
    });
  }

  it('uses only the function as the key, if there is one', () => {
    const first = hold({ getToken: token });
    const same = { getToken: token, tokenEndpoint: undefined, tokenCredentials: 'omit' } as const;
    expect(hold(same).client).to.equal(first.client);
    expect(hold({ getToken: async () => 'a' }).client).not.to.equal(first.client);
  });

  it('keeps a client until its last user releases it', () => {
    const [first, second] = [hold(), hold()];
    const { client } = first;
    release(first);
    expect(hold().client).to.equal(client);
    release(held[1] as Lease);
    release(second);
    expect(hold().client).not.to.equal(client);
  });

  it('shares nothing that nobody holds yet', () => {
    expect(leaseClient(source()).client).not.to.equal(leaseClient(source()).client);
  });

  it('accepts a new function from its only user', async () => {
    const asked: string[] = [];
    const give = (name: string) => async () => {
      asked.push(name);
      return name;
    };
    const second = give('second');
    const lease = hold({ getToken: give('first') });
    const { fetch } = globalThis;
    globalThis.fetch = async () => json({});
    try {
      expect(lease.renew(second)).to.equal(true);
      await lease.client.http.request('/x');
      expect(asked).to.deep.equal(['second']);
      expect(hold({ getToken: second }).client).to.equal(lease.client);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('accepts none from one of several users, nor if there was none before', () => {
    const first = hold({ getToken: token });
    hold({ getToken: token });
    expect(first.renew(async () => 'b')).to.equal(false);
    expect(hold().renew(token)).to.equal(false);
  });

  it('uses the page’s current fetch', async () => {
    const { fetch } = globalThis;
    const { client } = hold({ getToken: token });
    const seen: string[] = [];
    globalThis.fetch = async (url) => {
      seen.push(String(url));
      return json({});
    };
    try {
      await client.http.request('/x');
    } finally {
      globalThis.fetch = fetch;
    }
    expect(seen).to.deep.equal(['https://pool.example/x']);
  });

  it('has one connection to the database', () => {
    expect(sharedStore()).to.equal(sharedStore());
  });
});
