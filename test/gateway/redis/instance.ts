// One gateway process, told over IPC when to stop: `node --import tsx instance.ts`.
import { createAdaptorServer } from '@hono/node-server';
import { Redis } from 'ioredis';
import { createGateway } from '../../../src/gateway/index.js';

const { API, REDIS_PORT, MINUTE_AT } = process.env;

/** The same minute in every process: it began when the test did. */
const began = Number(MINUTE_AT);
let ahead = 0;
const clock = {
  now: () => Date.UTC(2026, 0, 1) + (Date.now() - began) + ahead,
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
  clearTimeout: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
};

const redis = new Redis(Number(REDIS_PORT), '127.0.0.1', {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: () => 50,
});
redis.on('error', () => undefined); // the gateway goes on without it
redis.on('ready', () => process.send?.({ redis: true }));
redis.on('close', () => process.send?.({ redis: false }));

const gateway = createGateway({
  account: { username: 'demo', password: 'demo-secret' },
  secret: 'the same secret in every instance of a gateway',
  authenticate: (request) => request.headers.get('x-customer') ?? undefined,
  authorizeOrder: () => true,
  apiBase: API as string,
  clock,
  redis,
});
const server = createAdaptorServer({ fetch: gateway.fetch });
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('message', (message: { advance: number }) => {
  ahead += message.advance;
  process.send?.({ advanced: true });
});
