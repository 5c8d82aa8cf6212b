import { getRequestListener } from '@hono/node-server';
import { createGateway } from 'esim-checkout/gateway';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { createCustomers } from './customers.js';
import { addPages } from './pages.js';
import { Payments } from './payments.js';
import { type ProviderAccount, providerClient } from './provider-client.js';
import { createRefunds } from './refunds.js';
import { addPaymentRoutes } from './routes.js';
import { gatewayAs } from './server-client.js';

export interface ShopConfig {
  /** The shop's own origin, as browsers see it. */
  origin: string;
  /** The log-in of the API's account. */
  account: { username: string; password: string };
  /** Default: the real API. */
  apiBase?: string;
  /** Signs what the gateway gives out; at least 32 bytes. */
  gatewaySecret: string | readonly string[];
  /** Signs the shop's own session cookie; at least 32 bytes. */
  sessionSecret: string;
  provider: ProviderAccount;
  /** Milliseconds since the epoch; default the machine's clock. */
  now?: () => number;
}

export interface Shop {
  app: Express;
  payments: Payments;
  /** Looks at every payment whose end is not known. Call it at the start and every half minute. */
  sweep(): Promise<void>;
}

/** A whole shop: sign-in, payment, refunds, and the gateway through which its customers order. */
export function createShop(config: ShopConfig): Shop {
  const { origin, now = Date.now } = config;
  const app = express();
  app.disable('x-powered-by');
  const payments = new Payments(now);
  const provider = providerClient(config.provider);
  const customers = createCustomers(config.sessionSecret, origin);

  const gateway = createGateway({
    account: config.account, // { username, password } of the API
    secret: config.gatewaySecret, // 32 random bytes or more, the same in every instance
    apiBase: config.apiBase, // undefined: the real API

    // Who is signed in? The same text for the same customer, for ever; nobody: undefined.
    authenticate: (request) => customers.of(request.headers.get('cookie')),

    // Has this customer paid for this plan under this reference?
    async authorizeOrder({ customer, reference, plan, walletId }) {
      const payment = payments.find(customer, reference);
      if (!payment || walletId !== undefined || !payments.isFor(payment, plan)) return false;
      if (payment.closedAt !== undefined) return false; // its refund has begun
      if (payment.status === 'open') {
        // The provider may have the money already: then its webhook is on its way.
        return (await provider.hasMoney(payment)) ? 'pending' : false;
      }
      if (payment.orderedAt !== undefined) return 'pending'; // one order: the page will find it
      return payment.status === 'paid';
    },
    observe: (event) => {
      if (event.type !== 'order' || event.outcome !== 'placed') return;
      payments.ordered(event.customer, event.reference);
    },
  });
  app.all('/esim/*path', getRequestListener(gateway.fetch));

  const asCustomer = gatewayAs(gateway, customers, origin);
  const refunds = createRefunds({ payments, provider, asCustomer, now });
  addPaymentRoutes(app, { config, customers, payments, provider, refunds, asCustomer });
  addPages(app, customers, config);
  // Express's own answer to an exception shows its stack.
  app.use(((_error, _request, response, _next) => {
    response.sendStatus(502);
  }) satisfies ErrorRequestHandler);
  return { app, payments, sweep: refunds.sweep };
}
