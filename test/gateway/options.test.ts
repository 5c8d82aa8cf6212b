import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createGateway, type GatewayOptions } from '../../src/gateway/index.js';
import { SECRET } from './world.js';

const sound: GatewayOptions = {
  account: { username: 'demo', password: 'demo-secret' },
  secret: SECRET,
  authenticate: () => 'ada',
  authorizeOrder: () => true,
};

describe('createGateway', () => {
  const refused: [string, Record<string, unknown>][] = [
    ['account', { account: undefined }],
    ['account', { account: { username: 'demo', password: '' } }],
    ['secret', { secret: undefined }],
    ['secret', { secret: '' }],
    ['secret', { secret: [] }],
    ['secret', { secret: 'x'.repeat(31) }],
    ['secret', { secret: [SECRET, 'short'] }],
    ['secret', { secret: [SECRET, 42] }],
    ['authenticate', { authenticate: undefined }],
    ['authorizeOrder', { authorizeOrder: undefined }],
    ['authorizeOrder', { authorizeOrder: true }],
    ['basePath', { basePath: 'esim' }],
    ['basePath', { basePath: '/esim/:any' }],
    ['basePath', { basePath: '/*' }],
    ['origin', { origin: 'shop.test' }],
    ['origins', { origins: ['*'] }],
    ['origins', { origins: ['null'] }],
    ['origins', { origins: ['https://shop.test/'] }],
    ['apiBase', { apiBase: '/octopus' }],
    ['apiBase', { apiBase: 'file:///etc' }],
    ['quota', { quota: { reads: 0 } }],
    ['quota', { quota: { orders: 1.5 } }],
    ['perCustomer', { perCustomer: { orders: Number.NaN } }],
  ];
  for (const [option, change] of refused) {
    it(`refuses ${JSON.stringify(change)} at the start and quotes nothing`, () => {
      assert.throws(
        () => createGateway({ ...sound, ...change } as GatewayOptions),
        (error: Error) =>
          error instanceof TypeError &&
          error.message.includes(`"${option}"`) &&
          !error.message.includes(SECRET) &&
          !error.message.includes('demo-secret'),
      );
    });
  }

  it('counts a secret in bytes, and takes a list of them', () => {
    createGateway({ ...sound, secret: 'é'.repeat(16) });
    createGateway({ ...sound, secret: [SECRET, 'x'.repeat(32)] });
  });

  it('answers below another path, or at the root', async () => {
    for (const [basePath, path] of [
      ['/shop/esim/', '/shop/esim/healthz'],
      ['/', '/healthz'],
      ['', '/healthz'],
    ] as const) {
      const gateway = createGateway({ ...sound, basePath });
      const ask = async (at: string) =>
        (await gateway.fetch(new Request(`https://shop.test${at}`))).status;
      assert.equal(await ask(path), 200, basePath);
      assert.equal(await ask('/esim/healthz'), 404, basePath);
    }
  });

  it('takes an optional option that is undefined, as an unset variable of the environment is', async () => {
    const unset = undefined as string | undefined;
    const gateway = createGateway({
      ...sound,
      basePath: unset,
      origin: unset,
      origins: undefined,
      apiBase: unset,
      quota: undefined,
      perCustomer: undefined,
      redis: undefined,
      fetch: undefined,
      clock: undefined,
      observe: undefined,
    });
    const { status } = await gateway.fetch(new Request('https://shop.test/esim/healthz'));
    assert.equal(status, 200);
  });
});
