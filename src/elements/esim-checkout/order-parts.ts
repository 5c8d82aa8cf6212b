// The screens after Buy, and the screen without plans, in one chunk.
import { notPaidStyles } from './not-paid.js';
import { purchaseListStyles } from './purchase-list.js';

export { notPaid } from './not-paid.js';
export { orderScreen } from './order-screen.js';
export { purchaseList } from './purchase-list.js';
export { unavailableScreen } from './unavailable-screen.js';

export const orderStyles = [notPaidStyles, purchaseListStyles];
