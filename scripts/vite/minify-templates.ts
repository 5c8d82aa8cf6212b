import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

const PRIVATE = /--_[\w-]+/g;

/** Short names for the private custom properties, `--_accent-text` and the like; the most used get the shortest. */
function shortNames(): Map<string, string> {
  const uses = new Map<string, number>();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    for (const [name] of readFileSync(join('src', file), 'utf8').matchAll(PRIVATE))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const names = [...uses].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return new Map(names.map(([name], index) => [name, `--_${index.toString(36)}`]));
}

/** Takes the whitespace and comments out of lit's html, svg and css templates in src. */
export function minifyTemplates(): Plugin {
  const short = shortNames();
  return {
    name: 'minify-templates',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !/\b(html|css|svg)`/.test(code)) return null;
      const renamed = code.replace(PRIVATE, (name) => short.get(name) ?? name);
      const result = await minifyHTMLLiterals(renamed, {
        fileName: id,
        html: { removeAttributeQuotes: true },
      });
      return { code: result?.code ?? renamed, map: null };
    },
  };
}
