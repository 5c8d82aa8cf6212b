import { Hono } from 'hono';
import { signWebhook } from '../webhook.js';
import { PAGE_SCRIPT, PAGE_STYLE, paymentPage } from './page.js';

interface ProviderPayment {
  key: string;
  /** In the address of its page: whoever has it may pay. */
  secret: string;
  amount: number;
  currency: string;
  status: 'open' | 'paid' | 'refunded';
}

interface ProviderOptions {
  /** Its own origin. */
  url: string;
  apiKey: string;
  webhookSecret: string;
  /** Where the shop takes webhooks, and the shop's origin. */
  webhook: string;
  shopOrigin: string;
  fetch?: typeof fetch;
  /** How long until the n-th repetition of a webhook that was not taken; default doubling from a second. */
  wait?: (attempt: number) => Promise<void>;
}

export interface Provider {
  fetch: (request: Request) => Response | Promise<Response>;
  payments(): ProviderPayment[];
  /** Holds webhooks back, or lets them go; resolves when those that were held have been taken. */
  hold(held: boolean): Promise<void>;
  /** Whether its API answers 503. */
  down: boolean;
}

const ATTEMPTS = 5;

/** A payment provider that moves no money: its API, the page customers pay on, its signed webhooks. */
export function createProvider(options: ProviderOptions): Provider {
  const { url, apiKey, shopOrigin } = options;
  const payments = new Map<string, ProviderPayment>();
  const send = deliveries(options);
  const app = new Hono();
  let events = 0;

  const move = (payment: ProviderPayment, status: 'paid' | 'refunded'): void => {
    payment.status = status;
    const { key, amount, currency } = payment;
    events += 1;
    const event = { id: `evt_${events}`, type: `payment.${status}` };
    send(JSON.stringify({ ...event, payment: { key, amount, currency } }));
  };
  const bySecret = (secret: string): ProviderPayment | undefined =>
    [...payments.values()].find((payment) => payment.secret === secret);
  const told = ({ secret, ...payment }: ProviderPayment) => ({
    ...payment,
    url: `${url}/pay/${secret}`,
  });

  app.use('/v1/*', async (context, next) => {
    if (provider.down) return context.body(null, 503);
    if (context.req.header('authorization') !== `Bearer ${apiKey}`) return context.body(null, 401);
    return next();
  });
  app.post('/v1/payments', async (context) => {
    const { key, amount, currency } = await context.req.json<ProviderPayment>();
    const known = payments.get(key);
    if (known) return context.json(told(known));
    const payment = { key, amount, currency, secret: crypto.randomUUID(), status: 'open' as const };
    payments.set(key, payment);
    return context.json(told(payment), 201);
  });
  app.get('/v1/payments/:key', (context) => {
    const payment = payments.get(context.req.param('key'));
    return payment ? context.json(told(payment)) : context.body(null, 404);
  });
  app.post('/v1/payments/:key/refund', (context) => {
    const payment = payments.get(context.req.param('key'));
    if (!payment || payment.status === 'open') return context.body(null, 409);
    if (payment.status === 'paid') move(payment, 'refunded');
    return context.json(told(payment));
  });

  app.on(['GET', 'POST'], '/pay/:secret', async (context) => {
    const payment = bySecret(context.req.param('secret'));
    if (!payment) return context.body(null, 404);
    if (context.req.method === 'POST' && payment.status === 'open') move(payment, 'paid');
    return paymentPage(payment, shopOrigin);
  });
  app.get('/page.js', (context) =>
    context.body(PAGE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/page.css', (context) =>
    context.body(PAGE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );

  const provider: Provider = {
    fetch: (request) => app.fetch(request),
    payments: () => [...payments.values()],
    hold: send.hold,
    down: false,
  };
  return provider;
}

/** Sends each webhook until the shop has taken it. */
function deliveries({
  webhook,
  webhookSecret,
  fetch: ask = fetch,
  wait = (attempt) => new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** attempt)),
}: ProviderOptions) {
  let held: string[] | undefined;

  async function deliver(body: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const signature = signWebhook(body, webhookSecret, Math.floor(Date.now() / 1000));
      const headers = { 'content-type': 'application/json', 'pay-signature': signature };
      const answer = await ask(webhook, { method: 'POST', headers, body }).catch(() => undefined);
      if (answer?.ok) return;
      await wait(attempt);
    }
  }
  const send = (body: string): void => {
    if (held) held.push(body);
    else void deliver(body);
  };
  send.hold = async (hold: boolean): Promise<void> => {
    const waiting = held ?? [];
    held = hold ? waiting : undefined;
    if (!hold) await Promise.all(waiting.map(deliver));
  };
  return send;
}
