export type { GetToken, TokenRequest, TokenResponse } from './core/api/token.js';
export type { InstallPlatform, IosInstall } from './core/lpa.js';
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
} from './core/types.js';
export { EsimActivationCard } from './elements/esim-activation-card/esim-activation-card.js';
export type { CheckoutState } from './elements/esim-checkout/checkout-state.js';
export type { Diagnostics } from './elements/esim-checkout/diagnostics.js';
export { EsimCheckout } from './elements/esim-checkout/esim-checkout.js';
export {
  EsimOrderStatus,
  type StatusError,
} from './elements/esim-order-status/esim-order-status.js';
export { EsimPlanPicker } from './elements/esim-plan-picker/esim-plan-picker.js';
export * from './events.js';
export type { Languages } from './i18n/languages.js';
export type { Strings } from './i18n/strings.js';
