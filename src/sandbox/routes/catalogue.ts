import type { Context, Hono } from 'hono';
import { destinationImage } from '../catalogue/image.js';
import { notFound, validationFailure } from '../errors.js';
import type { SandboxParts } from '../parts.js';
import { answer, productBody } from '../respond.js';
import type { ProductRecord } from '../types.js';
import { admit, paged } from './guard.js';

// Alpha-3, GLO, or one of the vendor's codes for regions.
const COUNTRY_CODE = /^[A-Z][A-Z0-9-]{2,15}$/;

export function addCatalogueRoutes(app: Hono, parts: SandboxParts): void {
  const imageBase = (context: Context): string =>
    parts.imageBase ?? new URL(context.req.url).origin + parts.basePath;
  const productOf = (context: Context): ProductRecord => {
    const product = parts.catalogue.get(Number(context.req.param('id')));
    if (product === undefined) throw notFound('Product');
    return product;
  };

  app.get('/api/v1/esim/products', (context) => {
    admit(context, parts, 'reads');
    const countryCode = context.req.query('country_code') || undefined;
    const search = context.req.query('search');
    if (countryCode !== undefined && !COUNTRY_CODE.test(countryCode)) {
      throw validationFailure('country_code must be an ISO 3166-1 alpha-3 code or GLO');
    }
    const found = parts.catalogue.find({
      ...(countryCode === undefined ? {} : { countryCode }),
      ...(search === undefined ? {} : { search }),
    });
    const { page, headers } = paged(context, found);
    const base = imageBase(context);
    const rows = page.map((product) => productBody(product, base));
    return answer('products', rows, parts.scenario.envelope, headers);
  });

  app.get('/api/v1/esim/products/:id', (context) => {
    admit(context, parts, 'reads');
    const product = productOf(context);
    const body = { ...productBody(product, imageBase(context)), variants: product.variants };
    return answer('product', body, parts.scenario.envelope);
  });

  app.get('/api/v1/esim/products/:id/variants', (context) => {
    admit(context, parts, 'reads');
    return answer('variants', productOf(context).variants, parts.scenario.envelope);
  });

  app.get('/images/:file', (context) => {
    const code = /^([a-z0-9-]{2,16})\.svg$/.exec(context.req.param('file'))?.[1];
    if (code === undefined) throw notFound('Image');
    return new Response(destinationImage(code.toUpperCase()), {
      headers: {
        'content-type': 'image/svg+xml',
        'cache-control': 'public, max-age=86400',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      },
    });
  });
}
