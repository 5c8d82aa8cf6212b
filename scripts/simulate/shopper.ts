import { OrdersApi } from '../../src/core/api/orders.js';
import { tokenEndpoint } from '../../src/core/api/token-endpoint.js';
import { Client } from '../../src/core/client.js';
import { type CheckoutError, toCheckoutError } from '../../src/core/errors.js';
import { Journal } from '../../src/core/purchase/journal.js';
import { PurchaseSession } from '../../src/core/purchase/session.js';
import { sleep } from '../../src/core/sleep.js';
import type { Phase } from '../../src/core/types.js';
import { Disk } from '../../test/faults/disk.js';
import type { Account } from './account.js';
import type { FastClock } from './clock.js';

/** What one customer does on the shop's page. All times are ms. */
export interface Plans {
  /** Between seeing the plans and buying. */
  thinksFor: number;
  /** Between delivery and installation; `undefined`: not while the page is open. */
  installsAfter: number | undefined;
}

/** What became of a shopper. Times are epoch ms. */
export interface Story {
  customer: string;
  came: number;
  /** The plans were on the screen. */
  chose?: number;
  bought?: number;
  delivered?: number;
  /** The eSIM was installed; when the page showed it. */
  installed?: number;
  seenInstalled?: number;
  /** Every phase the page was in. */
  phases: Set<Phase>;
  /** 429s that the page got, by what it asked for. */
  turnedAway: Map<string, number>;
  /** The first of them. */
  firstTurnedAway?: number;
}

/**
 * One customer with the page open and in view all the time, which asks for the most. The client and the purchase
 * session are the element's own.
 */
export function shop(
  account: Account,
  clock: FastClock,
  customer: string,
  random: () => number,
  plans: Plans,
): Story {
  const story: Story = {
    customer,
    came: clock.now(),
    phases: new Set(),
    turnedAway: new Map(),
  };
  const fetch = counted(account.fetchOf(customer), story, clock);
  const { base } = account;
  const store = new Disk().open(() => true);
  const getToken = tokenEndpoint(account.tokenUrl, 'same-origin', fetch, clock);
  const client = new Client({ base, getToken, fetch, clock, store });
  let references = 0;
  const session = new PurchaseSession({
    clock,
    random,
    sender: 1,
    journal: new Journal({
      store,
      base,
      customer,
      onTrouble: () => undefined,
      onUnreadable: () => undefined,
    }),
    orders: new OrdersApi(client.http),
    locks: { run: (_name, _signal, task) => task() },
    channel: { post: () => undefined, listen: () => () => undefined },
    activity: { active: () => true, subscribe: () => () => undefined },
    scope: customer,
    newReference: () => {
      references += 1;
      return `${customer}-${references}`;
    },
    hostReady: () => undefined,
    authorize: async ({ reference }) => {
      account.pay(customer, reference);
      return { seal: () => undefined };
    },
    announce: (milestone, { orderId }) => {
      if (milestone === 'installed') story.seenInstalled = clock.now();
      if (milestone !== 'delivered') return;
      story.delivered = clock.now();
      const { installsAfter } = plans;
      if (installsAfter === undefined || orderId === undefined) return;
      clock.setTimeout(() => {
        story.installed = clock.now();
        account.sandbox.control.install(orderId);
      }, installsAfter);
    },
    trouble: () => undefined,
  });
  session.subscribe(() => story.phases.add(session.state.phase));
  void visit(client, session, clock, story, plans);
  return story;
}

async function visit(
  client: Client,
  session: PurchaseSession,
  clock: FastClock,
  story: Story,
  { thinksFor }: Plans,
): Promise<void> {
  const { signal } = new AbortController();
  await session.start();
  session.choose({ phase: 'loading' });
  const products = await patiently(clock, () => client.catalogue.products('JPN', signal));
  const { id } = products[0] as { id: number };
  const { plans } = await patiently(clock, () => client.catalogue.product(id, signal));
  session.choose({ phase: 'choosing-plan' });
  story.chose = clock.now();
  await sleep(clock, thinksFor, signal);
  story.bought = clock.now();
  const [plan] = plans;
  if (plan) await session.buy(plan);
}

/** As the element does: again by itself when `Retry-After` has passed, and not for anything else. */
async function patiently<T>(clock: FastClock, ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      const error: CheckoutError = toCheckoutError(thrown);
      const { retryAfterMs } = error.facts;
      if (retryAfterMs === undefined) throw error;
      await sleep(clock, retryAfterMs, new AbortController().signal);
    }
  }
}

function counted(
  fetch: typeof globalThis.fetch,
  story: Story,
  clock: FastClock,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.status === 429) {
      story.firstTurnedAway ??= clock.now();
      const kind = kindOf(String(input), init?.method ?? 'GET');
      story.turnedAway.set(kind, (story.turnedAway.get(kind) ?? 0) + 1);
    }
    return response;
  };
}

const kindOf = (url: string, method: string): string => {
  if (method === 'POST') return url.includes('/orders') ? 'order' : 'token';
  if (url.includes('/products')) return 'catalogue';
  return url.includes('client_reference') ? 'look-up' : 'watch';
};
