// What the pages call "yours": values of the partner's own code. A sample may use them without declaring them.
import type { Express, RequestHandler } from 'express';
import type { Customers } from '../../../demo/host/customers.js';
import type { Payments } from '../../../demo/host/payments.js';
import type { ProviderClient } from '../../../demo/host/provider-client.js';
import type { AsCustomer } from '../../../demo/host/server-client.js';
import type * as element from '../../../src/index.js';
import type { Authorization, GatewayOptions } from '../../../src/gateway/index.js';

declare module 'express-serve-static-core' {
  interface Request {
    customer: { id: string };
  }
}

declare global {
  interface Window {
    esimCheckoutBase?: string;
  }
  const checkout: element.EsimCheckout;
  type EsimBeforeOrderEvent = element.EsimBeforeOrderEvent;
  type Money = element.Money;
  type Plan = element.Plan;
  type Phase = element.Phase;
  type Purchase = element.Purchase;
  type ErrorCode = element.ErrorCode;
  const retailPrice: (plan: element.Plan) => element.Money;
  const takePayment: (reference: string, plan: element.Plan) => Promise<boolean>;
  const track: (type: string, data: Record<string, unknown>) => void;
  const reference: string;
  const router: { beforeLeave(guard: () => boolean): void };

  const app: Express;
  const asCustomer: AsCustomer;
  const customers: Customers;
  const payments: Payments;
  const provider: ProviderClient;
  const options: GatewayOptions;
  const createGateway: typeof import('../../../src/gateway/index.js').createGateway;
  const customerOf: (request: Request, env: unknown) => Promise<string | undefined>;
  const isPaid: (order: Authorization, env: unknown) => Promise<boolean>;
  const requireCustomer: RequestHandler;
  const sessionOf: (request: Request) => Promise<{ customerId: string } | undefined>;
  const sendReceipt: (customer: string, reference: string) => Promise<void>;
}
