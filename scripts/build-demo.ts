// `npm run build:demo`: the folder dist-demo/, which any file host can serve from any path. With `--serve`, serves it
// here instead (`npm run demo:static`).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { staticConfig, workerConfig } from '../demo/config.js';
import { ensureBuild } from './ensure-build.mjs';

/** @param outDir an absolute path; what is in it is deleted */
export async function buildDemo(outDir: string): Promise<void> {
  await ensureBuild(); // The snippets name the hash of its entry.
  rmSync(outDir, { recursive: true, force: true });
  await build({ ...staticConfig(outDir), logLevel: 'warn' });
  const names = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length + 1))
    .map((name) => name.replaceAll(sep, '/'))
    // The worker draws the pictures itself.
    .filter((name) => !name.startsWith('octopus/'))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\n`).update(readFileSync(join(outDir, name)));
  const version = hash.digest('hex').slice(0, 12);
  await build({ ...workerConfig(outDir, names, version), logLevel: 'warn' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outDir = fileURLToPath(new URL('../dist-demo', import.meta.url));
  if (process.argv.includes('--serve')) {
    const server = await preview({ configFile: false, build: { outDir } });
    server.printUrls();
  } else {
    await buildDemo(outDir);
  }
}
