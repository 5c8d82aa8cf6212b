import type {
  EsimBeforeOrderEvent,
  EsimBuyAgainRequestEvent,
  EsimChooseAnotherRequestEvent,
  EsimDeliveredEvent,
  EsimExpiredEvent,
  EsimInstalledEvent,
  EsimInstallStartEvent,
  EsimOrderFailedEvent,
  EsimOrderPendingEvent,
  EsimOrderPlacedEvent,
  EsimRefreshRequestEvent,
  EsimRetryRequestEvent,
} from './events/order-events.js';
import type {
  EsimBuyRequestEvent,
  EsimErrorEvent,
  EsimPlanSelectEvent,
  EsimStateChangeEvent,
} from './events/shop-events.js';

export * from './events/order-events.js';
export * from './events/shop-events.js';

declare global {
  // The events bubble: so their types hold on `document` and `window` too.
  interface GlobalEventHandlersEventMap {
    'esim-plan-select': EsimPlanSelectEvent;
    'esim-before-order': EsimBeforeOrderEvent;
    'esim-order-placed': EsimOrderPlacedEvent;
    'esim-order-pending': EsimOrderPendingEvent;
    'esim-delivered': EsimDeliveredEvent;
    'esim-order-failed': EsimOrderFailedEvent;
    'esim-installed': EsimInstalledEvent;
    'esim-expired': EsimExpiredEvent;
    'esim-install-start': EsimInstallStartEvent;
    'esim-error': EsimErrorEvent;
    'esim-state-change': EsimStateChangeEvent;
    'esim-buy-request': EsimBuyRequestEvent;
    'esim-refresh-request': EsimRefreshRequestEvent;
    'esim-retry-request': EsimRetryRequestEvent;
    'esim-choose-another-request': EsimChooseAnotherRequestEvent;
    'esim-buy-again-request': EsimBuyAgainRequestEvent;
  }
}
