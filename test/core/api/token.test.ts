import { expect } from '@open-wc/testing';
import { type GetToken, TokenSource } from '../../../src/core/api/token.js';
import { FakeClock } from '../../support/fake-clock.js';

const MINUTE = 60_000;

describe('TokenSource', () => {
  const clock = new FakeClock();
  const jwt = (exp: number): string => `x.${btoa(JSON.stringify({ exp }))}.y`;
  const iso = (ms: number): string => new Date(clock.now() + ms).toISOString();

  for (const [what, answer, token] of [
    ['the API’s own names', { access_token: 'a', access_expires_at: iso(60 * MINUTE) }, 'a'],
    ['the same inside data', { success: true, data: { access_token: 'b' } }, 'b'],
    ['OAuth 2', { access_token: 'c', token_type: 'Bearer', expires_in: 3600 }, 'c'],
    ['token', { token: 'd' }, 'd'],
    ['a bare string', 'e', 'e'],
  ] as const) {
    it(`understands ${what}`, async () => {
      const source = new TokenSource(async () => answer as never, clock);
      expect(await source.token()).to.equal(token);
    });
  }

  for (const answer of [undefined, null, {}, { token: '' }, { token: 'a b' }, [], 7]) {
    it(`finds no token in ${JSON.stringify(answer)}`, async () => {
      const source = new TokenSource(async () => answer as never, clock);
      const error = await source.token().catch((thrown: unknown) => thrown);
      expect(error).to.have.property('code', 'token-unavailable');
    });
  }

  it('asks once however many need it', async () => {
    let asked = 0;
    const source = new TokenSource(async () => {
      asked += 1;
      return 't';
    }, clock);
    await Promise.all([source.token(), source.token(), source.token()]);
    await source.token();
    expect(asked).to.equal(1);
  });

  for (const [what, life, renewed] of [
    ['5 minutes before an hour is over', 60 * MINUTE, 55 * MINUTE],
    ['at 80 % of a shorter life', 10 * MINUTE, 8 * MINUTE],
  ] as const) {
    for (const [shape, answer] of [
      ['expires_in', () => ({ access_token: 't', expires_in: life / 1000 })],
      ['a JWT', () => ({ token: jwt((clock.now() + life) / 1000) })],
    ] as const) {
      it(`renews ${what}, told by ${shape}`, async () => {
        const reasons: string[] = [];
        const get: GetToken = async ({ reason }) => {
          reasons.push(reason);
          return answer();
        };
        const source = new TokenSource(get, clock);
        await source.token();
        clock.time += renewed - 1000;
        await source.token();
        expect(reasons).to.deep.equal(['initial']);
        clock.time += 2000;
        await source.token();
        expect(reasons).to.deep.equal(['initial', 'expired']);
      });
    }
  }

  it('asks once where the device’s clock is further ahead than a token lives', async () => {
    let asked = 0;
    const expires = new Date(clock.now() - 3_600_000).toISOString();
    const source = new TokenSource(async () => {
      asked += 1;
      return { access_token: `t${asked}`, access_expires_at: expires };
    }, clock);
    for (let i = 0; i < 3; i += 1) expect(await source.token()).to.equal('t1');
    source.reject('t1');
    expect(await source.token()).to.equal('t2');
  });

  it('ends its request when nobody needs the token, and begins another for who asks then', async () => {
    const signals: AbortSignal[] = [];
    const source = new TokenSource(({ signal }) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => undefined) : Promise.resolve('t');
    }, clock);
    const first = source.token().catch((thrown: unknown) => thrown);
    source.stop();
    const second = source.token();
    expect(await first).to.have.property('code', 'token-unavailable');
    expect(await second).to.equal('t');
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true, false]);
    expect(await source.token()).to.equal('t');
    expect(signals.length).to.equal(2);
  });

  it('gives up on an endpoint that hangs', async () => {
    const source = new TokenSource(() => new Promise(() => undefined), clock);
    const error = source.token().catch((thrown: unknown) => thrown);
    await clock.pass(15_000);
    expect(await error).to.have.property('code', 'token-unavailable');
  });

  it('never repeats what a host’s error says', async () => {
    const source = new TokenSource(() => Promise.reject(new Error('secret')), clock);
    const error = (await source.token().catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).not.to.contain('secret');
  });
});
