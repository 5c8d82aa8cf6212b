// `npm run manifest` writes custom-elements.json, and docs/names.md from it. With --check it only reports whether these
// files are current.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesPage } from './names-page.mjs';
import { run } from './run.mjs';

const FILE = 'custom-elements.json';
const scratch = mkdtempSync('.cache-manifest-');
try {
  const code = await run('node', [
    'node_modules/@custom-elements-manifest/analyzer/cem.js',
    ...[
      'analyze',
      '--config',
      'custom-elements-manifest.config.mjs',
      '--outdir',
      scratch,
      '--quiet',
    ],
  ]);
  if (code !== 0) throw new Error('The manifest could not be generated.');
  const manifest = JSON.parse(readFileSync(join(scratch, FILE), 'utf8'));
  const written = [
    [FILE, `${JSON.stringify(manifest, null, 2)}\n`],
    ['docs/names.md', namesPage(manifest)],
  ];
  for (const [file, text] of written) {
    if (!process.argv.includes('--check')) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) {
      console.error(`${file} is stale: run "npm run manifest" and commit it.`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
