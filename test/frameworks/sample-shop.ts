// shop.ts
import type { EsimBeforeOrderEvent, Money, Plan } from 'esim-checkout';
import { payOn } from './payment-frame';

/** The retail price of a plan. Your server charges the same. */
export const priceOf = ({ price }: Plan): Money => ({ ...price, amount: price.amount * 2 });

/** Takes the payment; `false` stops the order. The reference prevents a second payment. */
export async function charge({ reference, plan }: EsimBeforeOrderEvent['detail']): Promise<boolean> {
  const answer = await fetch('/pay', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reference, productId: plan.productId, variantId: plan.variantId }),
  });
  if (!answer.ok) return false;
  const { status, url } = await answer.json();
  return status === 'paid' || payOn(url);
}

export function thank(orderId: number): void {
  console.info(`Order ${orderId} is delivered.`);
}
