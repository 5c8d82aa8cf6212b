import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createSandbox,
  DEMO_LOGIN,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/index.js';
import { nodeListener } from '../../src/sandbox-server/index.js';
import { refusalOf } from '../own-origin.js';
import { createProvider, type Provider } from './provider/provider.js';
import { createShop, type Shop } from './shop.js';

const SWEEP_MS = 30_000;

export interface StartOptions {
  /** Default: free ones. */
  ports?: { shop: number; provider: number; api: number };
  sandbox?: SandboxOptions;
  /** The shop's time. Milliseconds since the epoch. */
  now?: () => number;
}

export interface RunningHost {
  /** Origins. */
  urls: { shop: string; provider: string; api: string };
  shop: Shop;
  provider: Provider;
  sandbox: Sandbox;
  close(): Promise<void>;
}

/** Starts the shop, the payment provider and the simulated API, each on a port of its own. */
export async function startHost(options: StartOptions = {}): Promise<RunningHost> {
  const { ports, now } = options;
  const servers = {
    shop: await open(ports?.shop),
    provider: await open(ports?.provider),
    api: await open(ports?.api),
  };
  const urls = {
    shop: originOf(servers.shop),
    provider: originOf(servers.provider),
    api: originOf(servers.api),
  };
  const secret = (): string => crypto.randomUUID() + crypto.randomUUID();
  const account = { url: urls.provider, apiKey: secret(), webhookSecret: secret() };

  const sandbox = createSandbox(options.sandbox);
  const provider = createProvider({
    ...account,
    shopOrigin: urls.shop,
    webhook: `${urls.shop}/payments/webhook`,
  });
  const shop = createShop({
    origin: urls.shop,
    account: DEMO_LOGIN,
    apiBase: urls.api,
    gatewaySecret: secret(),
    sessionSecret: secret(),
    provider: account,
    ...(now === undefined ? {} : { now }),
  });
  servers.api.on(
    'request',
    nodeListener((request) => refusalOf(request) ?? sandbox.fetch(request)),
  );
  servers.provider.on('request', nodeListener(provider.fetch));
  servers.shop.on('request', shop.app);
  const sweeping = setInterval(() => void shop.sweep(), SWEEP_MS);

  return {
    urls,
    shop,
    provider,
    sandbox,
    async close() {
      clearInterval(sweeping);
      sandbox.close();
      await Promise.all(Object.values(servers).map(shut));
    },
  };
}

async function open(port = 0): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function shut(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
