// The screens after Buy, the screen without plans and the check of what these use, in one chunk.
import { notPaidStyles } from './not-paid.js';
import { purchaseListStyles } from './purchase-list.js';

export { checkOptions } from './check-options.js';
export { notPaid } from './not-paid.js';
export { orderScreen } from './order-screen.js';
export { purchaseList } from './purchase-list.js';
export { unavailableScreen } from './unavailable-screen.js';

export const orderStyles = [notPaidStyles, purchaseListStyles];
