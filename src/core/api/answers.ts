/** The longest `Retry-After` that is kept to. */
export const LONGEST_RETRY_MS = 3_600_000;

/**
 * Whether this is a redirect, or what a page's own `fetch` brought after following one. A browser shows no more of a
 * redirect than that it is one (`opaqueredirect`); Node shows its status.
 */
export function isRedirect({ type, redirected, status }: Response): boolean {
  return type === 'opaqueredirect' || redirected || (status >= 300 && status < 400);
}

/** What came, for developers: status, content type, redirect. Never what it held, nor where a redirect leads. */
export function came(response: Response): string {
  const { status, headers } = response;
  const [type] = /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(headers.get('Content-Type') ?? '') ?? [];
  const seen = status > 0 ? [`${status} (${type ?? 'no content type'})`] : [];
  if (isRedirect(response)) seen.push('a redirect, which is refused');
  return seen.join(', ');
}

/** `Retry-After` in seconds or as a date, from a second to an hour; 5 s where it is missing or makes no sense. */
export function retryAfter(headers: Headers, now: number): number {
  const value = headers.get('Retry-After') ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms >= 0 ? Math.min(Math.max(ms, 1000), LONGEST_RETRY_MS) : 5000;
}
