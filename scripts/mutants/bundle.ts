import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Fault } from './fault.js';

const ROOT = resolve(import.meta.dirname, '../..');
/** Below node_modules, so that what is built finds its packages, and no other tool finds it. */
export const SCRATCH = resolve(ROOT, 'node_modules/.cache/mutants');

/**
 * @returns the file's text with the fault in it
 * @throws Error where the text that the fault replaces does not occur exactly once
 */
export async function withFault({ name, file, from, to }: Fault): Promise<string> {
  const [before, after, ...more] = (await readFile(resolve(ROOT, file), 'utf8')).split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${name} is stale: its text must occur exactly once in ${file}.`);
  return before + to + after;
}

function replacing(fault: Fault | undefined): Plugin {
  return {
    name: 'fault',
    setup({ onLoad }) {
      if (!fault) return;
      const wanted = resolve(ROOT, fault.file);
      onLoad({ filter: /\.ts$/ }, async ({ path }) =>
        path === wanted ? { contents: await withFault(fault), loader: 'ts' } : undefined,
      );
    },
  };
}

/**
 * Writes these tests, with all of the tree that they need, as one module for Node or a page. The tree is not touched.
 * @returns the module's path
 */
export async function bundle(
  fault: Fault | undefined,
  kind: 'node' | 'browser',
  label: string,
  files: readonly string[],
): Promise<string> {
  const outfile = resolve(SCRATCH, `${fault?.name ?? 'no-fault'}.${label}.mjs`);
  await build({
    stdin: {
      contents: files.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'),
      resolveDir: ROOT,
    },
    bundle: true,
    outfile,
    format: 'esm',
    target: 'es2022',
    platform: kind,
    packages: kind === 'node' ? 'external' : 'bundle',
    plugins: [replacing(fault)],
    // The package says that its modules have no side effects. A test is nothing else.
    ignoreAnnotations: true,
    logLevel: 'error',
  });
  return outfile;
}
