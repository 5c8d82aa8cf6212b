import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { Phase } from '../../src/core/types.js';
import '../../src/define.js';
import { answers, listOf, orderFor, product, productWith } from '../support/fuzz.js';
import { plan } from '../support/samples.js';
import { textOf } from '../support/shop.js';

const MOUNTS = 250;
const SEED = 20_260_501;

/** Statuses of an order, except `FAILED`, because that is a failure. */
const order = orderFor(
  '*',
  [...Array(4).fill('DELIVERED'), 'PENDING', 'CANCELLED', 'ON_HOLD', 'FAILED?', ''],
  ['id', 'status', 'activation_code'],
);

const OWNED: Phase[] = ['delivered', 'installed', 'expired'];

/** A placeholder for the requested id. */
const ASKED = 7_777_777;

interface World {
  list: Response;
  detail: Response;
  posted: Response;
  found: Response;
  read: Response;
  country: string;
}

const world: fc.Arbitrary<World> = fc.record({
  list: answers(listOf(product)),
  detail: answers(productWith(fc.constant(ASKED))),
  posted: answers(order, [200, 200, 200, 201, 400, 403, 429, 500]),
  found: answers(listOf(order)),
  read: answers(order),
  country: fc.constantFrom('', 'JPN'),
});

/** Whether it happens within some frames. */
async function soon(done: () => boolean, frames = 600): Promise<boolean> {
  for (let frame = 0; frame < frames && !done(); frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return done();
}

describe('<esim-checkout> and fuzzed answers', function () {
  this.timeout(200_000);
  const { fetch } = globalThis;
  const rejections: unknown[] = [];
  const rejected = (event: PromiseRejectionEvent): unknown => rejections.push(event.reason);
  before(() => window.addEventListener('unhandledrejection', rejected));
  after(() => {
    window.removeEventListener('unhandledrejection', rejected);
    globalThis.fetch = fetch;
  });

  let mounts = 0;
  const reached = { placed: 0, refused: 0, owned: 0, choosing: 0, unavailable: 0 };

  async function mount(given: World): Promise<void> {
    mounts += 1;
    let posts = 0;
    globalThis.fetch = async (input, init) => {
      const { pathname, search } = new URL(String(input), document.baseURI);
      if (pathname === '/esim/token') return new Response('{"token":"t"}');
      if (init?.method === 'POST') {
        posts += 1;
        // The element makes the reference. A star in the fuzz stands for it.
        const { client_reference } = JSON.parse(String(init.body));
        const { status, headers } = given.posted;
        const text = await given.posted.clone().text();
        return new Response(text.replace('"*"', `"${client_reference}"`), { status, headers });
      }
      if (search.includes('client_reference')) return given.found.clone();
      if (pathname.includes('/orders/')) return given.read.clone();
      const id = /products\/(\d+)/.exec(pathname)?.[1];
      if (id === undefined) return given.list.clone();
      const { status, headers } = given.detail;
      const text = await given.detail.clone().text();
      return new Response(text.replace(String(ASKED), id), { status, headers });
    };
    const element = document.createElement('esim-checkout');
    const phases: Phase[] = [];
    element.addEventListener('esim-state-change', ({ detail }) => phases.push(detail.phase));
    Object.assign(element, {
      tokenEndpoint: '/esim/token',
      apiBase: `/fuzz-${Date.now()}-${mounts}`,
      country: given.country || undefined,
    });
    document.body.append(element);
    try {
      // The first mount also fetches the element's chunks.
      await soon(() => element.state.phase !== 'loading', mounts === 1 ? 600 : 60);
      expect(await soon(() => textOf(element) !== ''), 'shows something to choose').to.equal(true);
      const { phase } = element.state;
      if (phase !== 'loading') reached[phase === 'unavailable' ? 'unavailable' : 'choosing'] += 1;
      void element.buy(plan());
      expect(await soon(() => posts > 0), 'sends the order').to.equal(true);
      await soon(() => !['authorizing', 'ordering'].includes(element.state.phase), 15);
      expect(await soon(() => textOf(element) !== ''), 'shows the order').to.equal(true);
      if (given.posted.ok) {
        reached.placed += 1;
        expect(phases, 'after a 2xx').not.to.include('failed');
      } else reached.refused += 1;
      if (phases.some((each) => OWNED.includes(each))) reached.owned += 1;
    } finally {
      element.remove();
    }
    expect(rejections).to.deep.equal([]);
  }

  it(`is never blank, never fails after a 2xx, rejects nothing (${MOUNTS} mounts)`, async () => {
    await fc.assert(fc.asyncProperty(world, mount), {
      numRuns: MOUNTS,
      seed: SEED,
      endOnFailure: true,
    });
    // Every path was taken often enough for a meaningful result.
    for (const [way, count] of Object.entries(reached)) {
      expect(count, way).to.be.greaterThan(MOUNTS / 25);
    }
  });
});
