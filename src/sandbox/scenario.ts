import type { Quotas, Scenario } from './types.js';

/** What the vendor documents for production, per client account and minute. */
export const PRODUCTION_QUOTAS: Quotas = { reads: 300, orders: 60, login: 10 };

export const DEFAULT_SCENARIO: Readonly<Scenario> = {
  envelope: 'mixed',
  outcome: 'delivered',
  fulfilAfterMs: 1500,
  inlineDeadlineMs: 60_000,
  cronMs: 60_000,
  retryAfterMs: 120_000,
  retryOutcome: 'delivered',
  visibleAfterMs: 0,
  code: 'plain',
  latencyMs: 0,
  exposeHeaders: true,
  quotas: null,
  forbidden: false,
  catalogue: 'full',
  tokenTtlSeconds: 3600,
  tokenShape: 'access',
  tokenMode: 'ok',
  failureReason: '',
  pendingStatus: '',
};

const CHOICES: Partial<Record<keyof Scenario, readonly string[]>> = {
  envelope: ['mixed', 'bare', 'data', 'success'],
  outcome: ['delivered', 'failed-plan', 'failed-internal', 'cancelled', 'never'],
  retryOutcome: ['delivered', 'stays'],
  code: ['plain', 'confirmation', 'minimal', 'unparseable'],
  catalogue: ['full', 'empty', 'hostile'],
  tokenShape: ['access', 'wrapped', 'oauth', 'token', 'jwt'],
  tokenMode:
    'ok down html hang unauthorized malformed redirect empty crowded prefixed line-break'.split(
      ' ',
    ),
};

/**
 * The scenario with these parts changed.
 * @throws {TypeError} naming the part that does not exist or cannot have that value.
 */
export function changeScenario(scenario: Scenario, change: Partial<Scenario>): Scenario {
  for (const [key, value] of Object.entries(change)) {
    if (!Object.hasOwn(DEFAULT_SCENARIO, key)) throw new TypeError(`no scenario part "${key}"`);
    const name = key as keyof Scenario;
    const usual: unknown = DEFAULT_SCENARIO[name];
    const choices = CHOICES[name];
    const fits =
      name === 'quotas'
        ? value === null || typeof value === 'object'
        : typeof value === typeof usual && (choices?.includes(String(value)) ?? true);
    if (!fits) throw new TypeError(`scenario "${key}" cannot be ${JSON.stringify(value)}`);
  }
  return { ...scenario, ...change };
}
