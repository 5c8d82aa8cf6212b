import { createApp } from './app.js';
import { type GatewayOptions, settle } from './options.js';
import { createParts } from './parts.js';

export type { Clock } from '../core/clock.js';
export type { Money, Plan } from '../core/types.js';
export type { GatewayEvent } from './events.js';
export type { Authorization, GatewayOptions, Rates } from './options.js';
export type { Allowance } from './quota/allowance.js';

export interface Gateway {
  /**
   * Answers a request below `basePath`; never rejects.
   * @param environment for runtimes that hand one over; not used
   * @param context of runtimes that end a request's work with its client: its `waitUntil` keeps an order going
   */
  fetch(
    request: Request,
    environment?: unknown,
    context?: { waitUntil(promise: Promise<unknown>): void },
  ): Promise<Response>;
}

/**
 * A handler on the host's own origin, in front of the API: customers get a token that is good for themselves alone,
 * and an order is placed only where `authorizeOrder` agrees. The account's token stays inside.
 * @throws TypeError for an option that is missing or wrong
 */
export function createGateway(options: GatewayOptions): Gateway {
  const app = createApp(createParts(settle(options)));
  return {
    fetch: async (request, environment, context) =>
      app.fetch(request, environment as object, context as Parameters<typeof app.fetch>[2]),
  };
}
