import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { OrdersApi } from '../../../src/core/api/orders.js';
import { Catalogue } from '../../../src/core/catalogue.js';
import { CheckoutError } from '../../../src/core/errors.js';
import { openStore } from '../../../src/core/storage.js';
import { FakeApi } from '../../support/fake-api.js';
import { FakeClock } from '../../support/fake-clock.js';
import {
  answers,
  listOf,
  order,
  product,
  productWith,
  tokenAnswer,
  variant,
} from '../../support/fuzz.js';
import { plan } from '../../support/samples.js';

/** Seven calls, 10,500 bodies. */
const RUNS = 1500;
const SEED = 20_260_501;
const signal = new AbortController().signal;
const clock = new FakeClock();
const store = openStore(undefined, clock);

interface Clients {
  orders: OrdersApi;
  catalogue: Catalogue;
}

const ORDER = { plan: plan(), reference: 'r' };

const fuzzedOrder = answers(order);
const CALLS: [
  name: string,
  answer: fc.Arbitrary<Response>,
  call: (clients: Clients) => Promise<unknown>,
][] = [
  ['products', answers(listOf(product)), ({ catalogue }) => catalogue.products('JPN', signal)],
  [
    'a product',
    answers(productWith(fc.constant(1))),
    ({ catalogue }) => catalogue.product(1, signal),
  ],
  ['POST of an order', fuzzedOrder, ({ orders }) => orders.place(ORDER, signal)],
  ['an order', fuzzedOrder, ({ orders }) => orders.read(7, 'r', signal)],
  ['orders by reference', answers(listOf(order)), ({ orders }) => orders.find('r', signal)],
];

/** A value, or a CheckoutError. Anything else fails the test. */
async function outcome(promise: Promise<unknown>): Promise<'value' | 'error'> {
  try {
    await promise;
    return 'value';
  } catch (error) {
    if (error instanceof CheckoutError) return 'error';
    throw error;
  }
}

describe('fuzzed answers of the API', function () {
  this.timeout(120_000);

  function clients(answer: (path: string) => Response): Clients {
    const api = new FakeApi({ clock });
    let sent = 0;
    api.answer = ({ path }) => {
      sent += 1;
      if (sent > 500) throw new Error('It asks without end.');
      return answer(path);
    };
    return {
      orders: new OrdersApi(api.http),
      catalogue: new Catalogue(api.http, store, clock, 'https://api.example'),
    };
  }

  async function check<T>(
    answer: fc.Arbitrary<T>,
    call: (given: T) => Promise<unknown>,
  ): Promise<void> {
    const seen = { value: 0, error: 0 };
    await fc.assert(
      fc.asyncProperty(answer, async (given) => {
        seen[await outcome(call(given))] += 1;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // The fuzz must produce both valid and invalid answers.
    expect(seen.value).to.be.greaterThan(RUNS / 20);
    expect(seen.error).to.be.greaterThan(RUNS / 20);
  }

  for (const [name, answer, call] of CALLS) {
    it(`to ${name} end in a value or a CheckoutError`, () =>
      check(answer, (given) => call(clients(() => given.clone()))));
  }

  it('to variants end in a value or a CheckoutError', () =>
    check(answers(listOf(variant)), (given) => {
      const bare = '{"id":1,"name":"a","country_code":"JPN"}';
      const { catalogue } = clients((path) =>
        path.endsWith('/variants') ? given.clone() : new Response(bare),
      );
      return catalogue.product(1, signal);
    }));

  it('to the token request end in a value or a CheckoutError', () =>
    check(tokenAnswer, (given) => {
      const api = new FakeApi({ clock, getToken: async () => given as never });
      api.answer = () => new Response('{"data":[]}');
      return new OrdersApi(api.http).find('r', signal);
    }));
});
