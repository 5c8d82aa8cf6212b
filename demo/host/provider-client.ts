import type { Payment } from './payments.js';

export interface ProviderAccount {
  /** Its origin. */
  url: string;
  apiKey: string;
  /** What it signs its webhooks with. */
  webhookSecret: string;
}

export interface ProviderClient {
  /** Begins the payment, or finds it again. @returns the address of the provider's page for it */
  begin(payment: Payment): Promise<string>;
  hasMoney(payment: Payment): Promise<boolean>;
  refund(payment: Payment): Promise<void>;
}

/** The calls of the payment provider, each safe to repeat: the payment's key is the idempotency key. */
export function providerClient({ url, apiKey }: ProviderAccount): ProviderClient {
  async function call(path: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
    const answer = await fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`The payment provider answered ${answer.status}.`);
    return (await answer.json()) as Record<string, unknown>;
  }
  return {
    async begin({ key, price }) {
      const body = JSON.stringify({ key, ...price });
      return String((await call('/v1/payments', { method: 'POST', body })).url);
    },
    hasMoney: async ({ key }) => (await call(`/v1/payments/${key}`)).status === 'paid',
    refund: async ({ key }) => void (await call(`/v1/payments/${key}/refund`, { method: 'POST' })),
  };
}
