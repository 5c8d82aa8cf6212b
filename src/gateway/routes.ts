import type { Context, Hono } from 'hono';
import { Refusal } from './errors.js';
import type { Identity } from './identity.js';
import { API } from './upstream.js';

export interface Env {
  Variables: { route?: string };
}

type Handler = (context: Context<Env>) => Response | Promise<Response>;

/** Adds a route with a handler for each of its methods; other methods are answered 405. */
export type AddRoute = (path: string, handlers: { GET?: Handler; POST?: Handler }) => void;

export function routesOf(app: Hono<Env>): AddRoute {
  return (path, handlers) => {
    // Greedy: the pattern of an id, {[0-9]{1,15}}, has braces of its own.
    const name = path.replace(API, '').replace(/\{.*\}/, '');
    app.use(path, async (context, next) => {
      context.set('route', name);
      await next();
    });
    for (const [method, handler] of Object.entries(handlers)) app.on(method, path, handler);
    const allow = Object.keys(handlers).join(', ');
    app.all(path, () => {
      throw new Refusal(405, 'Method not allowed', { headers: { allow } });
    });
  };
}

/** A handler for customers with a token of the gateway's. */
export function signedIn(
  identity: Identity,
  handler: (context: Context<Env>, customer: string) => Promise<Response>,
): Handler {
  return async (context) => {
    const customer = await identity.verify(context.req.header('authorization'));
    if (customer !== undefined) return handler(context, customer);
    throw new Refusal(401, 'Access token is missing or invalid', {
      headers: { 'www-authenticate': 'Bearer' },
    });
  };
}
