/** The origins whose pages may have a token. */
export interface Allowed {
  /** The shop's own, where the host says it. */
  origin: string | undefined;
  origins: readonly string[];
}

/**
 * Whether a page that may have a token sent this. Browsers set `Origin` and `Sec-Fetch-Site` and let no page change
 * them; without both, whoever asks is no browser that is up to date.
 */
export function mayHaveToken(request: Request, { origin: own, origins }: Allowed): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null && origins.includes(origin)) return true;
  if (own !== undefined) {
    // The name of a host that was rebound to this address is not ours.
    if (origin !== own) return false;
  }
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  if (origin === null) return false;
  return origin === own || isSame(origin, new URL(request.url));
}

/** The scheme may differ where a proxy ends TLS. */
function isSame(origin: string, { host, protocol }: URL): boolean {
  return origin === `${protocol}//${host}` || origin === `https://${host}`;
}
