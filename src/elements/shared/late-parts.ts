// What the first plans are shown without, in chunks of their own: there at once for an element that comes later.
import { part } from '../../controllers/once.js';

export const destinationSearch = part(() => import('../esim-checkout/destination-search.js'));
export const orderParts = part(() => import('../esim-checkout/order-parts.js'));
export const statusView = part(() => import('../esim-order-status/view.js'));
export const cardView = part(() => import('../esim-activation-card/card-view.js'));
export const qrEncoder = part(() => import('../esim-activation-card/qr.js'));
