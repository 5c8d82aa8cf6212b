// `npm run build`: dist/ for npm (modules and types), dist/cdn/ for script tags, dist/sandbox/ (the simulated API) and
// dist/editor/ (data for editors).
import { rmSync } from 'node:fs';
import { build } from 'vite';
import { writeEditorData } from './editor-data.js';
import { writeIntegrity } from './integrity.js';
import { run } from './run.mjs';

const clear = (): void => rmSync('dist', { recursive: true, force: true });

clear();
try {
  const types = run('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  // The order matters: the classic script loads the languages of the module build.
  for (const mode of ['npm', 'cdn', 'iife', 'sandbox'])
    await build({ configFile: 'vite.config.ts', mode, logLevel: 'warn' });
  writeIntegrity('dist/cdn');
  writeEditorData('dist/editor');
  if ((await types) !== 0) throw new Error('tsc could not write the types.');
} catch (error) {
  clear(); // half a build must not pass for one
  console.error(error);
  process.exitCode = 1;
}
