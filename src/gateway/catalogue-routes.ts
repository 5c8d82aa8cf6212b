import type { Context } from 'hono';
import * as v from 'valibot';
import type { Resource } from './catalogue.js';
import { invalid, Refusal } from './errors.js';
import type { Parts } from './parts.js';
import { type AddRoute, type Env, signedIn } from './routes.js';
import { API, refusalOf } from './upstream.js';

const PRODUCT = `${API}/products/:id{[0-9]{1,15}}`;

const count = (most: number) =>
  v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.toNumber(), v.maxValue(most)));

/** What a list may be asked for. It is what is cached apart, so that nothing else is passed on. */
const listQuery = v.object({
  country_code: v.optional(v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9-]{2,15}$/))),
  search: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{M}\p{N} .,'()-]{1,40}$/u))),
  page: count(10_000),
  per_page: count(100),
});

/** The catalogue, out of the shared cache. Who makes the gateway ask the API pays for it with a read of their own. */
export function addCatalogueRoutes(route: AddRoute, parts: Parts): void {
  const { catalogue, identity, quota, upstream } = parts;

  const serve = (read: (path: string) => Promise<Resource>, pathOf: (context: Context) => string) =>
    signedIn(identity, async (context, customer) => {
      const path = pathOf(context);
      if (!catalogue.holds(path)) {
        const [tag = ''] = await identity.prefixes(customer);
        await quota.takeOwn('reads', tag);
      }
      const resource = await read(path).catch((error: unknown) => {
        throw refusalOf(error, upstream.hiding([]));
      });
      return answer(context, resource);
    });

  const product = (context: Context) => `/products/${Number(context.req.param('id'))}`;
  route(`${API}/products`, { GET: serve((path) => catalogue.read(path), listPath) });
  route(PRODUCT, { GET: serve((path) => catalogue.read(path), product) });
  route(`${PRODUCT}/variants`, { GET: serve((path) => catalogue.variants(path), product) });
}

/** The same list has one path, however it was asked for. @throws Refusal 400 */
function listPath(context: Context): string {
  const known = Object.entries(context.req.query()).filter(([, value]) => value !== '');
  const { output, issues } = v.safeParse(listQuery, Object.fromEntries(known));
  if (issues) throw invalid(`${String(issues[0].path?.[0]?.key)} is not understood`);
  const { country_code = '', search = '', page = 1, per_page = 50 } = output;
  const query = new URLSearchParams({ page: String(page), per_page: String(per_page) });
  if (country_code) query.set('country_code', country_code);
  if (search) query.set('search', search);
  return `/products?${query}`;
}

function answer(context: Context<Env>, { json, etag, paging }: Resource): Response {
  if (json === undefined) throw new Refusal(404, 'Product not found');
  return context.body(json, 200, {
    ...paging,
    'content-type': 'application/json',
    // A browser may keep it and has to ask whether it is still so.
    'cache-control': 'private, no-cache',
    etag: `"${etag}"`,
  });
}
