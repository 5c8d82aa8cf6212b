import type { Hono } from 'hono';
import { DEMO_LOGIN } from '../auth.js';
import { ApiError } from '../errors.js';
import type { SandboxParts } from '../parts.js';
import { jsonBody } from './guard.js';

const WEEK_SECONDS = 7 * 24 * 3600;

export function addAccountRoutes(app: Hono, parts: SandboxParts): void {
  const { clock, tokens } = parts;
  app.post('/auth/login', async (context) => {
    parts.meter.spend('login', parts.scenario.quotas);
    const { body } = await jsonBody(context);
    const known = body.username === DEMO_LOGIN.username && body.password === DEMO_LOGIN.password;
    if (!known) throw new ApiError(401, 'Invalid username or password');
    const access = tokens.issue(parts.scenario.tokenTtlSeconds);
    const refresh = tokens.issue(WEEK_SECONDS, { kind: 'refresh' });
    return Response.json({
      success: true,
      data: {
        access_token: access.token,
        refresh_token: refresh.token,
        access_expires_at: clock.iso(access.expiresAt),
        refresh_expires_at: clock.iso(refresh.expiresAt),
        client_id: 'demo-client',
      },
    });
  });
}
