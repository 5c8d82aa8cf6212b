// What a purchase is shown with, in chunks of their own: fetched once, and there at once for an element that comes later.
import { once } from '../../controllers/lazy-module.js';

export const statusView = once(() => import('../esim-order-status/view.js'));
export const cardView = once(() => import('../esim-activation-card/card-view.js'));
export const qrEncoder = once(() => import('../esim-activation-card/qr.js'));
