// What the first plans are shown without, in chunks of their own: there at once for an element that comes later.
import { once } from '../../controllers/once.js';

export const destinationSearch = once(() => import('../esim-checkout/destination-search.js'));
export const orderParts = once(() => import('../esim-checkout/order-parts.js'));
export const statusView = once(() => import('../esim-order-status/view.js'));
export const cardView = once(() => import('../esim-activation-card/card-view.js'));
export const qrEncoder = once(() => import('../esim-activation-card/qr.js'));
