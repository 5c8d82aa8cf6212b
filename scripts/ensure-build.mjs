// Builds dist/ if it is missing or older than its sources.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/** What the build writes last. */
const STAMP = 'dist/editor/web-types.json';
const INPUTS = [
  'src',
  'scripts',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'custom-elements.json',
].concat(['tsconfig.json', 'tsconfig.build.json']);

function newest(path) {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export async function ensureBuild() {
  if (existsSync(STAMP) && statSync(STAMP).mtimeMs >= Math.max(...INPUTS.map(newest))) return;
  const code = await run('node', ['--import', 'tsx', 'scripts/build.ts']);
  if (code !== 0) throw new Error('The build failed.');
}
