import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { DEMO_LOGIN } from '../../src/sandbox/index.js';
import { SECRET } from './world.js';

export const tagOf = (customer: string, secret = SECRET): string =>
  createHmac('sha256', secret).update(customer).digest('base64url').slice(0, 22);

/** What may leave the gateway in no answer, header or event. */
export class Secrets {
  readonly #known = [SECRET, DEMO_LOGIN.password, 'transaction_id', 'client_discount', 'TXN-'];

  /** Notes the account's tokens as they go by. */
  watching(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      const text = await response.clone().text();
      for (const [token] of text.matchAll(/oc_(?:access|refresh)_\w+/g)) this.add(token);
      return response;
    };
  }

  add(...secrets: string[]): void {
    for (const secret of secrets) if (!this.#known.includes(secret)) this.#known.push(secret);
  }

  get count(): number {
    return this.#known.length;
  }

  check(text: string, where: string): void {
    for (const secret of this.#known) assert.ok(!text.includes(secret), `${secret} in ${where}`);
  }
}
