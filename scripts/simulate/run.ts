import type { GatewayOptions } from '../../src/gateway/index.js';
import { type Scenario, seededRandom } from '../../src/sandbox/index.js';
import { Account, type Mode } from './account.js';
import { FastClock } from './clock.js';
import { type Plans, type Story, shop } from './shopper.js';

export const MINUTE = 60_000;
/** A full minute, so that the minutes of the API's quota are the simulation's. */
const START = Date.UTC(2026, 4, 1, 9);

export interface Crowd {
  mode: Mode;
  shoppers: number;
  /** When the `index`-th shopper comes, ms after the start. */
  comes(index: number): number;
  /** What each does. */
  plans(random: () => number): Plans;
  /** Ends then, ms after the start, or once everybody has been delivered. */
  until: number;
  /** Goes on to `until` after everybody has been delivered: installations are watched. */
  watch?: boolean;
  scenario?: Partial<Scenario>;
  gateway?: Partial<GatewayOptions>;
}

export interface Outcome {
  crowd: Crowd;
  start: number;
  /** When the simulation ended, epoch ms. */
  end: number;
  stories: Story[];
  /** When each order was debited, epoch ms, in order. */
  debits: number[];
  /** References that were debited more than once, and customers who were. */
  doubles: number;
  atApi: Map<string, number>;
}

/** Installs after 1 to 10 minutes, or, three in ten, not while the page is open. */
export const usually =
  (thinksFor: number) =>
  (random: () => number): Plans => ({
    thinksFor,
    installsAfter: random() < 0.3 ? undefined : MINUTE * (1 + 9 * random()),
  });

/** Lets a crowd shop at one account. */
export async function simulate(crowd: Crowd): Promise<Outcome> {
  const clock = new FastClock(START);
  const account = new Account(crowd.mode, clock, crowd.scenario, crowd.gateway);
  const random = seededRandom(3);
  const stories: Story[] = [];
  for (let index = 0; index < crowd.shoppers; index += 1) {
    const name = `shopper-${index}`;
    const plans = crowd.plans(random);
    clock.setTimeout(
      () => stories.push(shop(account, clock, name, random, plans)),
      crowd.comes(index),
    );
  }
  const isServed = (): boolean =>
    stories.length === crowd.shoppers && stories.every(({ delivered }) => delivered !== undefined);
  await clock.run(START + crowd.until, () => crowd.watch !== true && isServed());
  const { sandbox, atApi } = account;
  const debits = sandbox.ledger().filter(({ kind }) => kind === 'debit');
  const buyers = debits.map(({ clientReference }) => customerOf(clientReference ?? ''));
  const outcome = {
    crowd,
    start: START,
    end: clock.now(),
    stories,
    debits: debits.map(({ at }) => Date.parse(at)).sort((a, b) => a - b),
    doubles: buyers.length - new Set(buyers).size,
    atApi,
  };
  sandbox.close();
  return outcome;
}

/** Each customer buys once, so a second debit of a customer is a double one, whatever its reference. */
const customerOf = (reference: string): string =>
  /shopper-\d+/.exec(reference)?.[0] ?? `unknown ${reference}`;
