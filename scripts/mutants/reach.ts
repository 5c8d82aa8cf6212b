import { dirname } from 'node:path';
import { build } from 'esbuild';

/** What of `tests` has `file` in it, the tests that stand closest to it first: they are the likeliest to notice a fault. */
export type Reach = (file: string, tests: readonly string[]) => string[];

/** Reads which files of the tree each test needs. Paths are below the project's root, where this runs. */
export async function reachOf(tests: readonly string[]): Promise<Reach> {
  const { metafile } = await build({
    entryPoints: [...tests],
    bundle: true,
    packages: 'external',
    platform: 'neutral',
    outdir: 'nowhere',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const needed = new Map<string, ReadonlySet<string>>();
  for (const { entryPoint, inputs } of Object.values(metafile.outputs))
    if (entryPoint !== undefined) needed.set(entryPoint, new Set(Object.keys(inputs)));
  return (file, among) =>
    among
      .filter((test) => needed.get(test)?.has(file))
      .sort((a, b) => distance(a, file) - distance(b, file));
}

/** A test mirrors the file that it is about: `test/core/lpa.test.ts` is of `src/core/lpa.ts`. */
function distance(test: string, file: string): number {
  const mirrored = test.replace(/^test/, 'src');
  if (mirrored === file.replace(/\.ts$/, '.test.ts')) return 0;
  return dirname(mirrored) === dirname(file) ? 1 : 2;
}
