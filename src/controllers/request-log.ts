import { note } from './history.js';

/** What is kept of one request, for `diagnostics()`. Times are ms since the page's navigation. */
export interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly at: number;
  /** Until the headers of the answer, or until the failure. */
  ms?: number;
  /** The HTTP status; 0 for an opaque redirect; missing without an answer. */
  status?: number;
  requestId?: string | undefined;
}

/** A `fetch` that notes each request in `log`. It keeps neither headers nor bodies, which hold tokens and codes. */
export function logged(
  fetch: typeof globalThis.fetch,
  log: LoggedRequest[],
): typeof globalThis.fetch {
  return async (input, init) => {
    const { method = 'GET' } = init ?? {};
    const at = performance.now();
    const entry: LoggedRequest = note(log, { method, url: String(input), at });
    try {
      const response = await fetch(input, init);
      entry.status = response.status;
      entry.requestId = response.headers.get('X-Request-Id') ?? undefined;
      return response;
    } finally {
      entry.ms = performance.now() - at;
    }
  };
}
