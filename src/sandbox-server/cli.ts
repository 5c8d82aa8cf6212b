#!/usr/bin/env node
// `npx esim-sandbox`: the simulated API as a program.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox } from './start.js';
import { welcome } from './welcome.js';

const HELP = `esim-sandbox [--port 8787] [--origin https://shop.test]

Serves a simulated eSIM API on 127.0.0.1, for tests. It is in memory, and nothing is charged.

  --port N       the port; 0 takes a free one. Default 8787
  --origin URL   pages of this origin may call it too; can be given more than once.
                 Pages of localhost and 127.0.0.1, on any port, always may
  --help         this text
  --version      the version of esim-checkout

docs/testing.md of the package has the control calls and an example with Playwright.
`;

/** @throws {Error} whose message is for the person at the terminal. */
function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      origin: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
      version: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not "${values.port}".`);
  const origins = values.origin.map((text) => {
    const origin = URL.canParse(text) ? new URL(text).origin : 'null';
    if (origin === 'null')
      throw new Error(`--origin must be like https://shop.test, not "${text}".`);
    return origin;
  });
  return { ...values, port, origins };
}

function explained(error: unknown, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'EADDRINUSE'
    ? `Port ${port} is in use. Choose another one with --port.`
    : message;
}

let port = 0;
try {
  const { help, version, origins, ...chosen } = readArguments();
  port = chosen.port;
  if (help) process.stdout.write(HELP);
  else if (version) {
    const file = new URL('../../package.json', import.meta.url);
    process.stdout.write(`${JSON.parse(readFileSync(file, 'utf8')).version}\n`);
  } else {
    const running = await startSandbox({ port, origins });
    process.stdout.write(welcome(running.url, running.tokenEndpoint));
    const stop = (): void => void running.close();
    process.once('SIGINT', stop).once('SIGTERM', stop);
  }
} catch (error) {
  process.stderr.write(`${explained(error, port)}\n`);
  process.exitCode = 1;
}
