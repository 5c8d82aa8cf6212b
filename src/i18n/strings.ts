import type { CardStrings } from './card-strings.js';

export type { CardStrings };

/** What is needed until the plans are on screen. English is always loaded: keep it lean. */
export interface ChoosingStrings {
  /** Announced while the catalogue loads. */
  loading: string;
  /** Heading and label of the destination search. */
  whereTo: string;
  searchPlaceholder: string;
  countries: string;
  regions: string;
  /** The name of the destination `GLO`. */
  worldwide: string;
  /** Announced as the search narrows. */
  matches(count: number): string;
  /** Under a list that was cut: how many more match. */
  keepTyping(more: number): string;
  noMatch(query: string): string;
  changeDestination: string;
  /** Heading over the plans. */
  plansFor(destination: string): string;
  /** Legend of the plans where no destination is known. */
  plans: string;
  /** @param duration e.g. "30 days" */
  validity(duration: string): string;
  /** @param price e.g. "$1.20" */
  perGb(price: string): string;
  bestValue: string;
  /** The button before a plan is chosen. */
  choosePlan: string;
  buy(price: string, destination: string | undefined): string;
  /** The button while a purchase is being started. */
  busy: string;
  deviceTitle: string;
  deviceNote: string;
  validityTitle: string;
  validityNote: string;
  refundTitle: string;
  refundNote: string;
  /** A part of the element could not be loaded. */
  loadFailed: string;
  retry: string;
}

/** Everything after Buy, what is shown when the plans cannot be, and the list of purchases. */
export interface OrderStrings {
  /** Each phase has a heading, and under it what happened, whether money is affected and what to do. */
  authorizing: string;
  authorizingNote: string;
  ordering: string;
  orderingNote: string;
  /** In its place while nothing has been sent. */
  orderingUnsentNote: string;
  pending: string;
  pendingNote: string;
  overdue: string;
  overdueNote: string;
  processing: string;
  processingNote: string;
  delivered: string;
  deliveredNote: string;
  installed: string;
  installedNote: string;
  expired: string;
  expiredNote: string;
  failed: string;
  failedNote: string;
  /** Failed because the plan is gone: the heading. */
  planGone: string;
  /** Refused before anything was debited. */
  notOrdered: string;
  cancelled: string;
  cancelledNote: string;
  unconfirmed: string;
  unconfirmedNote: string;
  /** Not installed a week on, though validity has started. */
  late: string;
  lateNote: string;
  /** The last check of the order got no answer. */
  unreachable: string;
  /** Nothing can be saved on this device, and the order is still under way. */
  unsaved: string;
  /** @param time e.g. "2 min, 5 sec" */
  elapsed(time: string): string;
  /** Label of the API's own words. */
  reason: string;
  orderNumber: string;
  reference: string;
  iccid: string;
  requestId: string;
  copy: string;
  copied: string;
  copyFailed: string;
  cancel: string;
  checkAgain: string;
  choosePlans: string;
  buyAgain: string;
  /** Beside an order: the way to buy one more. */
  buyAnother: string;
  support: string;
  /** Headings and texts by what went wrong; each says that nothing was charged. */
  offline: string;
  offlineNote: string;
  trouble: string;
  troubleNote: string;
  crowded: string;
  crowdedNote: string;
  closed: string;
  closedNote: string;
  /** Above the plans: the host's payment step failed or was declined. */
  notPaid: string;
  noPlans: string;
  noPlansNote: string;
  yourEsims: string;
  open: string;
  refresh: string;
  remove: string;
  /** Name of a button in the list. @param action e.g. "Open" @param plan e.g. "Japan, 1 GB" */
  actionOn(action: string, plan: string): string;
  removeQuestion: string;
  /** Added where the eSIM is not installed yet. */
  removeLoss: string;
  removeYes: string;
  removeNo: string;
  /** A purchase in the list, in a word or two. */
  isWaiting: string;
  isReady: string;
  isInstalled: string;
  isExpired: string;
  isFailed: string;
  isCancelled: string;
  isUnconfirmed: string;
}

/** Every text the elements show. A language file exports one complete `strings`. */
export interface Strings extends ChoosingStrings, OrderStrings, CardStrings {}
