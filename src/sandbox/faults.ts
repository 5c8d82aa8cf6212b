import { ApiError } from './errors.js';
import type { Fault } from './types.js';

interface Armed {
  fault: Fault;
  pattern: RegExp;
  method: string;
  skip: number;
  left: number;
}

export type Handle = (request: Request) => Promise<Response>;
type Wait = (ms: number) => Promise<void>;

const KINDS: readonly Fault['kind'][] = [
  'drop-request',
  'drop-response',
  'delay',
  'status',
  'garbage',
  'truncate',
  'change',
  'html',
  'hang',
  'duplicate',
  '429',
];
const HTML = '<!doctype html><title>Bad gateway</title><h1>502 Bad Gateway</h1>';

// What `fetch` throws when a connection breaks.
const broken = (): TypeError => new TypeError('Failed to fetch');

const clone = (request: Request): Request => request.clone() as Request;

/** Things that go wrong with chosen requests, in the order they were queued. */
export class FaultQueue {
  readonly #changed: (faults: Fault[]) => void;
  #armed: Armed[] = [];

  /** @param changed is told what is still to strike, so that a restart can take it up as `faults` */
  constructor(faults: readonly Fault[], changed: (faults: Fault[]) => void) {
    this.#changed = changed;
    for (const fault of faults) this.#arm(fault);
  }

  /** @throws {TypeError} when it is not a fault. */
  add(fault: Fault): void {
    this.#arm(fault);
    this.#changed(this.list());
  }

  #arm(fault: Fault): void {
    if (!KINDS.includes(fault.kind)) throw new TypeError(`no fault of kind "${fault.kind}"`);
    const [method = '*', path = '*'] = String(fault.match).trim().split(/\s+/);
    const pattern = path
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*');
    this.#armed.push({
      fault,
      method,
      pattern: new RegExp(`^${pattern}$`),
      skip: fault.skip ?? 0,
      left: fault.times ?? 1,
    });
  }

  /** The faults still to strike. */
  list(): Fault[] {
    return this.#armed.map(({ fault, skip, left }) => ({ ...fault, skip, times: left }));
  }

  clear(): void {
    this.#armed = [];
    this.#changed([]);
  }

  /** The fault that strikes this request, used up by asking. */
  take(method: string, path: string): Fault | undefined {
    for (const armed of this.#armed) {
      if (armed.method !== '*' && armed.method !== method) continue;
      if (!armed.pattern.test(path)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        this.#changed(this.list());
        continue;
      }
      armed.left -= 1;
      if (armed.left <= 0) this.#armed = this.#armed.filter((other) => other !== armed);
      this.#changed(this.list());
      return armed.fault;
    }
    return undefined;
  }
}

/** The answer with other fields, in the envelope that it has. An answer that is no JSON stays as it is. */
async function changed(response: Response, change: Record<string, unknown>): Promise<Response> {
  const text = await response.clone().text();
  if (!/^[[{]/.test(text)) return response;
  const body = JSON.parse(text);
  for (const row of [body.data ?? body].flat()) {
    Object.assign(row, change);
    for (const [key, value] of Object.entries(change)) if (value === null) delete row[key];
  }
  return Response.json(body, { status: response.status, headers: response.headers });
}

/** Lets a request fail as told. Rejects like `fetch` where there is no answer. */
export async function strike(
  fault: Fault,
  request: Request,
  handle: Handle,
  wait: Wait,
): Promise<Response> {
  switch (fault.kind) {
    case 'delay':
      if (fault.handled !== true) await wait(fault.delayMs ?? 1000);
      return handle(request).then(async (response) => {
        if (fault.handled === true) await wait(fault.delayMs ?? 1000);
        return response;
      });
    case 'drop-request':
      throw broken();
    case 'drop-response':
      await handle(request);
      throw broken();
    case 'hang':
      if (fault.handled === true) await handle(request);
      return new Promise<never>(() => {});
    case 'duplicate': {
      // As through a proxy that takes the first connection for dead and passes on what the second brings.
      const copy = clone(request);
      void handle(request);
      return handle(copy);
    }
    case 'status':
      if (fault.handled === true) await handle(request);
      return new ApiError(fault.status ?? 503, fault.message ?? 'Simulated failure', {
        ...(fault.code === undefined ? {} : { code: fault.code }),
      }).toResponse();
    case '429':
      return new ApiError(429, 'Too many requests', {
        headers: { 'retry-after': String(fault.retryAfter ?? 2) },
      }).toResponse();
    case 'html':
      if (fault.handled === true) await handle(request);
      return new Response(HTML, {
        status: fault.status ?? 502,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    case 'garbage':
      if (fault.handled !== false) await handle(request);
      return new Response(fault.body ?? '{"id":"\u0000?', {
        headers: { 'content-type': 'application/json' },
      });
    case 'change':
      return changed(await handle(request), fault.change ?? {});
    case 'truncate': {
      const response = await handle(request);
      const text = await response.text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: response.status,
        headers: { 'content-type': 'application/json' },
      });
    }
  }
}
