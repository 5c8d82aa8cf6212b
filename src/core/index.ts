export { Http } from './api/http.js';
export { OrdersApi } from './api/orders.js';
export type { ProductPlans } from './api/products.js';
export {
  type GetToken,
  type TokenRequest,
  type TokenResponse,
  TokenSource,
} from './api/token.js';
export { tokenEndpoint } from './api/token-endpoint.js';
export { Catalogue } from './catalogue.js';
export { Client, type ClientOptions } from './client.js';
export { type Clock, systemClock } from './clock.js';
export { CheckoutError, type ErrorFacts, type Outcome } from './errors.js';
export {
  type ActivationCode,
  type InstallPlatform,
  type IosInstall,
  installLink,
  parseActivationCode,
} from './lpa.js';
export type { Activity } from './polling/poller.js';
export type {
  Channel,
  Consent,
  Environment,
  Locks,
  Message,
  Milestone,
  Offer,
} from './purchase/environment.js';
export { Journal, type JournalOptions } from './purchase/journal.js';
export { type MachineEvent, type State, transition } from './purchase/machine.js';
export { toPurchase } from './purchase/purchase.js';
export type { PurchaseRecord } from './purchase/record.js';
export { PurchaseSession } from './purchase/session.js';
export { openStore } from './storage.js';
export type {
  ChoosingPhase,
  ErrorCode,
  Failure,
  Money,
  Phase,
  Plan,
  Product,
  Purchase,
  PurchasePhase,
} from './types.js';
