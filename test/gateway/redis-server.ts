import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { skipWithout } from '../support/programs.mjs';

/** Why the tests with a real Redis are left out here; `false` where they run. */
export const skip = skipWithout('redis-server');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

export interface RedisServer {
  port: number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A real Redis of the test's own, which remembers nothing over a restart. */
export async function startRedis(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
    ];
    const started = spawn('redis-server', [...args, '--dir', tmpdir()]);
    child = started;
    for await (const chunk of started.stdout) if (String(chunk).includes('Ready to accept')) break;
  };
  await start();
  return {
    port,
    start,
    async stop() {
      if (!child || child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
