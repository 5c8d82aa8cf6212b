import type { Context, Hono } from 'hono';
import type { SandboxControl } from '../control.js';
import { ApiError } from '../errors.js';
import type { SandboxParts } from '../parts.js';
import type { Fault, Outcome, Scenario } from '../types.js';

const ROOT = '/sandbox/control';

/** The control, spoken as JSON: for journeys, the demo page and curl. No token is asked for. */
export function addControlRoutes(app: Hono, parts: SandboxParts, control: SandboxControl): void {
  const body = async (context: Context): Promise<Record<string, unknown>> =>
    (await context.req.json().catch(() => ({}))) as Record<string, unknown>;
  // What the control refuses is the caller's mistake.
  const act = (run: () => unknown): Response => {
    try {
      return Response.json(run() ?? { done: true });
    } catch (error) {
      if (error instanceof TypeError) throw new ApiError(400, error.message);
      throw error;
    }
  };
  const state = () => ({
    now: parts.clock.iso(),
    offsetMs: parts.clock.offset,
    speed: parts.clock.speed,
    scenario: control.scenario(),
    faults: control.faults(),
    balances: parts.wallet.balances(),
    orders: parts.orders.all().length,
  });
  const selector = (context: Context): string => context.req.param('id') ?? '';

  app.get(`${ROOT}/state`, () => act(state));
  app.get(`${ROOT}/scenario`, () => act(() => control.scenario()));
  app.on(['PUT', 'PATCH', 'POST'], `${ROOT}/scenario`, async (context) => {
    const change = (await body(context)) as Partial<Scenario>;
    return act(() => control.setScenario(change));
  });
  app.get(`${ROOT}/orders`, () => act(() => parts.orders.all()));
  app.get(`${ROOT}/ledger`, () => act(() => parts.wallet.entries()));
  app.get(`${ROOT}/requests`, () => act(() => control.requests()));
  app.delete(`${ROOT}/requests`, () => act(() => control.clearRequests()));
  app.get(`${ROOT}/posted-orders`, () => act(() => control.postedOrders()));

  app.post(`${ROOT}/orders/:id/install`, async (context) => {
    const { activatedAt } = (await body(context)) as { activatedAt?: string | number | null };
    const at = typeof activatedAt === 'string' ? Date.parse(activatedAt) : activatedAt;
    const options = at === undefined ? {} : { activatedAt: at };
    return act(() => control.install(selector(context), options));
  });
  app.post(`${ROOT}/orders/:id/activate`, async (context) => {
    const { activatedAt } = (await body(context)) as { activatedAt?: string | number };
    const at = typeof activatedAt === 'string' ? Date.parse(activatedAt) : activatedAt;
    return act(() => control.activate(selector(context), at));
  });
  app.post(`${ROOT}/orders/:id/expire`, (context) => act(() => control.expire(selector(context))));
  app.post(`${ROOT}/orders/:id/resolve`, async (context) => {
    const { outcome } = (await body(context)) as { outcome?: Outcome };
    return act(() => control.resolve(selector(context), outcome));
  });
  app.post(`${ROOT}/deliver-pending`, () => act(() => ({ delivered: control.deliverPending() })));

  app.post(`${ROOT}/tokens/expire`, () => act(() => control.expireTokens()));
  app.post(`${ROOT}/tokens`, async (context) => {
    const options = (await body(context)) as { ttlSeconds?: number; jwt?: boolean };
    return act(() => control.issueToken(options));
  });
  app.post(`${ROOT}/clock`, async (context) => {
    const change = (await body(context)) as { advanceMs?: number; speed?: number };
    return act(() => {
      parts.setTime(change);
      return state();
    });
  });
  app.post(`${ROOT}/balance`, async (context) => {
    const { currency, balance } = await body(context);
    return act(() => control.setBalance(String(currency), Number(balance)));
  });
  app.get(`${ROOT}/faults`, () => act(() => control.faults()));
  app.post(`${ROOT}/faults`, async (context) => {
    const faults = (await body(context)) as unknown as Fault | Fault[];
    return act(() => {
      control.fault(...[faults].flat());
      return control.faults();
    });
  });
  app.delete(`${ROOT}/faults`, () => act(() => control.clearFaults()));
  app.post(`${ROOT}/restore`, () => act(() => control.restore()));
  app.post(`${ROOT}/reset`, () =>
    act(() => {
      control.reset();
      return state();
    }),
  );
}
