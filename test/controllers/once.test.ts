import { expect } from '@open-wc/testing';
import { once, part } from '../../src/controllers/once.js';

/** A module that the server returns after so many failed requests. */
const module = (failures: number): string =>
  `${location.origin}/fails/${failures}/${crypto.randomUUID()}.js`;

describe('once', () => {
  it('fetches for all who ask, and answers before the next frame', async () => {
    let fetched = 0;
    const load = once(async () => {
      fetched += 1;
      return 'module';
    });
    expect(await Promise.all([load(), load()])).to.deep.equal(['module', 'module']);
    expect(fetched).to.equal(1);
  });

  it('rejects where it cannot be fetched, and fetches anew when asked again', async () => {
    const answers = [Promise.reject(new Error('no network')), Promise.resolve('module')];
    const load = once(() => answers.shift() ?? Promise.reject(new Error('once too often')));
    const failure = await load().catch((error) => error.message);
    expect([failure, await load(), await load()]).to.deep.equal(['no network', 'module', 'module']);
  });
});

describe('part', () => {
  for (const failures of [1, 2, 3])
    it(`gets a module in the end that failed to arrive ${failures} times, in every browser`, async () => {
      const address = module(failures);
      const load = part<{ there: boolean }>(() => import(address));
      let there: boolean | undefined;
      for (let attempt = 0; attempt <= failures && !there; attempt += 1) {
        ({ there } = await load().catch(() => ({ there: undefined })));
      }
      expect(there).to.equal(true);
    });

  it('gets a module from no other URL in a page that has hashes of modules', async () => {
    const map = document.createElement('script');
    map.type = 'importmap';
    map.textContent = '{"integrity":{}}';
    document.head.append(map);
    const address = module(1);
    const load = part<{ there: boolean }>(() => import(address));
    const isRefused = await load().then(
      () => false,
      () => true,
    );
    map.remove();
    expect(isRefused).to.equal(true);
  });
});
