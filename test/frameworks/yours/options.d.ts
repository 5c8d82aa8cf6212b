import type { GatewayOptions } from 'esim-checkout/gateway';

export const options: GatewayOptions;
