import type { AddressInfo } from 'node:net';
import { build, createServer, preview } from 'vite';
import type { GatewayOptions } from '../src/gateway/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../src/sandbox/index.js';
import { demoConfig } from './config.js';
import { API_BASE, hostMiddleware, hostPlugin } from './mount.js';

export interface DemoServerOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** Builds the page first and serves that, under its strict policy, instead of the sources. */
  built?: boolean;
  /** The sandbox's options; its state is in memory unless there is a `store`. */
  sandbox?: Omit<SandboxOptions, 'basePath'>;
  gateway?: Partial<GatewayOptions>;
}

export interface DemoServer {
  /** The page's address, ending in a slash. */
  url: string;
  sandbox: Sandbox;
  /** Restarts the gateway: what it has cached is gone. */
  renew(): void;
  close(): Promise<void>;
}

/** Starts what `npm start` starts, for a program to drive: same page, same server, no watching. */
export async function startDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const { port = 0, host = '127.0.0.1' } = options;
  const sandbox = createSandbox({ ...options.sandbox, basePath: API_BASE });
  const { middleware, renew } = hostMiddleware(sandbox, options.gateway);
  const config = {
    ...demoConfig([hostPlugin(() => ({ sandbox, middleware }))]),
    configFile: false as const,
  };
  const quiet = { logLevel: 'warn' as const, clearScreen: false };
  const address = { port, host, strictPort: port !== 0 };

  if (options.built === true) {
    await build({ ...config, ...quiet });
    const server = await preview({ ...config, ...quiet, preview: address });
    const url = addressOf(server.httpServer.address(), host);
    return { url, sandbox, renew, close: () => server.close() };
  }
  const server = await createServer({
    ...config,
    ...quiet,
    server: { ...config.server, ...address, hmr: false, watch: null },
  });
  await server.listen();
  const url = addressOf(server.httpServer?.address() ?? null, host);
  return { url, sandbox, renew, close: () => server.close() };
}

function addressOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://${host}:${address.port}/`;
}
