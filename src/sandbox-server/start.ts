import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from '../sandbox/errors.js';
import { createSandbox, createTokenEndpoint, type Sandbox } from '../sandbox/index.js';
import type { SandboxOptions } from '../sandbox/parts.js';
import { nodeListener } from './node-listener.js';
import { refusalOf } from './own-pages.js';
import { welcome } from './welcome.js';

export interface StartSandboxOptions extends Omit<SandboxOptions, 'basePath'> {
  /** Default 0: a free one. */
  port?: number;
  /**
   * Origins whose pages may call the API and its control, such as `https://shop.test`. Pages of `localhost`,
   * `127.0.0.1` and `[::1]`, on any port, always may.
   */
  origins?: readonly string[];
}

export interface RunningSandbox {
  /** The origin, without a slash at the end: the `api-base` of the element and the `apiBase` of the gateway. */
  url: string;
  /** The host's token endpoint, for a page without a gateway. */
  tokenEndpoint: string;
  sandbox: Sandbox;
  close(): Promise<void>;
}

const TOKEN_PATH = '/esim/token';

/**
 * Serves a new sandbox on 127.0.0.1.
 * @throws the error of the server, such as `EADDRINUSE`.
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, origins = [], ...rest } = options;
  const sandbox = createSandbox(rest);
  const token = createTokenEndpoint(sandbox, TOKEN_PATH);

  async function serve(request: Request): Promise<Response> {
    const refusal = refusalOf(request, origins);
    if (refusal !== undefined) return new ApiError(403, refusal).toResponse();
    const { pathname, origin } = new URL(request.url);
    if (pathname === '/') return new Response(welcome(origin, origin + TOKEN_PATH));
    if (pathname !== TOKEN_PATH || request.method === 'OPTIONS') return sandbox.fetch(request);
    const answer = await token.fetch(request);
    answer.headers.set('access-control-allow-origin', '*'); // `refusalOf` has said who may ask
    return answer;
  }

  const server = createServer(nodeListener(serve));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    sandbox.close();
    throw error;
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    tokenEndpoint: url + TOKEN_PATH,
    sandbox,
    async close() {
      sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
