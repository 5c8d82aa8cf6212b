import { withTimeout } from '../core/clock.js';
import { Refusal } from './errors.js';
import { isCustomer } from './identity.js';
import type { Authorization, Settings } from './options.js';

/** How long the host may think about a question. */
const HOOK_TIMEOUT_MS = 10_000;
const PENDING_RETRY_SECONDS = 2;

/** Who asks. @throws Refusal 401 for nobody; 503 where the host fails or names somebody who cannot be */
export async function customerOf(settings: Settings, request: Request): Promise<string> {
  const customer = await ask(settings, 'authenticate', () => settings.authenticate(request));
  if (customer === undefined || customer === null) throw new Refusal(401, 'Please sign in');
  if (isCustomer(customer)) return customer;
  throw faulty(settings, 'authenticate', new TypeError('authenticate must name a customer.'));
}

/** Returns where the host agrees, with `true` and nothing else. @throws Refusal 402 or 503 */
export async function consent(settings: Settings, order: Authorization): Promise<void> {
  const agreed: unknown = await ask(settings, 'authorizeOrder', () =>
    settings.authorizeOrder(order),
  );
  if (agreed === true) return;
  if (agreed === false) throw new Refusal(402, 'This order has not been paid');
  if (agreed === 'pending') {
    throw new Refusal(503, 'The payment is not confirmed yet', {
      code: 'PAYMENT_PENDING',
      retryAfter: PENDING_RETRY_SECONDS,
    });
  }
  const error = new TypeError("authorizeOrder must answer true, false or 'pending'.");
  throw faulty(settings, 'authorizeOrder', error);
}

type Hook = 'authenticate' | 'authorizeOrder';

async function ask<T>(settings: Settings, hook: Hook, task: () => T | Promise<T>): Promise<T> {
  try {
    return await withTimeout(settings.clock, HOOK_TIMEOUT_MS, undefined, async () => task());
  } catch (error) {
    throw faulty(settings, hook, error);
  }
}

function faulty(settings: Settings, hook: Hook, error: unknown): Refusal {
  settings.observe({ type: 'hook', hook, error });
  return new Refusal(503, 'The shop cannot answer now', { retryAfter: PENDING_RETRY_SECONDS });
}
