import { sleep } from '../../src/core/sleep.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { createTokenEndpoint } from '../../src/sandbox/token-endpoint.js';
import type { FakeClock } from '../support/fake-clock.js';

export type Trouble =
  | 'none'
  | 'drop-request'
  | 'drop-response'
  | 'slow'
  | 'too-slow'
  | 'error-before'
  | 'error-after'
  | 'unauthorized'
  | 'throttled'
  | 'refused'
  | 'refused-after'
  | 'garbage'
  | 'twice';

/** Answers of a firewall, a proxy or the host in the API's place. */
export const STAND_INS: readonly (readonly [status: number, body: string])[] = [
  [403, '<!doctype html><title>Blocked</title>'],
  [403, '{"message":"Forbidden"}'],
  [413, 'Request entity too large'],
  [400, ''],
  [404, '{"error":"Not Found"}'],
  [405, '{"error":{"message":"Method not allowed"}}'],
];

const GARBAGE = [
  '<!doctype html><title>Sign in</title>',
  '{"id":',
  '[]',
  '{"data":null}',
  '""',
  '{}',
];

const isLookUp = ({ method, url }: Request): boolean =>
  method === 'GET' && new URL(url).searchParams.has('client_reference');

export interface Network {
  /** What happens to the next request; `none` means nothing. */
  next(): Trouble;
  random(): number;
  /** For each reference, whether the pages that await an order's answer are alive. */
  posting: Map<string, Set<() => boolean>>;
  /** The number of times when more than one order of a reference was in flight. */
  overlaps: number;
  /** Every reference that was ever sent. */
  sent: Set<string>;
  /** References that a page sent without its host's consent, and that no earlier page can have sent. */
  unasked: string[];
  /** Answers the order calls in the API's place. */
  answerOrder(): ((carryOut: () => Promise<Response>) => Promise<Response>) | undefined;
}

/** One page's `fetch`. The network may do anything to a request, but it never invents one. */
export function pageFetch(
  network: Network,
  sandbox: Sandbox,
  tokens: ReturnType<typeof createTokenEndpoint>,
  clock: FakeClock,
  alive: () => boolean,
  step: () => void,
  maySend: (reference: string) => boolean,
  awake: (run: () => void) => void,
): typeof fetch {
  const server = (request: Request): Promise<Response> =>
    new URL(request.url).pathname === '/esim/token'
      ? sandbox.serve(request, tokens.fetch)
      : sandbox.fetch(request);

  async function carry(request: Request): Promise<Response> {
    const wait = (ms: number): Promise<void> => sleep(clock, ms, new AbortController().signal);
    const trouble = network.next();
    await wait(20 + 400 * network.random());
    const answer = isOrder(request) ? network.answerOrder() : undefined;
    if (answer) return answer(() => server(request));
    switch (trouble) {
      case 'drop-request':
        throw new TypeError('The connection was lost.');
      case 'drop-response':
        await server(request);
        throw new TypeError('The connection was lost.');
      case 'slow':
        await wait(30_000 * network.random());
        return server(request);
      case 'too-slow': {
        const response = await server(request);
        await wait(60_000 + 60_000 * network.random());
        return response;
      }
      case 'error-before':
        return Response.json({ error: { code: 'INTERNAL', message: 'Oops' } }, { status: 503 });
      case 'error-after':
        await server(request);
        return new Response('<h1>Bad gateway</h1>', { status: 502 });
      case 'unauthorized':
        return Response.json({ error: { code: 'UNAUTHORIZED', message: 'No' } }, { status: 401 });
      case 'throttled':
        return Response.json(
          { error: { code: 'RATE_LIMITED', message: 'Slow down' } },
          { status: 429, headers: { 'Retry-After': String(Math.ceil(240 * network.random())) } },
        );
      case 'refused':
        return Response.json(
          { error: { code: 'VALIDATION_FAILURE', message: 'No such plan' } },
          { status: 400 },
        );
      case 'refused-after': {
        await server(request);
        const [status, body] = STAND_INS[Math.floor(network.random() * STAND_INS.length)] ?? [
          403,
          '',
        ];
        return new Response(body, { status });
      }
      case 'garbage': {
        await server(request);
        // For a look-up, an empty list is no garbage: it says that there is no order.
        const bodies = GARBAGE.filter((body) => body !== '[]' || !isLookUp(request));
        return new Response(bodies[Math.floor(network.random() * bodies.length)]);
      }
      case 'twice': {
        const copy = request.clone();
        const [, second] = await Promise.all([server(request), server(copy)]);
        return second;
      }
      default:
        return server(request);
    }
  }

  return async (input, init) => {
    if (!alive()) return new Promise<never>(() => {});
    const { signal, ...rest } = init ?? {};
    const request = new Request(input as string, rest);
    const reference = isOrder(request) ? referenceOf(String(init?.body)) : undefined;
    if (reference !== undefined) {
      if (!network.sent.has(reference) && !maySend(reference)) network.unasked.push(reference);
      network.sent.add(reference);
      const waiting = network.posting.get(reference) ?? new Set();
      if ([...waiting].some((living) => living())) network.overlaps += 1;
      network.posting.set(reference, waiting.add(alive));
    }
    // A page may die while its request is in flight. A dead page gets no answer.
    step();
    return new Promise<Response>((resolve, reject) => {
      let open = true;
      const end = (settle: () => void): void => {
        if (open && reference !== undefined) network.posting.get(reference)?.delete(alive);
        open = false;
        if (alive()) step();
        awake(() => alive() && settle());
      };
      signal?.addEventListener('abort', () => end(() => reject(signal.reason)));
      carry(request).then(
        (response) => end(() => resolve(response)),
        (error: unknown) => end(() => reject(error)),
      );
    });
  };
}

const isOrder = ({ method, url }: Request): boolean => method === 'POST' && url.endsWith('/orders');

function referenceOf(body: string): string | undefined {
  return (JSON.parse(body) as { client_reference?: string }).client_reference;
}
