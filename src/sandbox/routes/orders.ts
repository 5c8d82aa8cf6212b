import type { Context, Hono } from 'hono';
import { notFound, validationFailure } from '../errors.js';
import type { SandboxParts } from '../parts.js';
import { answer, type Endpoint, orderBody } from '../respond.js';
import type { OrderRecord } from '../types.js';
import { admit, jsonBody, paged } from './guard.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function addOrderRoutes(app: Hono, parts: SandboxParts): void {
  const { clock, orders } = parts;
  const orderOf = (context: Context): OrderRecord => {
    const order = orders.get(Number(context.req.param('id')));
    if (order === undefined) throw notFound('Order');
    return order;
  };
  const told = (endpoint: Endpoint, order: OrderRecord): Response => {
    const { envelope, pendingStatus } = parts.scenario;
    return answer(endpoint, orderBody(order, clock, pendingStatus), envelope);
  };

  app.post('/api/v1/esim/orders', async (context) => {
    admit(context, parts, 'orders');
    const { text, body } = await jsonBody(context);
    parts.posted.push(text);
    const order = orders.place(body);
    // The caller may be gone by now: the order is placed and goes on.
    await orders.fulfilment.settled(order, parts.scenario.inlineDeadlineMs);
    return told('place', order);
  });

  app.get('/api/v1/esim/orders', (context) => {
    admit(context, parts, 'reads');
    const { envelope, pendingStatus } = parts.scenario;
    const reference = context.req.query('client_reference');
    const one = reference === undefined ? undefined : orders.byReference(reference);
    const found = reference === undefined ? orders.all().reverse() : one === undefined ? [] : [one];
    const { page, headers } = paged(context, found);
    const rows = page.map((order) => orderBody(order, clock, pendingStatus, true));
    return answer('orders', rows, envelope, headers);
  });

  app.get('/api/v1/esim/orders/:id', (context) => {
    admit(context, parts, 'reads');
    const order = orderOf(context);
    orders.fulfilment.refresh(order);
    return told('order', order);
  });

  app.patch('/api/v1/esim/orders/:id/notification-email', async (context) => {
    admit(context, parts, 'reads');
    const order = orderOf(context);
    const { body } = await jsonBody(context);
    const email = body.notification_email ?? body.email;
    if (typeof email !== 'string' || !EMAIL.test(email)) {
      throw validationFailure('notification_email must be an e-mail address');
    }
    orders.attachEmail(order, email);
    return told('email', order);
  });

  app.post('/api/v1/esim/charges', async (context) => {
    admit(context, parts, 'reads');
    const { body } = await jsonBody(context);
    const { plan, amount, walletId } = orders.quote(body);
    const charge = {
      product_id: plan.esim_product_id,
      amount: plan.amount,
      client_discount: plan.client_discount,
      net_amount: amount,
      currency: plan.currency_code,
      wallet_id: walletId,
      wallet_balance: parts.wallet.balance(plan.currency_code),
      sufficient: parts.wallet.canPay(walletId, amount),
    };
    return answer('charges', charge, parts.scenario.envelope);
  });
}
