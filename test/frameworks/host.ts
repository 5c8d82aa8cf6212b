// What the page around the element has, whatever it is written in.
import type { EsimBeforeOrderEvent, GetToken, Money, Plan } from 'esim-checkout';

export const API_BASE = '/octopus';

export const getToken: GetToken = async ({ signal }) => {
  const answer = await fetch('/esim/token', { method: 'POST', signal });
  return answer.json();
};

/** The retail price: so many times what the plan costs. */
export const times =
  (factor: number) =>
  (plan: Plan): Money => ({ ...plan.price, amount: plan.price.amount * factor });

/**
 * Holds the order until the customer has paid, and tells for which reference.
 * @throws {Error} on the page `?broken`, as where the payment's script was not loaded
 */
export function charge(event: EsimBeforeOrderEvent, paid: (reference: string) => void): void {
  if (location.search === '?broken') throw new Error('The payment script is missing.');
  const payment = new Promise<void>((resolve) => setTimeout(resolve, 10));
  event.waitUntil(payment.then(() => paid(event.detail.reference)));
}
