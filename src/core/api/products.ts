import { cleanText } from '../clean-text.js';
import { defined } from '../defined.js';
import { malformed } from '../errors.js';
import type { Plan, Product } from '../types.js';
import {
  type ProductBody,
  productBody,
  readList,
  readOne,
  unwrap,
  type VariantBody,
  variantBody,
} from './bodies.js';
import { distinctPlans } from './distinct-plans.js';
import type { Http } from './http.js';

const PATH = '/api/v1/esim/products';
const PER_PAGE = 50;
const MAX_PAGES = 400;

export interface ProductPlans {
  product: Product;
  plans: Plan[];
  /** Some plans are left out, because an order cannot tell them apart. */
  ambiguous?: true;
}

/** The path of the list of all products, or of one country's products. */
export const listPath = (country: string | undefined): string =>
  `${PATH}?${country === undefined ? '' : `country_code=${encodeURIComponent(country)}&`}`;

export const productPath = (id: number): string => `${PATH}/${id}`;

/** The catalogue calls. Each throws a CheckoutError, or the abort reason. */
export class ProductsApi {
  readonly #http: Http;
  readonly #base: string;
  readonly #leftOut = new WeakMap<object, number>();

  constructor(http: Http, base: string) {
    this.#http = http;
    this.#base = base;
  }

  /** The number of unreadable rows in the answer from which this list of products or plans was made. */
  leftOut(list: readonly object[]): number {
    return this.#leftOut.get(list) ?? 0;
  }

  /** Reads all pages of a list. */
  async list(path: string, signal: AbortSignal): Promise<Product[]> {
    const products = new Map<number, Product>();
    let leftOut = 0;
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const query = `page=${page}&per_page=${PER_PAGE}`;
      const answer = await this.#http.request(path + query, { signal });
      const rows = readList(productBody, answer.body);
      if (!rows) throw malformed('a product list', answer.requestId);
      // Unreadable rows count towards a full page.
      const listed = (unwrap(answer.body) as unknown[]).length;
      leftOut += listed - rows.length;
      const known = products.size;
      for (const row of rows) products.set(row.id, toProduct(row, this.#base));
      // The browser may hide the paging headers from another origin. A page without new products also ends the list.
      const more = answer.headers.get('X-Has-More') ?? String(listed >= PER_PAGE);
      if (more === 'true' && products.size > known) continue;
      // If no row can be read, the answer is malformed. It is not an empty list.
      if (leftOut > 0 && products.size === 0) throw malformed('a product list', answer.requestId);
      break;
    }
    const list = [...products.values()];
    this.#leftOut.set(list, leftOut);
    return list;
  }

  /** Reads one product with its plans. */
  async read(id: number, signal: AbortSignal): Promise<ProductPlans> {
    const answer = await this.#http.request(productPath(id), { signal });
    const body = readOne(productBody, answer.body);
    if (body?.id !== id) throw malformed('a product', answer.requestId);
    const source = Array.isArray(body.variants)
      ? { body: body.variants, requestId: answer.requestId }
      : await this.#http.request(`${productPath(id)}/variants`, { signal });
    const variants = readList(variantBody, source.body);
    if (!variants) throw malformed('a plan list', source.requestId);
    const plans = variants
      .filter(({ amount }) => amount >= 0)
      .map((variant) => toPlan(variant, body));
    const leftOut = (unwrap(source.body) as unknown[]).length - plans.length;
    // If no row can be read, the answer is malformed. It is not an empty list.
    if (leftOut > 0 && plans.length === 0) throw malformed('a plan list', source.requestId);
    const distinct = distinctPlans(plans);
    this.#leftOut.set(distinct.plans, leftOut);
    return {
      product: toProduct(body, this.#base),
      plans: distinct.plans,
      ...(distinct.ambiguous ? { ambiguous: true } : {}),
    };
  }
}

function toProduct(body: ProductBody, base: string): Product {
  return defined({
    id: body.id,
    name: cleanText(body.name ?? ''),
    countryCode: body.country_code?.trim() ?? '',
    currency: body.currency_code,
    imageUrl: safeImage(body.image_url, base),
  });
}

/** Returns an absolute `https:` URL, or a URL of the API's own origin; `undefined` for any other URL. */
function safeImage(url: string | undefined, base: string): string | undefined {
  if (!url) return undefined;
  try {
    const parsed = new URL(url, base);
    const own = parsed.origin === new URL(base).origin;
    return parsed.protocol === 'https:' || (own && parsed.protocol === 'http:')
      ? parsed.href
      : undefined;
  } catch {
    return undefined;
  }
}

export function toPlan(variant: VariantBody, product: ProductBody): Plan {
  return defined({
    productId: product.id,
    variantId: variant.id,
    name: cleanText(variant.name ?? '') || cleanText(product.name ?? ''),
    description: cleanText(variant.description ?? '') || undefined,
    countryCode: product.country_code?.trim() ?? '',
    price: {
      amount: variant.amount,
      currency: variant.currency_code || product.currency_code,
    },
    dataGb: variant.data_amount_gb > 0 ? variant.data_amount_gb : null,
    validityDays: Math.max(variant.validity_days, 0),
  });
}
