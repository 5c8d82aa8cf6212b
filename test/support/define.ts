import { EsimOrderStatus } from '../../src/elements/esim-order-status/esim-order-status.js';
import { EsimPlanPicker } from '../../src/elements/esim-plan-picker/esim-plan-picker.js';

customElements.define('esim-plan-picker', EsimPlanPicker);
customElements.define('esim-order-status', EsimOrderStatus);

export { EsimOrderStatus, EsimPlanPicker };
