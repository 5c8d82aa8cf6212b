// The language files of a CDN build: separate files under lang/, shared by the module and the classic script.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, posix } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = 'src/i18n';
const TABLE = /\/src\/i18n\/languages\.ts$/;
const MANIFEST = 'dist/cdn/lang/.vite/manifest.json';

type Manifest = Record<string, { file: string }>;

/** The files that the language table loads on demand. */
export function languageEntries(): Record<string, string> {
  const table = readFileSync(posix.join(FOLDER, 'languages.ts'), 'utf8');
  const names = [...table.matchAll(/import\('\.\/([\w-]+)\.js'\)/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, posix.join(FOLDER, `${name}.ts`)]));
}

/** Leaves `import('./de.js')` in the language table an import, of the hashed file beside the script. */
export function languagesBeside(): Plugin {
  const built = existsSync(MANIFEST)
    ? (JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest)
    : {};
  return {
    name: 'languages-beside',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer || !TABLE.test(importer)) return null;
      const entry = posix.join(FOLDER, dirname(source), `${basename(source, '.js')}.ts`);
      const file = built[entry]?.file;
      return file ? { id: `./lang/${file}`, external: true } : null;
    },
  };
}
