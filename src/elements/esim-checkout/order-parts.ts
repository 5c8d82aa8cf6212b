// What follows Buy, in one chunk.
export { orderScreen } from './order-screen.js';
export { purchaseList, purchaseListStyles } from './purchase-list.js';
