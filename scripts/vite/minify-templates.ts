import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin } from 'vite';

/** Removes whitespace and comments from Lit's html and css templates in src. */
export function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !/\b(html|css)`/.test(code)) return null;
      const result = await minifyHTMLLiterals(code, { fileName: id });
      return result && { code: result.code, map: result.map?.toString() ?? null };
    },
  };
}
