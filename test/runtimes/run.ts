// `npm run test:runtimes [name…]`: the same purchase through the gateway in Node, Bun, Deno and workerd. It installs
// the runtimes it lacks from npm into .runtimes/ and is no part of the gate.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { purchase } from './purchase.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}.runtimes/`;
const bundle = `${folder}host.mjs`;
const arch = process.arch === 'arm64' ? 'arm64' : 'x64';

interface Runtime {
  /** The npm package that brings the binary. */
  install: string;
  /** The binary, below node_modules. */
  binary: string;
  args(port: number): string[];
}

const nodeRuntime = (major: number): Runtime => ({
  install: `node-${process.platform}-${arch}@${major}`,
  binary: `node-${process.platform}-${arch}/bin/node`,
  args: (port) => [`${folder}node.mjs`, String(port)],
});

const runtimes: Record<string, Runtime> = {
  'node-20': nodeRuntime(20),
  'node-22': nodeRuntime(22),
  bun: {
    install: `@oven/bun-${process.platform}-${arch}`,
    binary: `@oven/bun-${process.platform}-${arch}/bin/bun`,
    args: (port) => [`${folder}bun.mjs`, String(port)],
  },
  deno: {
    install: `@deno/${process.platform}-${arch}-glibc`,
    binary: `@deno/${process.platform}-${arch}-glibc/deno`,
    args: (port) => ['run', '--allow-net', '--no-config', `${folder}deno.mjs`, String(port)],
  },
  workerd: {
    install: `@cloudflare/workerd-${process.platform}-${arch === 'x64' ? '64' : arch}`,
    binary: `@cloudflare/workerd-${process.platform}-${arch === 'x64' ? '64' : arch}/bin/workerd`,
    args: (port) => ['serve', `${folder}workerd.capnp`, `--socket-addr=http=127.0.0.1:${port}`],
  },
};

async function prepare(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [`${root}test/runtimes/host.ts`],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['worker'],
    logLevel: 'error',
  });
  await build({
    stdin: {
      contents: `
        import { serve } from '@hono/node-server';
        import host from ${JSON.stringify(bundle)};
        serve({ fetch: host.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' });`,
      resolveDir: root,
    },
    outfile: `${folder}node.mjs`,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const files = {
    'bun.mjs': `import host from './host.mjs';
      Bun.serve({ fetch: (request) => host.fetch(request), port: Number(process.argv[2]), hostname: '127.0.0.1' });`,
    'deno.mjs': `import host from './host.mjs';
      Deno.serve({ port: Number(Deno.args[0]), hostname: '127.0.0.1' }, (request) => host.fetch(request));`,
    'workerd.capnp': `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "host", worker = (
    modules = [(name = "host.mjs", esModule = embed "host.mjs")],
    compatibilityDate = "2025-06-01",
  ))],
  sockets = [(name = "http", address = "*:8787", http = (), service = "host")],
);
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(folder + name, text);
}

/** The binary of a runtime, installed where it is missing: each in a place of its own. */
function binaryOf(name: string, { install, binary }: Runtime): string {
  const prefix = `${folder}${name}`;
  const path = `${prefix}/node_modules/${binary}`;
  if (!existsSync(path)) {
    mkdirSync(prefix, { recursive: true });
    writeFileSync(`${prefix}/package.json`, '{ "private": true }');
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', install];
    execFileSync('npm', args, { cwd: prefix, stdio: 'pipe' });
  }
  return path;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });

/** Resolves once the gateway answers. @throws Error when the process ends first, with what it wrote */
async function ready(origin: string, child: ChildProcess, said: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}. ${said()}`);
    const answer = await fetch(`${origin}/esim/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function tryOut(name: string, runtime: Runtime): Promise<string> {
  const binary = binaryOf(name, runtime);
  const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? '';
  const port = await freePort();
  const child = spawn(binary, runtime.args(port), { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  try {
    const origin = `http://127.0.0.1:${port}`;
    await ready(origin, child, () => text);
    await purchase(origin);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${text}`.trim());
  } finally {
    child.kill();
  }
  return version;
}

const chosen = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };
await prepare();
for (const [name, runtime] of Object.entries(runtimes)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  try {
    console.log(`✔ ${name}: ${await tryOut(name, runtime)}`);
    counts.passed += 1;
  } catch (error) {
    console.log(`✖ ${name}: ${(error as Error).message}`);
    counts.failed += 1;
  }
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
