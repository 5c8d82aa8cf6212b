import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { addCatalogueRoutes } from './catalogue-routes.js';
import { BODY_LIMIT, Refusal, tooLarge } from './errors.js';
import { customerOf } from './hooks.js';
import { TOKEN_SECONDS } from './identity.js';
import { addOrderRoutes } from './order-routes.js';
import { mayHaveToken } from './origin.js';
import type { Parts } from './parts.js';
import { plainRequest } from './plain-request.js';
import { type AddRoute, type Env, routesOf } from './routes.js';

const PAGING = ['Page', 'Per-Page', 'Total-Count', 'Total-Pages', 'Page-Size', 'Has-More'];
const EXPOSED = ['X-Request-Id', 'Retry-After', 'ETag', ...PAGING.map((name) => `X-${name}`)];
const CORS_HEADERS = ['access-control-allow-origin', 'access-control-allow-credentials'];

/** The routes of a gateway, put together. */
export function createApp(parts: Parts): Hono<Env> {
  const { settings } = parts;
  const { origin, origins, basePath, observe, clock } = settings;
  const root = new Hono<Env>();

  root.use('*', async (context, next) => {
    const started = clock.now();
    await next();
    const { headers, status } = context.res;
    if (!headers.has('x-request-id')) headers.set('x-request-id', crypto.randomUUID());
    headers.set('x-content-type-options', 'nosniff');
    headers.set('cross-origin-resource-policy', 'same-origin');
    observe({
      type: 'request',
      requestId: headers.get('x-request-id') ?? '',
      method: context.req.method,
      route: context.get('route') ?? 'none',
      status,
      ms: clock.now() - started,
    });
  });
  root.use(
    '*',
    cors({
      origin: origin === undefined ? [...origins] : [origin, ...origins],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['Authorization', 'Content-Type', 'Accept'],
      exposeHeaders: EXPOSED,
      credentials: true,
      maxAge: 600,
    }),
    async ({ req }, next) => {
      req.raw = plainRequest(req.raw);
      await next();
    },
    bodyLimit({ maxSize: BODY_LIMIT, onError: refuseBody }),
    etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...CORS_HEADERS] }),
  );
  root.onError((error) => answerTo(error, parts));
  root.notFound(() => new Refusal(404, 'Not found').toResponse());

  const route = routesOf(basePath === '' ? root : root.basePath(basePath));
  addTokenRoute(route, parts);
  addCatalogueRoutes(route, parts);
  addOrderRoutes(route, parts);
  addHealthRoutes(route, parts);
  return root;
}

function refuseBody(): never {
  throw tooLarge();
}

function answerTo(error: Error, { settings }: Parts): Response {
  if (error instanceof Refusal) return error.toResponse();
  const requestId = crypto.randomUUID();
  settings.observe({ type: 'defect', requestId, name: error.name });
  return new Refusal(500, 'Something went wrong', { requestId }).toResponse();
}

function addTokenRoute(route: AddRoute, { settings, identity }: Parts): void {
  route('/token', {
    POST: async ({ req }) => {
      if (!mayHaveToken(req.raw, settings)) {
        throw new Refusal(403, 'This page may not have a token');
      }
      const token = await identity.sign(await customerOf(settings, req.raw));
      return fresh({ access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS });
    },
  });
}

function addHealthRoutes(route: AddRoute, { catalogue, upstream }: Parts): void {
  route('/healthz', { GET: () => fresh({ status: 'alive' }) });
  route('/readyz', {
    GET: async () => {
      const ready =
        catalogue.isFilled ||
        (await upstream.tokens.token().then(
          () => true,
          () => false,
        ));
      return ready ? fresh({ status: 'ready' }) : fresh({ status: 'not ready' }, 503);
    },
  });
}

/** An answer that nobody may keep. */
const fresh = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
