/**
 * The body limit makes a new request of one whose length is unknown. Servers hand over requests of their own making,
 * which the runtime's `Request` does not take for one: it takes their parts.
 */
export function plainRequest(request: Request): Request {
  const { body, headers, method, signal, url } = request;
  const isMeasured = headers.has('content-length') && !headers.has('transfer-encoding');
  if (!body || isMeasured) return request;
  const init: RequestInit & { duplex: 'half' } = { body, headers, method, signal, duplex: 'half' };
  return new Request(url, init);
}
