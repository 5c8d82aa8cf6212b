/** A URL's host name as `URL` gives it: IPv6 in brackets. */
const LOOPBACK = /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
};

/**
 * Why this request does not come from the person who started the server, or undefined if it may. A web site that
 * happens to be open in the same browser must not control the simulated API: neither from its own origin nor under a
 * host name of its own that resolves to this machine. Programs (curl, Node) send no `Origin`.
 */
export function refusalOf(request: Request, origins: readonly string[]): string | undefined {
  const { headers, url } = request;
  if (!LOOPBACK.test(hostOf(url))) return 'The sandbox answers under localhost and 127.0.0.1 only.';
  const origin = headers.get('origin');
  if (origin === null)
    return headers.get('sec-fetch-site') === 'cross-site'
      ? 'The sandbox does not answer other sites.'
      : undefined;
  if (LOOPBACK.test(hostOf(origin)) || origins.includes(origin)) return undefined;
  return `The sandbox does not answer pages of ${origin}. Start it with --origin ${origin}.`;
}
