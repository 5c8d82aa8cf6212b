// The language files of a CDN build: separate files under lang/, shared by the module and the classic script.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = 'src/i18n';
const TABLE = /\/src\/i18n\/languages\.ts$/;
const BUILT = 'dist/cdn/lang';

/** Where the build of the languages writes, before `nameLanguages` knows what to call the folder. */
export const NEW_LANGUAGES = `${BUILT}/new`;

/** The language table's tags and the files that it loads for them on demand. */
export function languageEntries(): Record<string, string> {
  const table = readFileSync(posix.join(FOLDER, 'languages.ts'), 'utf8');
  const rows = table.matchAll(/^ {2}'?([\w-]+)'?: .*import\('\.\/([\w-]+)\.js'\)/gm);
  return Object.fromEntries([...rows].map(([, tag = '', name]) => [tag, `${FOLDER}/${name}.ts`]));
}

/** Names the folder of built languages by what is in it: one hash for all is one to carry in the script. */
export function nameLanguages(): void {
  const hash = createHash('sha256');
  for (const name of readdirSync(NEW_LANGUAGES).sort())
    hash.update(readFileSync(join(NEW_LANGUAGES, name)));
  renameSync(NEW_LANGUAGES, join(BUILT, hash.digest('base64url').slice(0, 8)));
}

/** Has the language table import `lang/<hash>/<tag>.js` from beside the script, its name made of the tag. */
export function languagesBeside(): Plugin {
  const [hash] = existsSync(BUILT) ? readdirSync(BUILT) : [];
  const tags = Object.keys(languageEntries()).join(' ');
  return {
    name: 'languages-beside',
    enforce: 'pre',
    transform(_, id) {
      if (!TABLE.test(id)) return null;
      const load = `import(/* @vite-ignore */ \`./lang/${hash}/\${tag}.js\`).then((m) => m.strings)`;
      const rows = `'${tags}'.split(' ').map((tag) => [tag, () => ${load}])`;
      return { code: `export const languages = Object.fromEntries(${rows});`, map: null };
    },
  };
}
