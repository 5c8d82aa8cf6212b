import express, { type Express } from 'express';
import type { Customers } from './customers.js';
import type { Payments } from './payments.js';
import { retailPrice } from './price.js';
import type { ProviderClient } from './provider-client.js';
import type { Refunds } from './refunds.js';
import type { AsCustomer } from './server-client.js';
import type { ShopConfig } from './shop.js';
import { readWebhook } from './webhook.js';

const PRINTABLE_ASCII = /^[\x20-\x7e]{1,200}$/;

interface Parts {
  config: ShopConfig;
  customers: Customers;
  payments: Payments;
  provider: ProviderClient;
  refunds: Refunds;
  asCustomer: AsCustomer;
}

export function addPaymentRoutes(app: Express, parts: Parts): void {
  const { config, customers, payments, provider, refunds, asCustomer } = parts;

  // The page names a plan. The server looks it up and computes the price.
  app.post('/pay', express.json(), async (request, response) => {
    const customer = await customers.of(request.headers.cookie);
    if (customer === undefined) return void response.sendStatus(401);
    const { reference, productId, variantId } = request.body ?? {};
    const isSound = PRINTABLE_ASCII.test(reference) && Number.isInteger(productId);
    if (typeof reference !== 'string' || !isSound) return void response.sendStatus(400);
    const known = payments.find(customer, reference);
    if (known?.status === 'paid' && known.closedAt === undefined) {
      // It stays paid, whatever has become of the plan.
      return void response.json({ status: 'paid' });
    }
    const plan = await asCustomer(customer).plan(productId, variantId);
    if (!plan) return void response.sendStatus(404);

    // However often the page asks, one reference has one payment.
    const payment = payments.begin(customer, reference, plan, retailPrice(plan));
    const isOver = payment.closedAt !== undefined || payment.status === 'refunded';
    if (isOver || !payments.isFor(payment, plan)) return void response.sendStatus(409);
    const url = payment.status === 'open' ? await provider.begin(payment) : undefined;
    response.json({ status: payment.status, url });
  });

  // The provider says that it has the money. Nobody else's word counts.
  app.post('/payments/webhook', express.raw({ type: '*/*' }), (request, response) => {
    const event = readWebhook(
      request.body,
      request.get('pay-signature'),
      config.provider.webhookSecret,
    );
    // An event that fits no payment will fit none later: the provider need not repeat it.
    if (event) payments.settle(event);
    response.sendStatus(event ? 204 : 400);
  });

  // The page says that an order failed, or that it took no payment. That is a hint: the shop asks its own gateway
  // before money moves.
  app.post('/order-failed', express.json(), async (request, response) => {
    const customer = await customers.of(request.headers.cookie);
    if (customer === undefined) return void response.sendStatus(401);
    const payment = payments.find(customer, String(request.body?.reference));
    if (!payment) return void response.sendStatus(404);
    await refunds.report(payment);
    response.json({ refunded: payment.status === 'refunded' });
  });
}
