import { Hono } from 'hono';
import type { Sandbox } from './index.js';

export interface TokenEndpoint {
  /** The endpoint without faults and latency: those are in `fetch`. */
  app: { fetch(request: Request): Response | Promise<Response> };
  fetch(request: Request): Promise<Response>;
}

/**
 * The host's own endpoint, `POST /esim/token`: gives the browser the token of the host's one log-in, in any of the
 * answer shapes the element understands, or fails the way the scenario says (`tokenShape`, `tokenMode`).
 * `reason=expired` in the form renews the log-in.
 */
export function createTokenEndpoint(sandbox: Sandbox, path = '/esim/token'): TokenEndpoint {
  const app = new Hono();
  app.post(path, async (context) => {
    const { tokenMode, tokenShape, tokenTtlSeconds } = sandbox.control.scenario();
    switch (tokenMode) {
      case 'down':
        return Response.json({ message: 'Service unavailable' }, { status: 503 });
      case 'html':
        return new Response('<!doctype html><title>Sign in</title><h1>Please sign in</h1>', {
          headers: { 'content-type': 'text/html; charset=utf-8' },
        });
      case 'hang':
        return new Promise<never>(() => {});
      case 'unauthorized':
        return Response.json({ message: 'Please sign in' }, { status: 401 });
      case 'malformed':
        return Response.json({ access: 'granted' });
      case 'redirect':
        return new Response(null, { status: 302, headers: { location: '/sign-in' } });
      case 'empty':
        return new Response(null, { status: 204 });
      case 'crowded':
        return Response.json(
          { message: 'Too many requests' },
          { status: 429, headers: { 'retry-after': '2' } },
        );
      case 'prefixed':
        return Response.json({ token: `Bearer ${sandbox.control.hostToken(false).token}` });
      case 'line-break':
        return Response.json({ token: `${sandbox.control.hostToken(false).token}\n` });
      case 'ok':
    }
    const { reason } = await context.req.parseBody();
    const { token, expiresAt } = sandbox.control.hostToken(reason === 'expired');
    const expires = new Date(expiresAt).toISOString();
    switch (tokenShape) {
      case 'access':
        return Response.json({ access_token: token, access_expires_at: expires });
      case 'wrapped':
        return Response.json({
          success: true,
          data: { access_token: token, access_expires_at: expires },
        });
      case 'oauth':
        return Response.json({
          access_token: token,
          token_type: 'Bearer',
          expires_in: tokenTtlSeconds,
        });
      case 'token':
      case 'jwt':
        return Response.json({ token });
    }
  });
  app.onError((error) => Response.json({ message: error.message }, { status: 500 }));
  return {
    app,
    fetch: (request) => sandbox.serve(request, async (handed) => app.fetch(handed)),
  };
}
