import type { CardStrings } from './card-strings.js';

export type { CardStrings };

/** The texts until the plans are on screen. English is always loaded, so keep it short. */
export interface ChoosingStrings {
  /** Read out by screen readers while the catalogue loads. */
  loading: string;
  /** Heading and label of the destination search. */
  whereTo: string;
  searchPlaceholder: string;
  countries: string;
  regions: string;
  /** The name of the destination `GLO`. */
  worldwide: string;
  /** Read out by screen readers when the number of matches changes. */
  matches(count: number): string;
  /** Below a list that shows only a part: how many more match. */
  keepTyping(more: number): string;
  noMatch(query: string): string;
  changeDestination: string;
  /** Heading above the plans. */
  plansFor(destination: string): string;
  /** Legend of the plans if the destination is not known. */
  plans: string;
  /** Heading above the plans of the destination `GLO`: it is no place, so plans are not "for" it. */
  plansGlobal: string;
  /** @param duration e.g. "30 days" */
  validity(duration: string): string;
  /** @param price e.g. "$1.20" */
  perGb(price: string): string;
  /** The name of an unlimited plan, if the API's name says nothing more than that. */
  unlimited: string;
  bestValue: string;
  /** The Buy button before a plan is chosen. */
  choosePlan: string;
  buy(price: string, destination: string | undefined): string;
  /** The Buy button for the destination `GLO`. */
  buyGlobal(price: string): string;
  /** The Buy button while a purchase starts. */
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

/** The texts after Buy, of the `unavailable` screens, and of the list of purchases. */
export interface OrderStrings {
  /** Each phase has a heading and a note. The note says what happened, whether money is affected, and what to do. */
  authorizing: string;
  authorizingNote: string;
  ordering: string;
  orderingNote: string;
  /** Replaces `orderingNote` until the order has been sent, and while it is not known whether it has arrived. */
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
  /** Heading if the order failed because the plan is no longer available. */
  planGone: string;
  /** The order was refused, and nothing was debited. */
  notOrdered: string;
  cancelled: string;
  cancelledNote: string;
  unconfirmed: string;
  unconfirmedNote: string;
  /** The eSIM is not installed after a week, although its validity has started. */
  late: string;
  lateNote: string;
  /** The last check of the order got no answer. */
  unreachable: string;
  /** This device cannot save anything, and the order is still under way. */
  unsaved: string;
  /** @param time e.g. "2 min, 5 sec" */
  elapsed(time: string): string;
  /** Label of the reason in the API's own words. */
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
  /** Below an order: the button to buy one more eSIM. */
  buyAnother: string;
  support: string;
  /** Headings and notes by type of error. Each says that nothing was charged. */
  offline: string;
  offlineNote: string;
  trouble: string;
  troubleNote: string;
  crowded: string;
  crowdedNote: string;
  closed: string;
  closedNote: string;
  /** Above the plans, after the host's payment step failed or the host declined. */
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
  /** Added to `removeQuestion` if the eSIM is not installed yet. */
  removeLoss: string;
  removeYes: string;
  removeNo: string;
  /** The status of a purchase in the list, in one or two words. */
  isWaiting: string;
  isReady: string;
  isInstalled: string;
  isExpired: string;
  isFailed: string;
  isCancelled: string;
  isUnconfirmed: string;
}

/** All texts of the elements. A language file exports one complete `strings`. */
export interface Strings extends ChoosingStrings, OrderStrings, CardStrings {}
