import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Fault } from './fault.js';

const ROOT = resolve(import.meta.dirname, '../..');
/** Below node_modules, so that the built files find their packages and no other tool finds the files. */
export const SCRATCH = resolve(ROOT, 'node_modules/.cache/mutants');

/**
 * @returns the file's text with the fault in it
 * @throws Error if the text that the fault replaces does not occur exactly once
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
 * Bundles these tests, with all the source that they need, into one module for Node or a page. The working tree is
 * not changed.
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
    // The package declares its modules free of side effects, but a test module has nothing else.
    ignoreAnnotations: true,
    logLevel: 'error',
  });
  return outfile;
}
