import type { Plan } from 'esim-checkout';
import {
  CheckoutError,
  Client,
  OrdersApi,
  openStore,
  systemClock,
  tokenEndpoint,
} from 'esim-checkout/core';
import type { Gateway } from 'esim-checkout/gateway';
import type { Customers } from './customers.js';

const TIMEOUT_MS = 15_000;

/** The API's order, as the core reads it. */
export type Order = Awaited<ReturnType<OrdersApi['read']>>;

export interface CustomerClient {
  /** A plan of the catalogue; undefined: there is no such plan. */
  plan(productId: number, variantId: number): Promise<Plan | undefined>;
  /** This customer's order; undefined: there is none. */
  order(reference: string): Promise<Order | undefined>;
}

export type AsCustomer = (customer: string) => CustomerClient;

/**
 * Asks the shop's own gateway, in this process, what a customer may read. So the shop needs no token of the
 * account, and what it reads is what the customer's page reads.
 */
export function gatewayAs(gateway: Gateway, customers: Customers, origin: string): AsCustomer {
  const base = `${origin}/esim`;
  return (customer) => {
    const ask: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      request.headers.set('cookie', await customers.cookie(customer));
      request.headers.set('origin', origin);
      return gateway.fetch(request);
    };
    const client = new Client({
      base,
      getToken: tokenEndpoint(`${base}/token`, 'same-origin', ask),
      fetch: ask,
      clock: systemClock,
      store: openStore(undefined, systemClock),
    });
    const orders = new OrdersApi(client.http);
    return {
      async plan(productId, variantId) {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        try {
          const { plans } = await client.catalogue.product(productId, signal);
          return plans.find((plan) => plan.variantId === variantId);
        } catch (error) {
          if (error instanceof CheckoutError && error.facts.status === 404) return undefined;
          throw error;
        }
      },
      async order(reference) {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const id = await orders.find(reference, signal);
        return id === undefined ? undefined : orders.read(id, reference, signal);
      },
    };
  };
}
