import type { Catalogue } from './catalogue/catalogue.js';
import type { SandboxClock } from './clock.js';
import type { Random, SandboxStore, Scenario } from './types.js';
import type { Wallet } from './wallet.js';

/** What placing an order and fulfilling it work with. */
export interface OrderContext {
  clock: SandboxClock;
  random: Random;
  store: SandboxStore;
  wallet: Wallet;
  scenario: () => Scenario;
  catalogue: () => Catalogue;
}
