import { isIP } from 'node:net';

const LOCAL = /^(?:localhost|.+\.localhost)$/;
const IMAGES = /^\/(?:octopus\/)?images\//;
const SAFE = new Set(['GET', 'HEAD']);

/**
 * Refuses what a page of another site sends to a server on the developer's machine: such a page must not reset the
 * simulated API, get a token or read orders. Programs that are no browser send neither header and are let through.
 * @param hosts names, besides this machine's own, under which the server is known
 * @returns the refusal, or `undefined` for a request to serve
 */
export function refusalOf(request: Request, hosts: readonly string[] = []): Response | undefined {
  const { headers, method, url } = request;
  const { pathname, hostname, host } = new URL(url);
  // A name of an attacker's can be bound to this address. An address cannot: it would name the attacker's machine.
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  if (!isAddress && !LOCAL.test(hostname) && !hosts.includes(hostname)) {
    return refusal(421, `This server is not known as "${hostname}"`);
  }
  // A shop on another port shows the pictures.
  if (IMAGES.test(pathname) && SAFE.has(method)) return undefined;
  const origin = headers.get('origin');
  // The scheme differs where a proxy ends TLS.
  if (origin !== null && origin.replace(/^https?:\/\//, '') !== host) return refusal(403, FOREIGN);
  const site = headers.get('sec-fetch-site');
  // `none`: somebody typed the address. That may show something and change nothing.
  const isOwn = site === null || site === 'same-origin' || (site === 'none' && SAFE.has(method));
  return isOwn ? undefined : refusal(403, FOREIGN);
}

const FOREIGN = 'Only a page of this server may ask for this';

const refusal = (status: number, message: string): Response =>
  Response.json({ error: { name: 'ForbiddenError', code: 'FORBIDDEN', message } }, { status });
