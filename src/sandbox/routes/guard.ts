import type { Context } from 'hono';
import { ApiError, validationFailure } from '../errors.js';
import type { SandboxParts } from '../parts.js';
import type { Quotas } from '../types.js';

/** What every API call passes first. @throws {ApiError} 401, 403 or 429. */
export function admit(context: Context, parts: SandboxParts, kind: keyof Quotas): void {
  parts.tokens.check(context.req.header('authorization'));
  if (parts.scenario.forbidden) {
    throw new ApiError(403, 'This address is not on the allow-list of the account');
  }
  parts.meter.spend(kind, parts.scenario.quotas);
}

/** The body as a JSON object. @throws {ApiError} 400 */
export async function jsonBody(
  context: Context,
): Promise<{ text: string; body: Record<string, unknown> }> {
  const text = await context.req.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return { text, body: body as Record<string, unknown> };
    }
  } catch {
    // Not JSON: refused like any other body that is no object.
  }
  throw new ApiError(400, 'The body must be a JSON object');
}

export function integerQuery(context: Context, name: string, usual: number, most: number): number {
  const text = context.req.query(name);
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw validationFailure(`${name} must be an integer from 1 to ${most}`);
  }
  return value;
}

/** One page of a list and the headers that describe it. */
export function paged<T>(
  context: Context,
  items: readonly T[],
): { page: T[]; headers: Record<string, string> } {
  const page = integerQuery(context, 'page', 1, 1_000_000);
  const perPage = integerQuery(context, 'per_page', 50, 100);
  const slice = items.slice((page - 1) * perPage, page * perPage);
  const headers = {
    'x-page': page,
    'x-per-page': perPage,
    'x-total-count': items.length,
    'x-total-pages': Math.ceil(items.length / perPage),
    'x-page-size': slice.length,
    'x-has-more': page * perPage < items.length,
  };
  return {
    page: slice,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ),
  };
}
