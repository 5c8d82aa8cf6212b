export { payOn } from '../../demo/host/page/payment-frame.js';
