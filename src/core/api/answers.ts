/** The longest `Retry-After` that the client obeys, in ms. */
export const LONGEST_RETRY_MS = 3_600_000;

/**
 * Whether the response is a redirect, or the result of a redirect that a page's own `fetch` has followed. A browser
 * shows only that it is a redirect (`opaqueredirect`). Node shows its status.
 */
export function isRedirect({ type, redirected, status }: Response): boolean {
  return type === 'opaqueredirect' || redirected || (status >= 300 && status < 400);
}

/**
 * Describes a response for developers: status, content type, redirect. Never includes the body or a redirect's
 * target.
 */
export function describeResponse(response: Response): string {
  const { status, headers } = response;
  const [type] = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(headers.get('Content-Type') ?? '') ?? [];
  const seen = status > 0 ? [`${status} (${type ?? 'no content type'})`] : [];
  if (isRedirect(response)) seen.push('a redirect, which is refused');
  return seen.join(', ');
}

/**
 * Reads `Retry-After`, which is in seconds or a date.
 * @returns the wait in ms, between a second and an hour; 5 s if the header is missing or invalid
 */
export function retryAfter(headers: Headers, now: number): number {
  const value = headers.get('Retry-After') ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms >= 0 ? Math.min(Math.max(ms, 1000), LONGEST_RETRY_MS) : 5000;
}
