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

  for (const [what, answer, came] of [
    ['nothing', undefined, 'is undefined'],
    ['null', null, 'is null'],
    ['a number', 7, 'is number'],
    ['an answer of fetch', new Response('{"token":"a"}'), 'is a Response: give its JSON'],
    ['an object', {}, 'has no text in access_token or token'],
    ['a list', [], 'has no text in access_token or token'],
    ['an empty text', '', 'has no text in access_token or token'],
    ['an empty token', { token: '' }, 'has no text in access_token or token'],
    ['two words', { token: 'a b' }, 'has a token with a prefix or another space in it'],
    ['a header’s value', 'bearer a', 'has a token with “Bearer” before it: leave that out'],
    ['a token with a line break', 'a\n', 'has a token with a line break in it'],
    ['JSON as text', '{"token":"a"}', 'has HTML or JSON where the token should be'],
    ['a page as text', '<!doctype html>', 'has HTML or JSON where the token should be'],
    ['letters beyond ASCII', 'tökén', 'has a token with a character that is not ASCII'],
  ] as const) {
    it(`finds no token in ${what}, and says so`, async () => {
      const source = new TokenSource(async () => answer as never, clock);
      const error = (await source.token().catch((thrown: unknown) => thrown)) as Error;
      expect(error).to.have.property('code', 'token-unavailable');
      expect(error.message).to.equal(`The token answer ${came}.`);
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
        // The API has refused nothing: a server that shares its login has no cause to renew that.
        expect(reasons).to.deep.equal(['initial', 'initial']);
      });
    }
  }

  describe('tells the host why it asks', () => {
    /** A source whose host gives these answers in turn, and the reasons that the host was told. */
    function asked(...answers: (string | Error | Promise<string>)[]): [TokenSource, string[]] {
      const reasons: string[] = [];
      const get: GetToken = async ({ reason }) => {
        reasons.push(reason);
        const answer = answers.shift() ?? new Error('There is no further answer.');
        if (answer instanceof Error) throw answer;
        return answer;
      };
      return [new TokenSource(get, clock), reasons];
    }

    it('initial where the time of the last one has passed', async () => {
      const reasons: string[] = [];
      const source = new TokenSource(async ({ reason }) => {
        reasons.push(reason);
        return { access_token: `t${reasons.length}`, expires_in: 3600 };
      }, clock);
      await source.token();
      clock.time += 120 * MINUTE;
      expect(await source.token()).to.equal('t2');
      expect(reasons).to.deep.equal(['initial', 'initial']);
    });

    it('expired where the last one was refused', async () => {
      const [source, reasons] = asked('a', 'b');
      source.reject(await source.token());
      expect(await source.token()).to.equal('b');
      expect(reasons).to.deep.equal(['initial', 'expired']);
    });

    it('expired until another token has come', async () => {
      const [source, reasons] = asked('a', new Error('down'), 'a', 'b');
      source.reject(await source.token());
      await source.token().catch(() => undefined);
      source.reject(await source.token());
      expect(await source.token()).to.equal('b');
      expect(reasons).to.deep.equal(['initial', 'expired', 'expired', 'expired']);
    });

    it('initial again after that', async () => {
      const reasons: string[] = [];
      const source = new TokenSource(async ({ reason }) => {
        reasons.push(reason);
        return { access_token: `t${reasons.length}`, expires_in: 3600 };
      }, clock);
      source.reject(await source.token());
      await source.token();
      clock.time += 120 * MINUTE;
      await source.token();
      expect(reasons).to.deep.equal(['initial', 'expired', 'initial']);
    });

    it('nothing of the refusal of a token that has been replaced', async () => {
      const [source, reasons] = asked('a', 'b');
      source.reject(await source.token());
      await source.token();
      source.reject('a');
      expect(await source.token()).to.equal('b');
      expect(reasons).to.deep.equal(['initial', 'expired']);
    });

    it('of a refusal during a renewal, with a request of its own', async () => {
      let give: (token: string) => void = () => undefined;
      const late = new Promise<string>((resolve) => {
        give = resolve;
      });
      const answers = [{ access_token: 'a', expires_in: 3600 }, late, 'b'];
      const reasons: string[] = [];
      const source = new TokenSource(async ({ reason }) => {
        reasons.push(reason);
        return answers.shift() as string;
      }, clock);
      await source.token();
      clock.time += 58 * MINUTE;
      const renewal = source.token();
      source.reject('a');
      const afterRefusal = source.token();
      // The server knew of no refusal: it gives the shared login's token once more.
      give('a');
      expect(await renewal).to.equal('a');
      expect(await afterRefusal).to.equal('b');
      expect(await source.token()).to.equal('b');
      expect(reasons).to.deep.equal(['initial', 'initial', 'expired']);
    });
  });

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
    expect(await error).to.include({
      code: 'token-unavailable',
      message: 'The token did not come within 10 seconds.',
    });
  });

  it('never repeats what a host’s error says', async () => {
    const source = new TokenSource(() => Promise.reject(new Error('secret')), clock);
    const error = (await source.token().catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).not.to.contain('secret');
  });
});
