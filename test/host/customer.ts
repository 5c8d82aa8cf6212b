// A customer of the shop in demo/host, without a browser: what their page sends, and what a page would not.
import assert from 'node:assert/strict';
import type { RunningHost } from '../../demo/host/start.js';

export const JAPAN = { productId: 1000, variantId: 100_001, amount: 4.5 };

export interface Customer {
  name: string;
  cookie: string;
  /** Posts JSON to the shop as the customer's page does. */
  post(path: string, body?: unknown): Promise<Response>;
  /** The page's token for the gateway. */
  token(): Promise<string>;
  /** `POST …/orders` through the gateway. */
  order(reference: string, more?: Record<string, unknown>): Promise<Response>;
  /** Begins a payment. @returns the address of the provider's page */
  begin(reference: string, plan?: { productId: number; variantId: number }): Promise<string>;
  /** Begins a payment and pays it; returns once the provider has the money. */
  pay(reference: string): Promise<void>;
}

export async function signIn({ urls }: RunningHost, name: string): Promise<Customer> {
  const answer = await fetch(`${urls.shop}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ name }),
    redirect: 'manual',
  });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const post = (path: string, body?: unknown): Promise<Response> =>
    fetch(urls.shop + path, {
      method: 'POST',
      headers: { cookie, origin: urls.shop, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  let held: string | undefined;
  const customer: Customer = {
    name,
    cookie,
    post,
    async token() {
      held ??= String((await (await post('/esim/token')).json()).access_token);
      return held;
    },
    async order(reference, more = {}) {
      const { productId, amount } = JAPAN;
      return fetch(`${urls.shop}/esim/api/v1/esim/orders`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await customer.token()}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          product_id: productId,
          amount,
          quantity: 1,
          client_reference: reference,
          ...more,
        }),
      });
    },
    async begin(reference, { productId, variantId } = JAPAN) {
      const answer = await post('/pay', { reference, productId, variantId });
      assert.equal(answer.status, 200);
      return String((await answer.json()).url);
    },
    async pay(reference) {
      const page = await customer.begin(reference);
      assert.equal((await fetch(page, { method: 'POST' })).status, 200);
    },
  };
  return customer;
}

/** Resolves once it is so; the shop learns of things by webhook. */
export async function until(isSo: () => unknown): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
