// Parts that the first plans do not need, in their own chunks. An element that is added later finds them loaded.
import { part } from '../../controllers/once.js';

export const destinationSearch = part(() => import('../esim-checkout/destination-search.js'));
export const diagnostics = part(() => import('../esim-checkout/diagnostics.js'));
export const orderParts = part(() => import('../esim-checkout/order-parts.js'));
export const statusView = part(() => import('../esim-order-status/view.js'));
export const cardView = part(() => import('../esim-activation-card/card-view.js'));
export const qrEncoder = part(() => import('../esim-activation-card/qr.js'));
